package dev.clew.investigation.expressions;

import dev.clew.evidence.Unit;
import java.util.Optional;

/// Which units go together, and what becomes of them.
final class Units {
  private Units() {}

  /// The unit of both where one can be set against the other: a literal takes any.
  static Optional<Unit> common(Value.Amount left, Value.Amount right) {
    if (left.literal()) {
      return Optional.of(right.unit());
    }
    if (right.literal() || left.unit().equals(right.unit())) {
      return Optional.of(left.unit());
    }
    if (both(left, right, Unit.SHARE, Unit.POINTS)) {
      return Optional.of(Unit.SHARE);
    }
    return both(left, right, Unit.NONE, Unit.CHANGE) ? Optional.of(Unit.NONE) : Optional.empty();
  }

  static Optional<Unit> plus(Value.Amount left, Value.Amount right) {
    if (both(left, right, Unit.ROW_NUMBER, Unit.ROWS)) {
      return Optional.of(Unit.ROW_NUMBER);
    }
    return common(left, right);
  }

  /// Two of a kind make a difference of that kind.
  static Optional<Unit> minus(Value.Amount left, Value.Amount right) {
    if (left.unit().equals(Unit.ROW_NUMBER) && right.unit().equals(Unit.ROWS)) {
      return Optional.of(Unit.ROW_NUMBER);
    }
    if (left.unit().equals(right.unit()) && !left.literal() && !right.literal()) {
      return Optional.of(difference(left.unit()));
    }
    return common(left, right);
  }

  private static Unit difference(Unit of) {
    if (of.equals(Unit.SHARE)) {
      return Unit.POINTS;
    }
    if (of.equals(Unit.NONE)) {
      return Unit.CHANGE;
    }
    return of.equals(Unit.ROW_NUMBER) ? Unit.ROWS : of;
  }

  static Optional<Unit> times(Value.Amount left, Value.Amount right) {
    if (isPlain(left)) {
      return Optional.of(right.unit());
    }
    return isPlain(right) ? Optional.of(left.unit()) : Optional.empty();
  }

  static Optional<Unit> over(Value.Amount left, Value.Amount right) {
    if (left.unit().equals(right.unit()) && !left.literal() && !right.literal()) {
      return Optional.of(Unit.RATIO);
    }
    if (isPlain(right)) {
      return Optional.of(left.unit());
    }
    if (isPlain(left) || left.unit().equals(Unit.ROW_NUMBER)) {
      return Optional.empty();
    }
    return Optional.of(Unit.of(left.unit().symbol() + " per " + one(right.unit().symbol())));
  }

  private static String one(String units) {
    return units.length() > 2 && units.endsWith("s")
        ? units.substring(0, units.length() - 1)
        : units;
  }

  private static boolean isPlain(Value.Amount number) {
    return number.literal()
        || number.unit().equals(Unit.NONE)
        || number.unit().equals(Unit.SHARE)
        || number.unit().equals(Unit.RATIO);
  }

  private static boolean both(Value.Amount left, Value.Amount right, Unit one, Unit other) {
    return (left.unit().equals(one) && right.unit().equals(other))
        || (left.unit().equals(other) && right.unit().equals(one));
  }

  static String name(Value.Amount number) {
    return number.unit().symbol().isEmpty() ? "a bare number" : number.unit().symbol();
  }
}
