package dev.clew.investigation.expressions;

/// An expression that means nothing, with where and why. Its message quotes the expression only.
public final class ExpressionError extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ExpressionError(String why) {
    super(why);
  }

  /// What is wrong.
  public String why() {
    return String.valueOf(getMessage());
  }
}
