package dev.clew.skills.latency;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.association.Correlation;
import dev.clew.traces.spans.Span;
import java.util.List;
import java.util.OptionalDouble;

/// How quickly models answer: time to the first token where it is logged, output tokens a second,
/// and whether long answers or long prompts make calls long.
final class Pace {
  private static final List<String> FIRST_TOKEN =
      List.of(
          "time_to_first_token",
          "gen_ai.response.time_to_first_chunk",
          "gen_ai.server.time_to_first_token",
          "llm.time_to_first_token");

  private static final Unit A_SECOND = Unit.of("tokens/s");

  /// Shorter answers measure the way to the model rather than its pace.
  private static final long FEWEST_TOKENS = 20;

  private static final int FEWEST_CALLS = 10;
  private static final int TOLD = 3;

  private Pace() {}

  static void write(Study study) {
    var book = study.book();
    var models = study.groups(Dimension.MODEL);
    book.computing(
        "output tokens over the call's duration; rank correlation of duration and tokens",
        study.compared().spanCount());
    long logged =
        study.calls().stream().filter(call -> firstToken(call.span()).isPresent()).count();
    book.fact("first_token.calls", logged, Unit.CALLS);
    var said = Statement.EMPTY;
    int told = 0;
    for (var model : models.entrySet()) {
      if (told == study.top()) {
        break;
      }
      var pace =
          NumericSample.of(
              model.getValue().stream()
                  .filter(call -> call.span().tokens().completion().orElse(0) >= FEWEST_TOKENS)
                  .mapToDouble(
                      call -> (double) call.span().tokens().completion().orElse(0) / call.seconds())
                  .toArray());
      var waits =
          NumericSample.of(
              model.getValue().stream()
                  .map(call -> firstToken(call.span()))
                  .filter(OptionalDouble::isPresent)
                  .mapToDouble(OptionalDouble::getAsDouble)
                  .toArray());
      if (pace.isEmpty() && waits.isEmpty()) {
        continue;
      }
      var name = book.fact(Label.of("pace.model", "model", model.getKey()), model.getKey());
      var sentence = Statement.EMPTY;
      if (!pace.isEmpty()) {
        sentence =
            Statement.of(
                "{} writes {} in the median of {}.",
                name,
                book.fact(Label.of("pace.p50", "model", model.getKey()), pace.median(), A_SECOND),
                book.fact(
                    Label.of("pace.calls", "model", model.getKey()), pace.size(), Unit.CALLS));
      }
      if (!waits.isEmpty()) {
        var ids = Percentiles.write(book, "first_token.seconds", "model", model.getKey(), waits);
        sentence =
            sentence.then(
                "Its first token comes after {} in the median, after {} in all but one in twenty"
                    + " calls.",
                ids.getOrDefault("p50", ""),
                ids.getOrDefault("p95", ""));
      }
      sentence = sentence.then(drivers(study, model.getKey(), model.getValue()));
      said = told < TOLD ? said.then(sentence) : said;
      told++;
    }
    if (told == 0) {
      return;
    }
    if (logged == 0) {
      said = said.then("No span logs its time to the first token.");
    }
    book.finding(
        "How quickly models answer",
        Severity.INFO,
        study.counted(),
        said.text(),
        said.factIds(),
        List.of());
  }

  /// Seconds to the first token, where a span says so.
  private static OptionalDouble firstToken(Span span) {
    return FIRST_TOKEN.stream()
        .map(key -> seconds(span.attributes().getOrDefault(key, "")))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  private static OptionalDouble seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      return seconds >= 0 && Double.isFinite(seconds)
          ? OptionalDouble.of(seconds)
          : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /// Whether its calls take longer the more they write, or read.
  private static Statement drivers(Study study, String model, List<CallTime> calls) {
    var metered =
        calls.stream().filter(call -> call.span().tokens().completion().isPresent()).toList();
    if (metered.size() < FEWEST_CALLS) {
      return Statement.EMPTY;
    }
    var seconds = metered.stream().mapToDouble(CallTime::seconds).toArray();
    var written =
        Correlation.spearman(
            metered.stream()
                .mapToDouble(call -> (double) call.span().tokens().completion().orElse(0))
                .toArray(),
            seconds);
    var read =
        Correlation.spearman(
            metered.stream()
                .mapToDouble(call -> (double) call.span().tokens().prompt().orElse(0))
                .toArray(),
            seconds);
    if (written.isEmpty() || read.isEmpty()) {
      return Statement.EMPTY;
    }
    var book = study.book();
    return Statement.of(
        "Its calls' time goes with what they write at a rank correlation of {}, with what they read"
            + " at {}.",
        book.fact(
            Label.of("pace.written.correlation", "model", model),
            written.get().value(),
            written.get().low(),
            written.get().high(),
            Unit.NONE),
        book.fact(
            Label.of("pace.read.correlation", "model", model),
            read.get().value(),
            read.get().low(),
            read.get().high(),
            Unit.NONE));
  }
}
