package dev.clew.local;

import dev.clew.edge.views.TraceSummary;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.PlainText;
import dev.clew.interpretation.Terminal;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Traces for a terminal: a table of many, or one as an indented tree. On a screen texts are cut
/// and say so; in a file or a pipe they are whole. Control characters never get through.
final class TraceText {
  private static final int CUT = 240;
  private static final int LONGEST_ID = 32;
  private static final int SHORT_ID = 16;

  private final Page page;
  private final boolean cuts;

  private TraceText(Terminal terminal) {
    this.page = new Page(terminal);
    this.cuts = terminal.isBounded();
  }

  static String list(List<TraceSummary> summaries, Terminal terminal) {
    return new TraceText(terminal).table(summaries);
  }

  private String table(List<TraceSummary> summaries) {
    page.table(
        List.of(
            "trace",
            "application",
            "name",
            "start",
            "duration",
            "spans",
            "errors",
            "tokens",
            "outcome"),
        summaries.stream()
            .map(one -> row(one, cuts ? shortId(one.traceId(), summaries) : one.traceId()))
            .toList(),
        List.of(4, 5, 6, 7));
    return page.toString();
  }

  /// Long ids are told by their beginning, which `clew traces` takes as well.
  private static String shortId(String id, List<TraceSummary> among) {
    if (id.length() <= LONGEST_ID) {
      return id;
    }
    var start = id.substring(0, SHORT_ID);
    return among.stream().filter(one -> one.traceId().startsWith(start)).count() == 1 ? start : id;
  }

  private List<String> row(TraceSummary one, String id) {
    return List.of(
        id,
        one.application(),
        cut(one.name(), 40),
        one.start()
            .map(start -> start.toString().substring(0, 19).replace('T', ' '))
            .orElse("no clock"),
        one.durationNanos().isPresent() ? seconds(one.durationNanos().getAsLong()) : "",
        count(one.spans()),
        count(one.errors()),
        count(one.tokens()),
        one.outcome().map(TraceText::outcome).orElse(""));
  }

  private static String outcome(Outcome outcome) {
    return (outcome.failed() ? "failed" : "succeeded")
        + (outcome.reward().isPresent()
            ? " ("
                + outcome.source()
                + " "
                + FactWriter.number(outcome.reward().getAsDouble(), Unit.NONE)
                + ")"
            : " (" + outcome.source() + ")");
  }

  private static String seconds(long nanos) {
    return FactWriter.number(nanos / 1e9, Unit.SECONDS);
  }

  private static String count(long count) {
    return FactWriter.count(count, Unit.NONE);
  }

  static String tree(String application, Trace trace, Terminal terminal) {
    var text = new TraceText(terminal);
    text.heading(TraceSummary.of(application, trace), trace);
    var tree = TraceTree.of(trace);
    tree.roots().forEach(root -> text.span(tree, root, "", "", true));
    return text.page.toString();
  }

  private void heading(TraceSummary summary, Trace trace) {
    page.bold(trace.traceId()).plain("  " + summary.name()).end();
    var facts = new ArrayList<String>();
    facts.add(summary.application());
    summary.start().ifPresent(start -> facts.add(start.toString()));
    summary.durationNanos().ifPresent(nanos -> facts.add(seconds(nanos)));
    facts.add(FactWriter.count(summary.spans(), Unit.SPANS));
    facts.add(FactWriter.count(summary.errors(), Unit.of("errors")));
    facts.add(FactWriter.count(summary.tokens(), Unit.TOKENS));
    summary.outcome().ifPresent(outcome -> facts.add(outcome(outcome)));
    page.faint(String.join(" \u00b7 ", facts)).end();
    if (!trace.attributes().isEmpty()) {
      page.faint(
              new TreeMap<>(trace.attributes())
                  .entrySet().stream()
                      .map(entry -> entry.getKey() + "=" + cut(entry.getValue(), 60))
                      .collect(Collectors.joining(" ")))
          .end();
    }
    page.end();
  }

  private void span(TraceTree tree, Span span, String before, String branch, boolean last) {
    page.faint(before + branch).bold(span.kind().name()).plain(" " + cut(span.name(), 80));
    var facts = new ArrayList<String>();
    if (span.timing() instanceof Timing.Known known) {
      facts.add(seconds(known.durationNanos()));
    }
    if (!span.model().isEmpty()) {
      facts.add(span.model());
    }
    if (span.tokens().sum() > 0) {
      facts.add(FactWriter.count(span.tokens().sum(), Unit.TOKENS));
    }
    if (!facts.isEmpty()) {
      page.faint("  " + String.join(" \u00b7 ", facts));
    }
    if (span.status().isError()) {
      page.red("  error");
    }
    page.end();
    var children = tree.children(span);
    var under = before + (branch.isEmpty() ? "" : last ? "   " : "\u2502  ");
    var indent = under + (children.isEmpty() ? "   " : "\u2502  ");
    content(span, indent);
    for (int i = 0; i < children.size(); i++) {
      boolean end = i == children.size() - 1;
      span(tree, children.get(i), under, end ? "\u2514\u2500 " : "\u251c\u2500 ", end);
    }
  }

  private void content(Span span, String indent) {
    if (span.status().isError() && !span.status().message().isEmpty()) {
      said(indent, "status", span.status().message());
    }
    for (var event : span.events()) {
      if (event.isException()) {
        said(
            indent,
            "exception",
            event.attributes().getOrDefault("exception.type", "")
                + " "
                + event.attributes().getOrDefault("exception.message", ""));
      }
    }
    span.tool().ifPresent(tool -> tool(indent, tool));
    var input = span.content().input();
    if (!input.isEmpty()) {
      // What came before is the output of the spans before it.
      message(indent, input.getLast());
    } else if (span.tool().isEmpty()) {
      said(indent, "in", span.content().inputValue());
    }
    if (!span.content().output().isEmpty()) {
      span.content().output().forEach(message -> message(indent, message));
    } else if (span.tool().isEmpty()) {
      said(indent, "out", span.content().outputValue());
    }
  }

  private void tool(String indent, ToolCall tool) {
    said(indent, "arguments", tool.arguments());
    said(indent, "result", tool.result());
  }

  private void message(String indent, Message message) {
    said(
        indent,
        message.role().toLowerCase(Locale.ROOT)
            + (message.name().isEmpty() ? "" : " " + message.name()),
        message.content());
    for (var call : message.toolCalls()) {
      said(indent, "calls " + call.name(), call.arguments());
    }
  }

  private void said(String indent, String who, String text) {
    if (!text.isBlank()) {
      page.faint(indent + cut(who, 40) + ": ").plain(cut(text, CUT)).end();
    }
  }

  private String cut(String text, int length) {
    var line = PlainText.line(text);
    return cuts ? PlainText.cut(line, length) : line;
  }
}
