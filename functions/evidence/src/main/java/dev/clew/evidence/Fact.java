package dev.clew.evidence;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// One computed value with its name, unit and provenance.
///
/// @param id unique in its answer, `F` and a number
/// @param name dotted path in lower case, qualifiers in square brackets:
///   `tokens.total[model=gpt-4o]`; unique in its answer
/// @param low lower end of the interval, in `unit`, where one was computed
/// @param high upper end of the interval, in `unit`, where one was computed
/// @param unit see [Unit]
/// @param computation id of the [Computation] that made it
public record Fact(
    String id,
    String name,
    FactValue value,
    OptionalDouble low,
    OptionalDouble high,
    Unit unit,
    String computation) {

  private static final Pattern ID = Pattern.compile("F[0-9]+");

  public Fact {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("fact id '" + id + "' is not F and a number");
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("fact " + id + " has no name");
    }
    if (low.isPresent() && high.isPresent() && low.getAsDouble() > high.getAsDouble()) {
      throw new IllegalArgumentException(
          "fact " + name + ": low " + low.getAsDouble() + " > high " + high.getAsDouble());
    }
  }

  /// The same fact under another id and computation, for answers that join several measurements.
  public Fact renumbered(String newId, String newComputation) {
    return new Fact(newId, name, value, low, high, unit, newComputation);
  }

  /// The value as a number.
  ///
  /// @throws IllegalStateException when the value is not a number
  public double number() {
    return switch (value) {
      case FactValue.Whole whole -> whole.value();
      case FactValue.Real real -> real.value();
      case FactValue.Text _, FactValue.Flag _, FactValue.Nothing _ ->
          throw new IllegalStateException("fact " + name + " is not a number");
    };
  }
}
