package dev.clew.investigation;

import dev.clew.evidence.Computation;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.interpretation.EqualFacts;
import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.expressions.ExpressionError;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.expressions.KnownFacts;
import dev.clew.investigation.expressions.Value;
import java.util.Map;
import java.util.OptionalDouble;

/// Facts that were worked out from other facts of the same answer: their computation holds the
/// expression, over the ids of those facts.
public final class ComputedFacts {
  /// What stands in a computation instead of a skill.
  public static final String SKILL = "compute";

  /// The parameter that holds the expression.
  public static final String EXPRESSION = "expression";

  private ComputedFacts() {}

  static boolean made(Computation computation) {
    return computation.skill().equals(SKILL);
  }

  /// Works a fact out again, from its facts as they are now.
  ///
  /// @param checked the facts before it, by id
  static Verification.Check check(
      Fact fact, Computation computation, Map<String, Verification.Check> checked) {
    Value now;
    boolean stale = false;
    String judged = "";
    try {
      var expression = Expression.parse(computation.parameters().getOrDefault(EXPRESSION, ""));
      var evaluated =
          expression.on(
              new KnownFacts(
                  checked.values().stream()
                      .map(check -> new Known("", computation.skill(), check.now()))
                      .toList()));
      for (var known : evaluated.facts()) {
        var check = checked.get(known.fact().id());
        if (check != null && check.verdict() == Verification.Verdict.MISSING) {
          return missing(fact, "it is made of " + known.fact().id() + ", which is missing");
        }
        if (check != null && check.verdict() == Verification.Verdict.JUDGED) {
          judged = known.fact().id();
        }
        stale |= check != null && check.verdict() != Verification.Verdict.EQUAL;
      }
      now = evaluated.value();
    } catch (ExpressionError e) {
      return missing(fact, "its expression does not hold: " + e.why());
    }
    return switch (now) {
      case Value.Amount(var value, var unit, var _) -> {
        var again =
            new Fact(
                fact.id(),
                fact.name(),
                new FactValue.Real(value),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                unit,
                fact.computation());
        var same = EqualFacts.canonical(fact).equals(EqualFacts.canonical(again));
        yield same && !judged.isEmpty()
            ? new Verification.Check(
                fact,
                Verification.Verdict.JUDGED,
                fact,
                "it is made of " + judged + ", which a model judged")
            : new Verification.Check(
                fact,
                same
                    ? stale ? Verification.Verdict.STALE : Verification.Verdict.EQUAL
                    : stale ? Verification.Verdict.CHANGED : Verification.Verdict.EDITED,
                again,
                same || stale ? "" : "none of the facts it is made of has changed");
      }
      case Value.Text _, Value.Flag _ -> missing(fact, "its expression gives no number");
      case Value.Unknown(var why) -> missing(fact, why);
    };
  }

  private static Verification.Check missing(Fact fact, String why) {
    return new Verification.Check(fact, Verification.Verdict.MISSING, fact, why);
  }
}
