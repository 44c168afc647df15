package dev.clew.skills.exploration;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Results;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;

/// A tool's results as a model is shown them: what was found, each fact with its id, and excerpts
/// of the data. Never longer than [#MOST] characters: results that would be are refused with how to
/// narrow, so that nothing is cut without a word.
public final class ToolText {
  /// Characters of one result.
  public static final int MOST = 10_000;

  private static final MathContext SIX_DIGITS = new MathContext(6);

  private ToolText() {}

  /// What a model is shown of a measurement.
  public static String of(Measurement measurement) {
    return switch (measurement) {
      case Measurement.Found(var results) -> of(results);
      case Measurement.Clean(var results) -> of(results);
      case Measurement.TooLittleData little -> "Too little data: " + little.what();
      case Measurement.NotApplicable(var why, var remedy) -> why + ". " + remedy;
    };
  }

  /// What a model is shown of results.
  public static String of(Results results) {
    var text = new StringBuilder();
    for (var finding : results.findings()) {
      text.append(finding.title()).append(": ").append(finding.statement()).append('\n');
    }
    var told = new HashSet<String>();
    for (var fact : results.facts()) {
      text.append(fact.id()).append(' ').append(fact.name()).append(" = ").append(value(fact));
      text.append('\n');
      told.add(value(fact));
    }
    for (var evidence : results.evidence()) {
      for (var excerpt : evidence.excerpts()) {
        if (!told.contains(excerpt.text())) {
          text.append(excerpt.where()).append(": ").append(excerpt.text()).append('\n');
        }
      }
    }
    return text.toString();
  }

  /// The same results, when they are short enough.
  ///
  /// @param remedy how to narrow
  /// @throws ClewException of kind LIMIT when they are not
  public static Results checked(Results results, String remedy) {
    int length = of(results).length();
    if (length > MOST) {
      throw new Problem(
              Problem.Kind.LIMIT,
              "the result has " + length + " characters, and at most " + MOST + " are shown",
              "",
              remedy)
          .asException();
    }
    return results;
  }

  private static String value(Fact fact) {
    var value =
        switch (fact.value()) {
          case FactValue.Whole whole -> String.valueOf(whole.value());
          case FactValue.Real real -> number(real.value());
          case FactValue.Text text -> text.value();
          case FactValue.Flag flag -> flag.value() ? "yes" : "no";
          case FactValue.Nothing _ -> "unknown";
        };
    return value
        + (fact.unit().symbol().isEmpty() ? "" : " " + fact.unit().symbol())
        + (fact.low().isPresent() && fact.high().isPresent()
            ? " ("
                + number(fact.low().getAsDouble())
                + " to "
                + number(fact.high().getAsDouble())
                + ")"
            : "");
  }

  /// Six digits that mean something.
  public static String number(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
  }
}
