package dev.clew.investigation.expressions;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import dev.clew.investigation.expressions.Node.Function;
import dev.clew.investigation.expressions.Node.Operator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/// Works an expression out. A name stands for several facts at first; each part has as many values,
/// and what takes one value demands that there is one.
final class Evaluation {
  private final KnownFacts facts;

  private Evaluation(KnownFacts facts) {
    this.facts = facts;
  }

  /// One value and what it rests on.
  private record One(Value value, Set<Known> rests) {
    static One of(Value value) {
      return new One(value, Set.of());
    }
  }

  static Evaluated of(Node root, KnownFacts facts) {
    var one = new Evaluation(facts).single(root);
    return new Evaluated(one.value(), List.copyOf(one.rests()));
  }

  private One single(Node node) {
    var values = several(node);
    if (values.size() > 1) {
      throw new ExpressionError(
          described(node)
              + " stands for "
              + values.size()
              + " facts where one is needed; use any, all, count, min, max or sum, or name one");
    }
    return values.isEmpty()
        ? One.of(new Value.Unknown("there is no fact " + described(node)))
        : values.getFirst();
  }

  private List<One> several(Node node) {
    return switch (node) {
      case Node.Literal(var value) -> List.of(One.of(value));
      case Node.Ref(var ref) ->
          List.of(
              value(
                  facts
                      .byRef(ref)
                      .orElseThrow(() -> new ExpressionError("there is no fact " + ref))));
      case Node.Named(var qualifier, var pattern) ->
          facts.named(qualifier, pattern).stream().map(Evaluation::value).toList();
      case Node.Not(var of) ->
          several(of).stream()
              .map(one -> new One(not(flag(one.value(), "not")), one.rests()))
              .toList();
      case Node.Minus(var of) ->
          several(of).stream().map(one -> number(one, "-", n -> -n)).toList();
      case Node.Binary binary -> binary(binary);
      case Node.Called called -> called(called);
    };
  }

  private static One value(Known known) {
    return new One(value(known.fact()), Set.of(known));
  }

  private static Value value(Fact fact) {
    return switch (fact.value()) {
      case FactValue.Whole(var whole) -> new Value.Amount(whole, fact.unit(), false);
      case FactValue.Real(var real) -> new Value.Amount(real, fact.unit(), false);
      case FactValue.Text(var text) -> new Value.Text(text);
      case FactValue.Flag(var flag) -> new Value.Flag(flag);
      case FactValue.Nothing() -> new Value.Unknown(fact.name() + " is not known");
    };
  }

  private List<One> binary(Node.Binary binary) {
    var left = several(binary.left());
    var right = several(binary.right());
    if (left.size() > 1 && right.size() > 1) {
      throw new ExpressionError(
          described(binary.left())
              + " and "
              + described(binary.right())
              + " both stand for several facts");
    }
    if (left.isEmpty() || right.isEmpty()) {
      var missing = left.isEmpty() ? binary.left() : binary.right();
      var unknown = One.of(new Value.Unknown("there is no fact " + described(missing)));
      // One side may decide alone.
      return List.of(
          applied(
              binary.operator(),
              left.size() == 1 ? left.getFirst() : unknown,
              right.size() == 1 ? right.getFirst() : unknown));
    }
    var all = new ArrayList<One>();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      all.add(
          applied(
              binary.operator(),
              left.get(left.size() == 1 ? 0 : i),
              right.get(right.size() == 1 ? 0 : i)));
    }
    return all;
  }

  private static One applied(Operator operator, One left, One right) {
    return switch (operator) {
      case AND -> and(left, right, operator, false);
      case OR -> and(left, right, operator, true);
      case EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST, PLUS, LESS_BY, TIMES, OVER -> {
        var rests = union(left.rests(), right.rests());
        yield switch (left.value()) {
          case Value.Unknown unknown -> new One(unknown, rests);
          case Value.Amount one ->
              switch (right.value()) {
                case Value.Unknown unknown -> new One(unknown, rests);
                case Value.Amount other -> new One(numbers(operator, one, other), rests);
                case Value.Text _, Value.Flag _ -> throw mismatch(operator);
              };
          case Value.Text(var one) ->
              switch (right.value()) {
                case Value.Unknown unknown -> new One(unknown, rests);
                case Value.Text(var other) -> new One(same(operator, one.equals(other)), rests);
                case Value.Amount _, Value.Flag _ -> throw mismatch(operator);
              };
          case Value.Flag(var one) ->
              switch (right.value()) {
                case Value.Unknown unknown -> new One(unknown, rests);
                case Value.Flag(var other) -> new One(same(operator, one == other), rests);
                case Value.Amount _, Value.Text _ -> throw mismatch(operator);
              };
        };
      }
    };
  }

  /// `and`, or `or` where `decides` is true: the value that decides whatever the other one is.
  private static One and(One left, One right, Operator operator, boolean decides) {
    var one = flag(left.value(), operator.symbol());
    var other = flag(right.value(), operator.symbol());
    var both = union(left.rests(), right.rests());
    boolean first = one instanceof Value.Flag(var flag) && flag == decides;
    boolean second = other instanceof Value.Flag(var flag) && flag == decides;
    if (first || second) {
      return new One(
          new Value.Flag(decides), first && second ? both : first ? left.rests() : right.rests());
    }
    if (one instanceof Value.Unknown || other instanceof Value.Unknown) {
      return new One(one instanceof Value.Unknown ? one : other, both);
    }
    return new One(new Value.Flag(!decides), both);
  }

  private static Value numbers(Operator operator, Value.Amount left, Value.Amount right) {
    double a = left.value();
    double b = right.value();
    return switch (operator) {
      case EQUAL -> compared(operator, left, right, a == b);
      case UNEQUAL -> compared(operator, left, right, a != b);
      case LESS -> compared(operator, left, right, a < b);
      case AT_MOST -> compared(operator, left, right, a <= b);
      case MORE -> compared(operator, left, right, a > b);
      case AT_LEAST -> compared(operator, left, right, a >= b);
      case PLUS -> made(operator, left, right, Units.plus(left, right), a + b);
      case LESS_BY -> made(operator, left, right, Units.minus(left, right), a - b);
      case TIMES -> made(operator, left, right, Units.times(left, right), a * b);
      case OVER -> {
        var unit = Units.over(left, right);
        yield b == 0 && unit.isPresent()
            ? new Value.Unknown("a division by zero")
            : made(operator, left, right, unit, a / b);
      }
      case AND, OR -> throw mismatch(operator);
    };
  }

  private static Value compared(
      Operator operator, Value.Amount left, Value.Amount right, boolean so) {
    if (Units.common(left, right).isEmpty()) {
      throw units(operator, left, right);
    }
    return new Value.Flag(so);
  }

  private static Value made(
      Operator operator, Value.Amount left, Value.Amount right, Optional<Unit> unit, double value) {
    if (unit.isEmpty()) {
      throw units(operator, left, right);
    }
    return Double.isFinite(value)
        ? new Value.Amount(value, unit.get(), left.literal() && right.literal())
        : new Value.Unknown("a number that is not finite");
  }

  private static Value same(Operator operator, boolean equal) {
    return switch (operator) {
      case EQUAL -> new Value.Flag(equal);
      case UNEQUAL -> new Value.Flag(!equal);
      case LESS, AT_MOST, MORE, AT_LEAST, PLUS, LESS_BY, TIMES, OVER, AND, OR ->
          throw mismatch(operator);
    };
  }

  private List<One> called(Node.Called called) {
    return switch (called.function()) {
      case ABS ->
          several(called.arguments().getFirst()).stream()
              .map(one -> number(one, "abs", Math::abs))
              .toList();
      case LOW, HIGH -> ends(called);
      case EXISTS -> List.of(exists(called.arguments().getFirst()));
      case COUNT -> List.of(count(called.arguments().getFirst()));
      case ANY, ALL -> List.of(quantified(called));
      case MIN, MAX, SUM -> List.of(reduced(called));
    };
  }

  private List<One> ends(Node.Called called) {
    var all = new ArrayList<One>();
    for (var one : several(called.arguments().getFirst())) {
      if (one.rests().size() != 1) {
        throw new ExpressionError("low and high take a fact, not what was made of several");
      }
      var fact = one.rests().iterator().next().fact();
      OptionalDouble end = called.function() == Function.LOW ? fact.low() : fact.high();
      all.add(
          new One(
              end.isPresent()
                  ? new Value.Amount(end.getAsDouble(), fact.unit(), false)
                  : new Value.Unknown(fact.name() + " has no interval"),
              one.rests()));
    }
    return all;
  }

  private One exists(Node argument) {
    if (argument instanceof Node.Ref(var ref)) {
      return facts
          .byRef(ref)
          .map(known -> new One(new Value.Flag(true), Set.of(known)))
          .orElse(One.of(new Value.Flag(false)));
    }
    var there = several(argument);
    return new One(new Value.Flag(!there.isEmpty()), rests(there));
  }

  private One count(Node argument) {
    var all = several(argument);
    var unknown = all.stream().map(One::value).filter(Value.Unknown.class::isInstance).findFirst();
    if (argument instanceof Node.Named || all.stream().noneMatch(Evaluation::isFlag)) {
      return new One(new Value.Amount(all.size(), Unit.NONE, true), rests(all));
    }
    if (unknown.isPresent()) {
      return new One(unknown.get(), rests(all));
    }
    var so = all.stream().filter(one -> is(one, true)).toList();
    return new One(new Value.Amount(so.size(), Unit.NONE, true), rests(all));
  }

  private static boolean isFlag(One one) {
    return one.value() instanceof Value.Flag;
  }

  private One quantified(Node.Called called) {
    boolean any = called.function() == Function.ANY;
    var all = several(called.arguments().getFirst());
    all.forEach(one -> flag(one.value(), any ? "any" : "all"));
    var deciding = all.stream().filter(one -> is(one, any)).toList();
    if (!deciding.isEmpty()) {
      return new One(new Value.Flag(any), rests(deciding));
    }
    return all.stream()
        .filter(one -> one.value() instanceof Value.Unknown)
        .findFirst()
        .map(unknown -> new One(unknown.value(), rests(all)))
        .orElseGet(() ->
            all.isEmpty()
                ? One.of(
                    new Value.Unknown(
                        "there is no fact " + described(called.arguments().getFirst())))
                : new One(new Value.Flag(!any), rests(all)));
  }

  private static boolean is(One one, boolean so) {
    return one.value() instanceof Value.Flag(var flag) && flag == so;
  }

  private One reduced(Node.Called called) {
    var all = called.arguments().stream().flatMap(argument -> several(argument).stream()).toList();
    if (all.isEmpty()) {
      return One.of(
          new Value.Unknown("there is no fact " + described(called.arguments().getFirst())));
    }
    var reduced = all.getFirst();
    for (var one : all.subList(1, all.size())) {
      reduced = reduced(called.function(), reduced, one);
    }
    return number(reduced, "a function of numbers", n -> n);
  }

  private static One reduced(Function function, One left, One right) {
    if (function == Function.SUM) {
      return applied(Operator.PLUS, left, right);
    }
    var operator = function == Function.MIN ? Operator.AT_MOST : Operator.AT_LEAST;
    var compared = applied(operator, left, right);
    return switch (compared.value()) {
      case Value.Flag(var first) -> first ? left : right;
      case Value.Unknown unknown -> new One(unknown, compared.rests());
      case Value.Amount _, Value.Text _ -> throw mismatch(operator);
    };
  }

  private static One number(One one, String what, DoubleUnaryOperator change) {
    return switch (one.value()) {
      case Value.Amount(var value, var unit, var literal) ->
          new One(new Value.Amount(change.applyAsDouble(value), unit, literal), one.rests());
      case Value.Unknown _ -> one;
      case Value.Text _, Value.Flag _ -> throw new ExpressionError(what + " takes numbers");
    };
  }

  private static Value flag(Value value, String what) {
    return switch (value) {
      case Value.Flag _, Value.Unknown _ -> value;
      case Value.Amount _, Value.Text _ ->
          throw new ExpressionError("'" + what + "' takes what is true or false");
    };
  }

  private static Value not(Value value) {
    return value instanceof Value.Flag(var flag) ? new Value.Flag(!flag) : value;
  }

  private static Set<Known> union(Set<Known> one, Set<Known> other) {
    var both = new LinkedHashSet<>(one);
    both.addAll(other);
    return both;
  }

  private static Set<Known> rests(List<One> all) {
    var rests = new LinkedHashSet<Known>();
    all.stream().flatMap(one -> Stream.of(one.rests())).forEach(rests::addAll);
    return rests;
  }

  private static ExpressionError mismatch(Operator operator) {
    return new ExpressionError("'" + operator.symbol() + "' between things of different kinds");
  }

  private static ExpressionError units(Operator operator, Value.Amount left, Value.Amount right) {
    return new ExpressionError(
        "'" + operator.symbol() + "' between " + Units.name(left) + " and " + Units.name(right));
  }

  private static String described(Node node) {
    return switch (node) {
      case Node.Named(var qualifier, var pattern) ->
          "{" + (qualifier.isEmpty() ? "" : qualifier + "/") + pattern + "}";
      case Node.Ref(var ref) -> ref;
      case Node.Binary(var _, var left, var right) ->
          left instanceof Node.Literal ? described(right) : described(left);
      case Node.Not(var of) -> described(of);
      case Node.Minus(var of) -> described(of);
      case Node.Called(var _, var arguments) -> described(arguments.getFirst());
      case Node.Literal _ -> "a number";
    };
  }
}
