package dev.clew.interpretation;

import java.util.Locale;

/// Text from traces and logs, made harmless and short enough to stand in a line of ours.
public final class PlainText {
  private PlainText() {}

  /// One line: white space becomes single spaces; control characters, and the invisible ones that
  /// turn the direction of writing, become `\x{1B}`, so that no terminal obeys them and no reader
  /// overlooks them.
  public static String line(String text) {
    return clean(text, false).strip();
  }

  /// As [#line], with line breaks and tabs kept.
  public static String lines(String text) {
    return clean(text, true);
  }

  /// Cuts to `length` characters, and says so: `abc... (120 characters more)`.
  public static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "... (" + (text.length() - end) + " characters more)";
  }

  private static String clean(String text, boolean keepBreaks) {
    var out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (keepBreaks && (point == '\n' || point == '\t')) {
        out.appendCodePoint(point);
        continue;
      }
      boolean blank = point == ' ' || point == '\n' || point == '\r' || point == '\t';
      if (blank) {
        if (!space || keepBreaks) {
          out.append(point == '\r' && keepBreaks ? "" : " ");
        }
        space = true;
        continue;
      }
      space = false;
      if (isUnsafe(point)) {
        out.append("\\x{").append(Integer.toHexString(point).toUpperCase(Locale.ROOT));
        out.append('}');
      } else {
        out.appendCodePoint(point);
      }
    }
    return out.toString();
  }

  private static boolean isUnsafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          // Joiners make up emoji and words of some scripts.
          point != 0x200D && point != 0x200C;
      default -> false;
    };
  }
}
