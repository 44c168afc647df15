package dev.clew.investigation.expressions;

/// A question to facts that code answers: `abs({performance.auc.change}) >
/// {performance.auc.relevant}`.
///
/// ```
/// S2.F7  F7                      a fact by its id
/// {drift.effect[column=*]}       facts by name, `*` for any characters
/// {drift/performance.auc.change} the same of one skill, or one step: {S2/...}
/// 0.2  5%  'held'  true          what it is held against; 5% is a share
/// + - * /   < <= > >= = !=   and or not   ( )
/// abs low high min max sum       numbers; low and high are the ends of a fact's interval
/// any all count exists           of several facts
/// ```
///
/// Units are checked: seconds are not added to tokens; a number that is written down takes any
/// unit. What rests on a fact that is not there, or that is known to be unknown, is unknown, and so
/// is a division by zero: `and` and `or` follow Kleene's logic. The same facts always give the same
/// value.
public final class Expression {
  /// Longer ones are nobody's meaning.
  public static final int LONGEST = 600;

  private final String source;
  private final Node root;

  private Expression(String source, Node root) {
    this.source = source;
    this.root = root;
  }

  /// Reads one.
  ///
  /// @throws ExpressionError that says where it can not be read
  public static Expression parse(String source) {
    return new Expression(source.strip(), Parser.parse(source));
  }

  /// What it comes to.
  ///
  /// @throws ExpressionError where units or kinds do not go together, a fact by id is not there, or
  ///   a name stands for several facts where one is needed
  public Evaluated on(KnownFacts facts) {
    return Evaluation.of(root, facts);
  }

  /// As it was written.
  @Override
  public String toString() {
    return source;
  }
}
