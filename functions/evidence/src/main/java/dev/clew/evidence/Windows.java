package dev.clew.evidence;

/// The two stretches that a question compares.
///
/// @param chosen how they came about, in words: "given", or which default was taken and why
public record Windows(Window baseline, Window current, String chosen) {
  /// One stretch, no comparison.
  public static Windows only(Window current, String chosen) {
    return new Windows(new Window.None(), current, chosen);
  }
}
