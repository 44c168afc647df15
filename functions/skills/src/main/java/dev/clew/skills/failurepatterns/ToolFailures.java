package dev.clew.skills.failurepatterns;

import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.OperationName;
import dev.clew.skills.Statement;
import dev.clew.statistics.interval.WilsonInterval;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Which tools fail, and how often.
final class ToolFailures {
  /// Fewer failed calls are an accident.
  private static final int FEWEST = 3;

  /// The rate's lower end from which a tool fails often, and from which it hardly works.
  static final double OFTEN = 0.1;

  static final double MOSTLY = 0.3;

  private static final int SHOWN = 500;

  /// Tools whose figures are told; of the others the facts hold them.
  private static final int TOLD = 6;

  private final Case found;

  private ToolFailures(Case found) {
    this.found = found;
  }

  private static final class Calls {
    final String tool;
    int all;
    final List<Span> failed = new ArrayList<>();

    Calls(String tool) {
      this.tool = tool;
    }

    double rate() {
      return failed.size() / (double) all;
    }
  }

  static void write(Case found) {
    new ToolFailures(found).write();
  }

  private void write() {
    var calls = calls();
    if (calls.isEmpty()) {
      return;
    }
    var book = found.book();
    long all = calls.stream().mapToLong(tool -> tool.all).sum();
    var failing = calls.stream().filter(tool -> !tool.failed.isEmpty()).toList();
    book.computing("failed calls by tool, interval after Wilson (1927)", all);
    var tools = book.fact("tools.total", calls.size(), Unit.of("tools"));
    book.fact("tools.calls", all, Unit.CALLS);
    book.fact("tools.failing", failing.size(), Unit.of("tools"));
    book.looked(calls.size());
    var rates = new ArrayList<String>();
    var said = Statement.EMPTY;
    for (var tool : calls.subList(0, Math.min(found.top(), calls.size()))) {
      var line = facts(tool, calls.size() > 1 && failing.size() == 1, tools);
      said = rates.size() < TOLD ? said.then(line) : said;
      rates.addAll(line.factIds());
    }
    book.finding(
        "How often tools are called and fail",
        Severity.INFO,
        found.counted(),
        said.text(),
        rates,
        List.of());
  }

  /// Returns how often a tool is called and fails.
  private Statement facts(Calls tool, boolean only, String tools) {
    var book = found.book();
    var interval = WilsonInterval.of(tool.failed.size(), tool.all);
    var name = book.fact(Label.of("tool.name", "tool", tool.tool), Label.shown(tool.tool));
    var all = book.fact(Label.of("tool.calls", "tool", tool.tool), tool.all, Unit.CALLS);
    var failed =
        book.fact(Label.of("tool.failed", "tool", tool.tool), tool.failed.size(), Unit.CALLS);
    var rate =
        book.fact(
            Label.of("tool.failure_rate", "tool", tool.tool),
            tool.rate(),
            interval.low(),
            interval.high(),
            Unit.SHARE);
    var often =
        tool.failed.isEmpty()
            ? Statement.of("{} fails in {} of {}.", name, failed, all)
            : Statement.of("{} fails in {} of {} ({}).", name, failed, all, rate);
    if (tool.failed.size() < FEWEST || interval.low() < OFTEN) {
      return often;
    }
    var said = Statement.of("{} fails in {} of {} ({}).", name, failed, all, rate);
    var hit = new HashSet<String>();
    tool.failed.forEach(span -> hit.add(span.traceId()));
    double part = hit.size() / (double) found.traces().size();
    said =
        said.then(
            "That hits {}, {} of all.",
            book.fact(Label.of("tool.failed.traces", "tool", tool.tool), hit.size(), Unit.TRACES),
            book.fact(Label.of("tool.failed.traces.share", "tool", tool.tool), part, Unit.SHARE));
    if (only) {
      said = said.then("It is the only failing one of {}.", tools);
    }
    var spans =
        book.spans(
            "Failed calls of " + Label.shown(tool.tool),
            tool.failed.stream()
                .limit(SHOWN)
                .map(span -> new SpanRef(span.traceId(), span.spanId()))
                .toList(),
            "Compare the arguments with those of a call that worked.");
    book.finding(
        only ? "One tool fails" : "A tool fails often",
        interval.low() >= MOSTLY && part >= Overview.LARGE ? Severity.HIGH : Severity.MEDIUM,
        found.counted(),
        said.text(),
        said.factIds(),
        List.of(spans));
    return often;
  }

  /// Tools by failed calls, then by calls, then by name.
  private List<Calls> calls() {
    Map<String, Calls> byTool = new HashMap<>();
    for (var trace : found.traces()) {
      for (var span : trace.spans()) {
        if (span.kind() == SpanKind.TOOL) {
          var stated = span.tool().map(ToolCall::name).orElse("");
          var calls =
              byTool.computeIfAbsent(
                  stated.isEmpty() ? OperationName.of(span.name()) : stated, Calls::new);
          calls.all++;
          if (!Symptom.of(span).isEmpty()) {
            calls.failed.add(span);
          }
        }
      }
    }
    return byTool.values().stream()
        .sorted(
            Comparator.comparingInt((Calls calls) -> -calls.failed.size())
                .thenComparingInt(calls -> -calls.all)
                .thenComparing(calls -> calls.tool))
        .toList();
  }
}
