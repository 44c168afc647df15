package dev.clew.evaluators.checks;

import dev.clew.models.context.Invisible;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Sentences and words of a text, in any language as far as their letters go; what tells little is
/// known of English alone.
final class Prose {
  /// A check reads so much of a text, in characters; what comes after is said to be left out.
  static final int READ = 200_000;

  private static final int LONGEST_QUOTE = 120;

  /// A number with its decimals, a letter of a script without blanks, or a word.
  private static final Pattern WORD =
      Pattern.compile(
          "\\p{N}+(?:[.,:]\\p{N}+)*"
              + "|[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]"
              + "|[\\p{L}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]]+");

  private static final List<String> NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  private static final Set<String> COMMON =
      Set.of(
          ("a about above after again against all also am an and any are as at be because been before"
                  + " being below between both but by can could did do does doing down during each"
                  + " either else ever few for from further get got had has have having he her here"
                  + " hers him his how i if in into is it its itself just let like made make many may"
                  + " me might more most much must my neither no nor not now of off on once only or"
                  + " other our ours out over own per please same shall she should so some such than"
                  + " that the their theirs them then there these they this those through thus to too"
                  + " under until up upon us very was we were what when where whether which while who"
                  + " whom whose why will with would yes yet you your yours s t re ve ll d m")
              .split(" "));

  private Prose() {}

  /// A word.
  ///
  /// @param stem in small letters, without common English endings; of a number its plain digits
  /// @param number whether it is one
  /// @param name whether it begins with a capital where a sentence does not begin
  record Word(String stem, boolean number, boolean name) {
    /// Numbers and names are what invented answers get wrong.
    double weight() {
      return number || name ? 2 : 1;
    }
  }

  /// As much of the text as is read, without characters that nobody sees.
  static String read(String text) {
    var part = text.length() <= READ ? text : text.substring(0, whole(text, READ));
    return Invisible.removed(part);
  }

  /// What stands after an explanation where a text was not read whole; else nothing.
  static String cut(String text) {
    return text.length() <= READ ? "" : " (its first " + READ + " characters)";
  }

  private static int whole(String text, int end) {
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  /// Sentences, and lines.
  static List<String> sentences(String text) {
    var sentences = new ArrayList<String>();
    for (var line : text.split("\\R", -1)) {
      var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
      breaks.setText(line);
      int from = breaks.first();
      for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
        var sentence = line.substring(from, to).strip();
        if (!sentence.isEmpty()) {
          sentences.add(sentence);
        }
      }
    }
    return sentences;
  }

  /// Words that tell something, in order.
  static List<Word> words(String sentence) {
    var words = new ArrayList<Word>();
    var matcher = WORD.matcher(sentence);
    boolean first = true;
    while (matcher.find()) {
      var written = matcher.group();
      var small = written.toLowerCase(Locale.ROOT);
      boolean capital = Character.isUpperCase(written.codePointAt(0));
      boolean number = Character.isDigit(written.codePointAt(0)) || NUMBERS.contains(small);
      boolean name = capital && written.length() > 1 && (!first || isCapitals(written));
      first = false;
      if (!COMMON.contains(small) || (name && isCapitals(written))) {
        words.add(new Word(number ? digits(small) : stem(small), number, name && !number));
      }
    }
    return words;
  }

  private static boolean isCapitals(String written) {
    return written.chars().noneMatch(Character::isLowerCase);
  }

  private static String digits(String number) {
    int word = NUMBERS.indexOf(number);
    if (word >= 0) {
      return String.valueOf(word);
    }
    var plain =
        number.replaceAll("(?<=\\p{N}),(?=\\p{N}{3}(?!\\p{N}))", "").replaceFirst("^0+(?=\\d)", "");
    return plain.matches("\\d+\\.\\d*?0+") ? plain.replaceFirst("\\.?0+$", "") : plain;
  }

  /// Without the commonest English endings: enough that `refunds` and `refunded` meet `refund`.
  private static String stem(String word) {
    for (var ending : List.of("ing", "edly", "ed", "ies", "es", "s", "ly")) {
      if (word.endsWith(ending) && word.length() - ending.length() >= 4) {
        var stem = word.substring(0, word.length() - ending.length());
        return ending.equals("ies") ? stem + "y" : stem.endsWith("e") ? stem : trimmed(stem);
      }
    }
    return trimmed(word);
  }

  /// `booke` and `book` are one, as are `planned` and `plan`.
  private static String trimmed(String stem) {
    var shorter =
        stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    int last = shorter.length() - 1;
    return last >= 4 && shorter.charAt(last) == shorter.charAt(last - 1)
        ? shorter.substring(0, last)
        : shorter;
  }

  /// The beginning of a text in quotation marks, for explanations.
  static String quoted(String text) {
    var line = Invisible.removed(text).replaceAll("\\s+", " ").strip();
    return "'"
        + (line.length() <= LONGEST_QUOTE
            ? line
            : line.substring(0, whole(line, LONGEST_QUOTE)) + "\u2026")
        + "'";
  }
}
