package dev.clew.skills.latency;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Calls made one after the other that could have run at the same time: tools and retrievals that
/// one span calls with no model call between them, so that nothing was decided in between, and
/// where no later one's arguments hold a word of an earlier one's result.
final class Together {
  private static final double NOTABLE = 0.05;
  private static final double LARGE = 0.2;

  /// Words long enough that they are not in both by chance: ids, names, numbers.
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_-]{5,}");

  private Together() {}

  static void write(Study study, double total) {
    var book = study.book();
    var found = new ArrayList<CallTime>();
    long saved = 0;
    int rows = 0;
    for (var run : study.runs()) {
      for (var row : rows(run)) {
        found.addAll(row);
        rows++;
        long sum = row.stream().mapToLong(CallTime::pathNanos).sum();
        saved += sum - row.stream().mapToLong(CallTime::pathNanos).max().orElse(0);
      }
    }
    double share = (double) saved / total;
    var facts =
        new String[] {
          book.fact("together.share", share, Unit.SHARE),
          book.fact("together.seconds", (double) saved / 1e9, Unit.SECONDS),
          book.fact("together.calls", found.size(), Unit.CALLS),
          book.fact("together.rows", rows, Unit.of("rows of calls"))
        };
    if (share < NOTABLE) {
      return;
    }
    var said =
        Statement.of(
                "{} ({}) could be saved at most if {} ran at the same time, which now run one after"
                    + " the other.",
                facts[0],
                facts[1],
                facts[2])
            .then(
                "No model decides between them and none is seen to need another's result; what they"
                    + " change, and limits of rate, spans do not tell.");
    book.finding(
        "Calls wait for each other without need",
        share >= LARGE ? Severity.MEDIUM : Severity.LOW,
        Math.min(0.6, study.counted()),
        said.text(),
        said.factIds(),
        List.of(
            book.spans(
                "Calls one after the other",
                Study.spans(found),
                "Does a later one need what an earlier one gave?")));
  }

  /// Rows of at least two calls.
  private static List<List<CallTime>> rows(RunTime run) {
    Map<String, CallTime> bySpan = new HashMap<>();
    run.calls().forEach(call -> bySpan.put(call.span().spanId(), call));
    var rows = new ArrayList<List<CallTime>>();
    for (var caller : run.times().timed()) {
      var row = new ArrayList<CallTime>();
      Set<String> given = new HashSet<>();
      var children =
          run.times().called(caller).stream()
              .map(child -> bySpan.get(child.spanId()))
              .filter(Objects::nonNull)
              .sorted(Comparator.comparingLong((CallTime call) -> start(call.span())))
              .toList();
      for (var call : children) {
        boolean fits =
            isCall(call.span())
                && (row.isEmpty() || start(call.span()) >= end(row.getLast().span()));
        if (!fits || needs(call.span(), given)) {
          add(rows, row);
          row = new ArrayList<>();
          given.clear();
        }
        if (isCall(call.span())) {
          row.add(call);
          words(call.span().tool().map(ToolCall::result).orElse(""), given);
        }
      }
      add(rows, row);
    }
    return rows;
  }

  private static void add(List<List<CallTime>> rows, List<CallTime> row) {
    if (row.size() > 1) {
      rows.add(List.copyOf(row));
    }
  }

  private static boolean isCall(Span span) {
    return switch (span.kind()) {
      case TOOL, RETRIEVER, EMBEDDING, RERANKER -> true;
      case LLM, CHAIN, AGENT, GUARDRAIL, EVALUATOR, PROMPT, UNKNOWN -> false;
    };
  }

  private static boolean needs(Span span, Set<String> given) {
    Set<String> asked = new HashSet<>();
    words(span.tool().map(ToolCall::arguments).orElse(""), asked);
    asked.retainAll(given);
    return !asked.isEmpty();
  }

  private static void words(String text, Set<String> into) {
    WORD.matcher(text).results().forEach(match -> into.add(match.group()));
  }

  private static long start(Span span) {
    return span.timing() instanceof Timing.Known known ? known.startNanos() : 0;
  }

  private static long end(Span span) {
    return span.timing() instanceof Timing.Known known ? known.endNanos() : 0;
  }
}
