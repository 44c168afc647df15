package dev.clew.evaluators;

/// One of the answers that an evaluator can give.
///
/// @param name as files write it, one to sixty-four characters
/// @param score what it counts, finite; by custom 1 for what is wanted and 0 for what is not
public record Label(String name, double score) {
  private static final int LONGEST = 64;

  public Label {
    if (name.isBlank() || name.length() > LONGEST || !name.equals(name.strip())) {
      throw new IllegalArgumentException(
          "label '" + name + "' is not of 1 to " + LONGEST + " characters");
    }
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("label '" + name + "' has the score " + score);
    }
  }
}
