package dev.clew.investigation.routing;

import dev.clew.evidence.Nearest;
import dev.clew.skills.Card;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which targets a question speaks of, by their names and by names of what is in them.
final class Mentions {
  /// A word this short is too easily another one with a slip.
  private static final int SHORTEST_SLIP = 5;

  private static final Pattern NAMED =
      Pattern.compile(
          "(?:\\b(?:the|our|my|your|this|that|a)\\s+)?([\\p{L}\\p{N}_-]+)(?:'s)?\\s+"
              + "(?:agents?|bots?|chatbots?|assistants?|copilots?|apps?|applications?|models?|predictors?|classifiers?"
              + "|scorers?|regressors?|recommenders?|pipelines?|services?|workflows?)\\b",
          Pattern.CASE_INSENSITIVE);

  private final List<TargetNames> targets;
  private final List<TargetNames> opened;
  private final Thesaurus thesaurus;

  /// @param opened the targets whose content may be looked at: it can cost a read
  Mentions(List<TargetNames> targets, List<TargetNames> opened, Thesaurus thesaurus) {
    this.targets = targets;
    this.opened = opened;
    this.thesaurus = thesaurus;
  }

  /// Targets called by name, with the words that call them. A name counts when all its words stand
  /// in the question, up to a slip of a letter.
  Map<TargetNames, String> byName(String question) {
    var words = Words.of(question);
    var found = new LinkedHashMap<TargetNames, String>();
    for (var target : targets) {
      var parts = parts(target.name());
      var called = parts.stream().map(part -> called(part, words)).toList();
      if (!parts.isEmpty() && called.stream().allMatch(Optional::isPresent)) {
        found.put(target, String.join(" ", called.stream().map(Optional::orElseThrow).toList()));
      }
    }
    return found;
  }

  private static Optional<String> called(String part, List<String> words) {
    if (words.contains(part)) {
      return Optional.of(part);
    }
    var stem = Words.stem(part);
    return words.stream()
        .filter(word ->
            Words.stem(word).equals(stem)
                || (part.length() >= SHORTEST_SLIP
                    && word.charAt(0) == part.charAt(0)
                    && Nearest.distance(word, part) == 1))
        .findFirst();
  }

  /// How strongly each target's content is spoken of: 1 for a name of its own written out, less for
  /// words of a name, the less the more targets share it.
  ///
  /// @param why names that were met, by target
  record Content(
      Map<TargetNames, Double> strength,
      Map<TargetNames, String> why,
      Map<Card.Reads, Double> kinds) {}

  Content byContent(String question) {
    var written =
        " " + question.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_.-]+", " ") + " ";
    var stems = new HashSet<String>();
    Words.of(question).stream()
        .filter(word -> !common(word))
        .forEach(word -> stems.add(Words.stem(word)));
    var trace = TraceIds.in(question);
    var meeting = new LinkedHashMap<TargetNames, Map<String, Double>>();
    var owners = new HashMap<String, Integer>();
    for (var target : opened) {
      var met = new LinkedHashMap<String, Double>();
      for (var name : target.content()) {
        if (name.kind() == TargetNames.Kind.OUTCOME) {
          continue;
        }
        var strength =
            name.kind() == TargetNames.Kind.TRACE
                ? trace
                    .filter(named -> TraceIds.meets(name.text(), named))
                    .map(_ -> 1.0)
                    .orElse(0.0)
                : strength(name, written, stems);
        if (strength > 0) {
          met.merge(name.text(), strength, Math::max);
        }
      }
      met.keySet().forEach(name -> owners.merge(name, 1, Integer::sum));
      meeting.put(target, met);
    }
    var strength = new LinkedHashMap<TargetNames, Double>();
    var why = new LinkedHashMap<TargetNames, String>();
    var kinds = new HashMap<Card.Reads, Double>();
    meeting.forEach((target, met) ->
        met.forEach((name, value) -> {
          var own = value / owners.getOrDefault(name, 1);
          if (own > strength.getOrDefault(target, 0.0)) {
            strength.put(target, own);
            why.put(target, name);
          }
          kinds.merge(target.reads(), value, Math::max);
        }));
    return new Content(strength, why, kinds);
  }

  private static double strength(TargetNames.Name name, String written, Set<String> stems) {
    var text = name.text().toLowerCase(Locale.ROOT);
    if (text.length() > 1 && written.contains(" " + text + " ")) {
      return 1;
    }
    var parts = parts(text).stream().filter(part -> part.length() > 2).toList();
    if (parts.isEmpty()) {
      return 0;
    }
    var met = parts.stream().filter(part -> stems.contains(Words.stem(part))).count();
    return 0.6 * met / parts.size();
  }

  /// Words that a question of any target may hold say nothing about which it is.
  private boolean common(String word) {
    return Words.isFunctionWord(word)
        || Words.isNumber(word)
        || !thesaurus.read(List.of(Words.stem(word))).known().isEmpty();
  }

  /// What the question calls by a name that no target has: `checkout` in "the checkout agent".
  /// Empty when every such word belongs to a target or is no name.
  Optional<String> strange(String question) {
    var matcher = NAMED.matcher(question);
    while (matcher.find()) {
      var word = matcher.group(1);
      var lower = word.toLowerCase(Locale.ROOT);
      if (!common(lower)
          && !lower.matches("\\p{L}+(?:ed|est)")
          && targets.stream().noneMatch(target -> called(target, lower))
          && opened.stream().noneMatch(target -> holds(target, lower))) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private static boolean called(TargetNames target, String word) {
    return parts(target.name()).stream().anyMatch(part -> called(part, List.of(word)).isPresent());
  }

  private static boolean holds(TargetNames target, String word) {
    var stem = Words.stem(word);
    return target.content().stream()
        .filter(name -> isWord(name.kind()))
        .anyMatch(name ->
            name.text().equalsIgnoreCase(word)
                || parts(name.text()).stream().anyMatch(part -> Words.stem(part).equals(stem)));
  }

  /// Whether a word of a target's name says nothing else.
  boolean isName(String word) {
    return !common(word);
  }

  /// The question with names from the content written out in full replaced by what they name.
  String withoutContent(String question) {
    var text = TraceIds.without(question);
    for (var target : opened) {
      for (var name : target.content()) {
        if (isWord(name.kind())
            && name.text().length() > 1
            && !common(name.text().toLowerCase(Locale.ROOT))) {
          text = replaced(text, name);
        }
      }
    }
    return text;
  }

  /// Whether names of a kind are words of their own: ids of traces and outcomes are not.
  private static boolean isWord(TargetNames.Kind kind) {
    return switch (kind) {
      case COLUMN, TOOL, MODEL, AGENT, SPAN, FILE -> true;
      case TRACE, FIELD, VALUE, OUTCOME -> false;
    };
  }

  private static String replaced(String text, TargetNames.Name name) {
    var what =
        switch (name.kind()) {
          case COLUMN -> "feature";
          case TOOL -> "tool";
          case MODEL -> "gpt";
          case AGENT -> "agent";
          case SPAN -> "step";
          case FILE -> "file";
          case TRACE -> "trace";
          case FIELD, VALUE, OUTCOME -> name.text();
        };
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name.text()) + "(?![\\p{L}\\p{N}_])",
            Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .replaceAll(what);
  }

  /// The words within a name: `book_reservation`, `HumanEval`, `employment-ma`.
  static List<String> parts(String name) {
    var spaced =
        name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    return Words.of(spaced);
  }
}
