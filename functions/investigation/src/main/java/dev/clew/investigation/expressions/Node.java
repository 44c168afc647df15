package dev.clew.investigation.expressions;

import java.util.List;

/// A part of an expression.
sealed interface Node {
  record Literal(Value value) implements Node {}

  /// @param qualifier step or skill, or empty
  record Named(String qualifier, String pattern) implements Node {}

  record Ref(String ref) implements Node {}

  record Not(Node of) implements Node {}

  record Minus(Node of) implements Node {}

  record Binary(Operator operator, Node left, Node right) implements Node {}

  record Called(Function function, List<Node> arguments) implements Node {
    public Called {
      arguments = List.copyOf(arguments);
    }
  }

  enum Operator {
    OR("or"),
    AND("and"),
    EQUAL("="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    PLUS("+"),
    LESS_BY("-"),
    TIMES("*"),
    OVER("/");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }

  enum Function {
    ABS(1, 1),
    LOW(1, 1),
    HIGH(1, 1),
    MIN(1, 9),
    MAX(1, 9),
    SUM(1, 9),
    ANY(1, 1),
    ALL(1, 1),
    COUNT(1, 1),
    EXISTS(1, 1);

    private final int least;
    private final int most;

    Function(int least, int most) {
      this.least = least;
      this.most = most;
    }

    boolean takes(int arguments) {
      return arguments >= least && arguments <= most;
    }
  }
}
