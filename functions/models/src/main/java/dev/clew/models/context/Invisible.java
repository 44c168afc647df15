package dev.clew.models.context;

/// Characters that a reader does not see and a model reads: controls of direction and joining,
/// variation selectors, and Unicode's tags, by which whole sentences are hidden in plain text.
public final class Invisible {
  private Invisible() {}

  /// The text without them; tabs and line ends stay.
  public static String removed(String text) {
    if (text.codePoints().noneMatch(Invisible::hides)) {
      return text;
    }
    var seen = new StringBuilder(text.length());
    text.codePoints().filter(point -> !hides(point)).forEach(seen::appendCodePoint);
    return seen.toString();
  }

  private static boolean hides(int point) {
    if (point == '\n' || point == '\t' || point == '\r') {
      return false;
    }
    int type = Character.getType(point);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.SURROGATE
        || (point >= 0xFE00 && point <= 0xFE0F)
        || (point >= 0xE0000 && point <= 0xE0FFF);
  }
}
