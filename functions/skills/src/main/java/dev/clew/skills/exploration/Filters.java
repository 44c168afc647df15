package dev.clew.skills.exploration;

/// Reads filters in either of their two forms, JSON and the short one; both give the same tree.
public final class Filters {
  private Filters() {}

  /// Overlay.
  ///
  /// @param where which parameter, for errors
  /// @param text empty for everything
  /// @throws dev.clew.evidence.ClewException of kind USER that says what is wrong, and where
  public static Filter parse(String where, String text) {
    var stripped = text.strip();
    if (stripped.isEmpty()) {
      return Filter.all();
    }
    if (stripped.length() > Filter.LONGEST) {
      throw Wrong.in(
          where,
          "the filter has " + stripped.length() + " characters",
          "write it in at most " + Filter.LONGEST);
    }
    return stripped.startsWith("{")
        ? FilterJson.parse(where, stripped)
        : FilterText.parse(where, stripped);
  }
}
