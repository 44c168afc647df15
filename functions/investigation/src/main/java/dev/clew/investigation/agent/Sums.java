package dev.clew.investigation.agent;

import dev.clew.evidence.Unit;
import dev.clew.investigation.expressions.Evaluated;
import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.expressions.ExpressionError;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.expressions.Value;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Computed;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Numbers that a model has worked out from facts: code computes, and no number is its own.
final class Sums {
  private static final int MOST = 8;
  private static final Pattern OWN_NUMBER =
      Pattern.compile("(?<![A-Za-z0-9.])[0-9]+(?:\\.[0-9]+)?%?");

  /// Those that turn a difference into a share, or two into their middle.
  private static final List<String> HARMLESS = List.of("1", "2", "100");

  private Sums() {}

  /// The agenda with one more, unless it holds it.
  ///
  /// @throws Refused with what is wrong with it
  static Agenda computed(Agenda agenda, SoFar soFar, String source) throws Refused {
    var expression = source.strip();
    if (agenda.computed().stream().anyMatch(one -> one.expression().equals(expression))) {
      return agenda;
    }
    if (agenda.computed().size() >= MOST) {
      throw new Refused("enough was computed: " + MOST + " numbers");
    }
    for (var number : OWN_NUMBER.matcher(expression).results().map(MatchResult::group).toList()) {
      if (!HARMLESS.contains(number)) {
        throw new Refused("the number " + number + " comes from no fact; name facts by their ids");
      }
    }
    var evaluated = evaluated(expression, soFar);
    if (!expression.matches("[-+*/(), A-Za-z0-9.]*") || evaluated.facts().isEmpty()) {
      throw new Refused("compute takes facts by their ids, such as S1.F7 / S2.F3");
    }
    if (evaluated.facts().stream()
        .anyMatch(known -> known.step().equals(SoFar.COMPUTED) || known.step().startsWith("A"))) {
      throw new Refused("compute takes facts of this investigation's steps");
    }
    return switch (evaluated.value()) {
      case Value.Amount(var value, Unit unit, var _) ->
          agenda.computing(
              new Computed(
                  "K" + (agenda.computed().size() + 1),
                  expression,
                  "asked for by the model",
                  value,
                  unit,
                  evaluated.facts().stream().map(Known::ref).toList()));
      case Value.Unknown(var why) -> throw new Refused("that can not be told: " + why);
      case Value.Text _, Value.Flag _ -> throw new Refused("that is no number");
    };
  }

  private static Evaluated evaluated(String expression, SoFar soFar) throws Refused {
    try {
      return Expression.parse(expression).on(soFar.all());
    } catch (ExpressionError e) {
      throw new Refused(e.why());
    }
  }
}
