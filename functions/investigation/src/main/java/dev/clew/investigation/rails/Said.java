package dev.clew.investigation.rails;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a user said: a model that fills something in may only use his words, and what is named
/// besides.
public final class Said {
  private static final Pattern NUMBER = Pattern.compile("\\p{N}+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
  private static final List<String> PLAIN =
      List.of("row", "rows", "to", "from", "last", "first", "days", "before", "since", "until");

  private final String text;
  private final Set<String> words;
  private final Set<String> numbers;

  private Said(String text, Set<String> words, Set<String> numbers) {
    this.text = text;
    this.words = words;
    this.numbers = numbers;
  }

  /// A question's words; `70,000` is 70000 too.
  public static Said in(String question) {
    var numbers = matches(question.replaceAll("(?<=\\p{N})[, ](?=\\p{N}{3})", ""), NUMBER);
    numbers.addAll(matches(question, NUMBER));
    return new Said(question.toLowerCase(Locale.ROOT), matches(question, WORD), numbers);
  }

  /// And what is named besides: the data's own names, words of a card.
  public Said and(Collection<String> names) {
    var more = new LinkedHashSet<>(words);
    var alsoNumbers = new LinkedHashSet<>(numbers);
    names.forEach(name -> {
      more.addAll(matches(name, WORD));
      alsoNumbers.addAll(matches(name, NUMBER));
    });
    return new Said(text, more, alsoNumbers);
  }

  /// Whether all numbers and words of a value were said.
  public boolean holds(String value) {
    return numbers.containsAll(matches(value, NUMBER))
        && matches(value, WORD).stream()
            .filter(word -> !NUMBER.matcher(word).matches())
            .allMatch(word -> words.contains(word) || PLAIN.contains(word) || text.contains(word));
  }

  private static Set<String> matches(String text, Pattern pattern) {
    return pattern
        .matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
