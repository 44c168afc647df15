package dev.clew.models.context;

import java.util.regex.Pattern;

/// A name from the data that says too little to be an order: at most three words, or four where
/// they are one identifier or a comparison, on one line, without marks. It may stand in a line of
/// ours.
public final class PlainName {
  private static final int MOST_WORDS = 3;
  private static final int LONGEST = 80;

  private static final Pattern ONE_LINE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} ]+");

  private static final String WITHOUT_BLANKS =
      "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}";

  /// A word, a part of a name in camel case, or two characters of a script without blanks.
  private static final Pattern WORD =
      Pattern.compile(
          "["
              + WITHOUT_BLANKS
              + "]{1,2}|\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|[\\p{L}&&[^\\p{Lu}\\p{Ll}"
              + WITHOUT_BLANKS
              + "]]+");

  /// A part of an id in hexadecimal says nothing.
  private static final Pattern ID =
      Pattern.compile("(?i)(?<![\\p{L}\\p{N}])(?=[a-f]*[0-9])[0-9a-f]{4,}(?![\\p{L}\\p{N}])");

  private PlainName() {}

  /// Whether it is one.
  public static boolean is(String text) {
    boolean compares = text.chars().anyMatch(one -> one == '<' || one == '>' || one == '=');
    int most = text.indexOf(' ') < 0 || compares ? MOST_WORDS + 1 : MOST_WORDS;
    return text.length() <= LONGEST
        && ONE_LINE.matcher(text).matches()
        && Fence.harmless(text).equals(text)
        && words(text) <= most;
  }

  /// How many words a text says, parts of names counted.
  public static long words(String text) {
    return WORD.matcher(ID.matcher(text).replaceAll(" ")).results().count();
  }
}
