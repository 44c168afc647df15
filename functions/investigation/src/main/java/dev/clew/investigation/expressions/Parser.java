package dev.clew.investigation.expressions;

import dev.clew.evidence.Unit;
import dev.clew.investigation.expressions.Node.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads expressions by recursive descent.
final class Parser {
  /// Deeper nesting is nobody's meaning.
  private static final int DEEPEST = 40;

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?%?)"
              + "|(?<text>'[^']*')"
              + "|\\{(?<fact>[^{}]+)\\}"
              + "|(?<ref>(?:[SA][0-9]+\\.)?F[0-9]+)\\b"
              + "|(?<word>[A-Za-z_]+)"
              + "|(?<symbol><=|>=|!=|[-+*/<>=(),]))");
  private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z0-9-]+)/([^/].*)");

  private static final Map<String, Operator> COMPARISONS =
      Map.of(
          "=",
          Operator.EQUAL,
          "!=",
          Operator.UNEQUAL,
          "<",
          Operator.LESS,
          "<=",
          Operator.AT_MOST,
          ">",
          Operator.MORE,
          ">=",
          Operator.AT_LEAST);

  private record Token(String kind, String text, int at) {}

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int next;
  private int depth;

  private Parser(String source) {
    this.source = source;
    var matcher = TOKEN.matcher(source);
    int at = 0;
    while (at < source.length() && !source.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw error("can not be read", at);
      }
      for (var kind : List.of("number", "text", "fact", "ref", "word", "symbol")) {
        if (matcher.group(kind) != null) {
          tokens.add(new Token(kind, matcher.group(kind), matcher.start(kind)));
        }
      }
      at = matcher.end();
    }
  }

  static Node parse(String source) {
    if (source.length() > Expression.LONGEST) {
      throw new ExpressionError(
          "an expression of " + source.length() + " characters; at most " + Expression.LONGEST);
    }
    var parser = new Parser(source);
    var node = parser.or();
    if (parser.next < parser.tokens.size()) {
      throw parser.error("is not expected", parser.tokens.get(parser.next).at());
    }
    return node;
  }

  private Node or() {
    if (++depth > DEEPEST) {
      throw error("is nested too deep", source.length() - 1);
    }
    var left = and();
    while (take("or")) {
      left = new Node.Binary(Operator.OR, left, and());
    }
    depth--;
    return left;
  }

  private Node and() {
    var left = not();
    while (take("and")) {
      left = new Node.Binary(Operator.AND, left, not());
    }
    return left;
  }

  private Node not() {
    boolean negated = false;
    while (take("not")) {
      negated = !negated;
    }
    var of = comparison();
    return negated ? new Node.Not(of) : of;
  }

  private Node comparison() {
    var left = sum();
    if (next < tokens.size()) {
      var operator = COMPARISONS.get(tokens.get(next).text());
      if (operator != null && tokens.get(next).kind().equals("symbol")) {
        next++;
        return new Node.Binary(operator, left, sum());
      }
    }
    return left;
  }

  private Node sum() {
    var left = product();
    while (true) {
      if (take("+")) {
        left = new Node.Binary(Operator.PLUS, left, product());
      } else if (take("-")) {
        left = new Node.Binary(Operator.LESS_BY, left, product());
      } else {
        return left;
      }
    }
  }

  private Node product() {
    var left = unary();
    while (true) {
      if (take("*")) {
        left = new Node.Binary(Operator.TIMES, left, unary());
      } else if (take("/")) {
        left = new Node.Binary(Operator.OVER, left, unary());
      } else {
        return left;
      }
    }
  }

  private Node unary() {
    boolean negative = false;
    while (take("-")) {
      negative = !negative;
    }
    var of = primary();
    return negative ? new Node.Minus(of) : of;
  }

  private Node primary() {
    if (next >= tokens.size()) {
      throw new ExpressionError("'" + source + "' ends too soon");
    }
    var token = tokens.get(next++);
    return switch (token.kind()) {
      case "number" -> new Node.Literal(number(token));
      case "text" ->
          new Node.Literal(new Value.Text(token.text().substring(1, token.text().length() - 1)));
      case "fact" -> named(token.text().strip());
      case "ref" -> new Node.Ref(token.text());
      case "word" -> word(token);
      default -> {
        if (!token.text().equals("(")) {
          throw error("is not expected", token.at());
        }
        var inner = or();
        expect(")");
        yield inner;
      }
    };
  }

  private Value number(Token token) {
    var percent = token.text().endsWith("%");
    var digits = percent ? token.text().substring(0, token.text().length() - 1) : token.text();
    double value = Double.parseDouble(digits);
    if (!Double.isFinite(value)) {
      throw error("is no finite number", token.at());
    }
    return new Value.Amount(
        percent ? value / 100 : value, percent ? Unit.SHARE : Unit.NONE, !percent);
  }

  private static Node named(String text) {
    var qualified = QUALIFIED.matcher(text);
    return qualified.matches()
        ? new Node.Named(qualified.group(1), qualified.group(2).strip())
        : new Node.Named("", text);
  }

  private Node word(Token token) {
    if (token.text().equals("true") || token.text().equals("false")) {
      return new Node.Literal(new Value.Flag(token.text().equals("true")));
    }
    Node.Function function;
    try {
      function = Node.Function.valueOf(token.text().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw error(
          "is no function; there are abs, low, high, min, max, sum, any, all, count, exists",
          token.at());
    }
    expect("(");
    var arguments = new ArrayList<Node>();
    do {
      arguments.add(or());
    } while (take(","));
    expect(")");
    if (!function.takes(arguments.size())) {
      throw error("takes another number of arguments", token.at());
    }
    return new Node.Called(function, arguments);
  }

  private boolean take(String text) {
    if (next < tokens.size()
        && tokens.get(next).text().equals(text)
        && List.of("symbol", "word").contains(tokens.get(next).kind())) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String text) {
    if (!take(text)) {
      throw next < tokens.size()
          ? error("stands where '" + text + "' should", tokens.get(next).at())
          : new ExpressionError("'" + source + "' ends without '" + text + "'");
    }
  }

  private ExpressionError error(String why, int at) {
    var from = Math.clamp(at, 0, Math.max(0, source.length() - 1));
    var piece = source.substring(from, Math.min(source.length(), from + 20)).strip();
    return new ExpressionError("'" + piece + "' at character " + (from + 1) + " " + why);
  }
}
