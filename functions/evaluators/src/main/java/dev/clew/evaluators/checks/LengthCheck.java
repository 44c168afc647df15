package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Verdict;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether an answer is longer than it has to be: too many words, sentences that it says twice, or
/// phrases that say nothing.
///
/// @param most words
/// @param wordsAlone whether nothing but their number counts
record LengthCheck(int most, boolean wordsAlone, Saying say) implements Check {
  private static final int MOST_WORDS = 250;

  /// So many padding phrases are too many.
  private static final int PADDED = 2;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");

  private static final Pattern PADDING =
      Pattern.compile(
          "(?i)\\b(?:great question|certainly!|absolutely!|of course!|as an ai\\b|i hope this helps"
              + "|it is important to note|it's important to note|it is worth noting|it's worth noting"
              + "|please note that|needless to say|at the end of the day|in conclusion|to summarize"
              + "|to sum up|feel free to (?:ask|reach)|don't hesitate|let me know if you (?:have|need))");

  static LengthCheck of(Settings settings, boolean wordsAlone, Saying say) {
    settings.only("most-words");
    return new LengthCheck(settings.count("most-words", MOST_WORDS), wordsAlone, say);
  }

  @Override
  public Optional<Verdict> look(Example example) {
    var written = example.text(Fields.OUTPUT).orElse("");
    var text = Prose.read(written);
    if (text.isBlank()) {
      return Saying.nothing("the answer says nothing");
    }
    long words = WORD.matcher(text).results().count();
    var figures = Map.of("words", (double) words);
    if (words > most) {
      return say.scored(
          false,
          say.labels().unwanted().score(),
          words + " words, more than " + most + Prose.cut(written),
          figures);
    }
    if (wordsAlone) {
      return say.scored(
          true, say.labels().named(say.labels().wanted()).score(), words + " words", figures);
    }
    var seen = new HashSet<String>();
    for (var sentence : Prose.sentences(text)) {
      var told = Prose.words(sentence).stream().map(Prose.Word::stem).toList();
      if (told.size() > 3 && !seen.add(String.join(" ", told))) {
        return say.scored(
            false,
            say.labels().unwanted().score(),
            "it says twice: " + Prose.quoted(sentence),
            figures);
      }
    }
    var padding = PADDING.matcher(text).results().map(match -> match.group()).toList();
    return padding.size() >= PADDED
        ? say.scored(
            false,
            say.labels().unwanted().score(),
            "phrases that say nothing: " + Prose.quoted(String.join("; ", padding)),
            figures)
        : say.scored(
            true, say.labels().named(say.labels().wanted()).score(), words + " words", figures);
  }
}
