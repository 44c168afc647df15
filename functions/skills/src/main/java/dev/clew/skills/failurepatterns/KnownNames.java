package dev.clew.skills.failurepatterns;

import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names with digits in them that tell errors apart: models, tools and agents as the data name
/// them. A model's name counts without its date or size too, as messages write it: `gpt-4o` of
/// `gpt-4o-2024-08-06`.
final class KnownNames {
  /// None.
  static final KnownNames NONE = new KnownNames(List.of());

  /// More different names than a program has; ids in the place of names would be these.
  private static final int MOST = 500;

  private static final Pattern LETTER_AND_DIGIT =
      Pattern.compile("(?=.*\\p{L})(?=.*[0-9]).{2,100}");

  /// Stand for hidden names: no message holds them.
  private static final char FIRST_PLACE = '\uE000';

  private final List<String> names;
  private final Pattern pattern;

  private KnownNames(Collection<String> names) {
    this.names =
        names.stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(name -> name))
            .toList();
    pattern =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}_])(?:"
                + String.join("|", this.names.stream().map(Pattern::quote).toList())
                + ")(?![\\p{L}\\p{N}_])");
  }

  /// The names in these traces; none where there are so many that they are no names.
  static KnownNames of(List<Trace> traces) {
    var names = new TreeSet<String>();
    for (var trace : traces) {
      for (var span : trace.spans()) {
        addModel(names, span.model());
        span.tool().ifPresent(tool -> add(names, tool.name()));
        add(names, span.agent());
      }
    }
    return names.isEmpty() || names.size() > MOST ? NONE : new KnownNames(names);
  }

  private static void addModel(Collection<String> names, String model) {
    add(names, model);
    for (int dash = model.lastIndexOf('-'); dash > 0; dash = model.lastIndexOf('-', dash - 1)) {
      add(names, model.substring(0, dash));
    }
  }

  private static void add(Collection<String> names, String name) {
    if (LETTER_AND_DIGIT.matcher(name).matches()) {
      names.add(name);
    }
  }

  /// A text whose names are hidden, to be shown again.
  record Hidden(String text, List<String> names) {
    String show(String masked) {
      var shown = masked;
      for (int i = 0; i < names.size(); i++) {
        shown = shown.replace(String.valueOf((char) (FIRST_PLACE + i)), names.get(i));
      }
      return shown;
    }
  }

  /// Hides the names of a text from masks.
  Hidden hide(String text) {
    if (names.isEmpty()) {
      return new Hidden(text, List.of());
    }
    var hidden = new ArrayList<String>();
    Matcher found = pattern.matcher(text);
    var rest = new StringBuilder();
    while (found.find() && hidden.size() < MOST) {
      found.appendReplacement(rest, String.valueOf((char) (FIRST_PLACE + hidden.size())));
      hidden.add(found.group());
    }
    found.appendTail(rest);
    return new Hidden(rest.toString(), hidden);
  }

  /// Whether a word names one of them, whatever stands around it.
  boolean isIn(String word) {
    return !names.isEmpty() && pattern.matcher(word).find();
  }
}
