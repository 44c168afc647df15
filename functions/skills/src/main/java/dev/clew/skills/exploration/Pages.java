package dev.clew.skills.exploration;

/// A long text page by page; no page ends between the two halves of one character.
///
/// @param size characters of a page, at least 2
public record Pages(String text, int size) {
  public Pages {
    if (size < 2) {
      throw new IllegalArgumentException("a page of " + size + " characters");
    }
  }

  /// How many there are; at least one.
  public int count() {
    return Math.max(1, (text.length() + size - 1) / size);
  }

  /// @param number from 1
  public String page(int number) {
    if (number < 1 || number > count()) {
      throw new IllegalArgumentException("page " + number + " of " + count());
    }
    return text.substring(edge((number - 1) * size), edge(number * size));
  }

  private int edge(int at) {
    return at >= text.length()
        ? text.length()
        : at > 0 && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
