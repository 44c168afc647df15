package dev.clew.skills.evaluationtemplate;

import dev.clew.evaluators.Evaluators;
import dev.clew.evaluators.Kind;
import dev.clew.evaluators.Level;
import dev.clew.skills.Ports;
import dev.clew.skills.applications.ToolName;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Makes a draft of a wish: by a check in code where the words say something that code can decide,
/// by an evaluator that exists where they mean one, otherwise in the wish's own words.
final class Drafting {
  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)\\b(?:at most|under|below|fewer than|less than|no more than|not more than|within|max(?:imum)?(?: of)?|up to|shorter than)"
              + "\\s+(\\d{1,5})\\s+words?\\b");
  private static final Pattern NEVER_SAYS =
      Pattern.compile(
          "(?i)\\b(?:never|not|don't|doesn't|no)\\b[^.\"'“”‘’]{0,40}\\b(?:say|says|mention|mentions|use|uses|write|name|contain|contains)\\b"
              + "[^\"“”]{0,30}[\"“]([^\"“”]{2,80})[\"”]");
  private static final Pattern JSON = Pattern.compile("(?i)\\b(?:json)\\b");
  private static final Pattern SESSION =
      Pattern.compile("(?i)\\b(?:session|conversation|dialogue|chat)s?\\b");
  private static final Pattern CALL =
      Pattern.compile(
          "(?i)\\b(?:tool|function|api) ?calls?\\b|\\bcalls? (?:of|to) (?:a )?tools?\\b");
  private static final Pattern RUN =
      Pattern.compile(
          "(?i)\\b(?:agent|run|runs|trace|traces|workflow|before|after|always|steps?)\\b");

  private final Evaluators evaluators;
  private final Ports ports;

  Drafting(Evaluators evaluators, Ports ports) {
    this.evaluators = evaluators;
    this.ports = ports;
  }

  /// The evaluators that a wish means, the likeliest first; at least one.
  ///
  /// @param level what the user wants judged; empty to be read from the words
  List<Draft> of(String wish, Optional<Level> level, List<Trace> traces) {
    var code = byCode(wish, traces);
    if (code.isPresent()) {
      return List.of(code.get());
    }
    var meant =
        new Wishes()
            .of(wish, ports).stream()
                .map(one -> Draft.known(evaluators.require(one.evaluator()), one.by()))
                .filter(draft -> level.isEmpty() || draft.definition().level() == level.get())
                .toList();
    return meant.isEmpty()
        ? List.of(
            new Criteria(ports)
                .written(wish, level.orElseGet(() -> level(wish)))
                .orElseGet(
                    () -> Draft.words(Draft.name(wish), wish, level.orElseGet(() -> level(wish)))))
        : meant;
  }

  private Optional<Draft> byCode(String wish, List<Trace> traces) {
    var words = WORDS.matcher(wish);
    if (words.find()) {
      return Optional.of(
          Draft.of(
              Draft.front(
                      "at-most-" + words.group(1) + "-words",
                      "whether the answer has at most " + words.group(1) + " words",
                      Level.SPAN,
                      Kind.CODE,
                      List.of("output"))
                  + "check: word-count\nlabels: {short-enough: 1, too-long: 0}\nwanted: short-enough\nsettings: {most-words: "
                  + words.group(1)
                  + "}\n---\n",
              Draft.Origin.CODE,
              words.group()));
    }
    var never = NEVER_SAYS.matcher(wish);
    if (never.find()) {
      return Optional.of(
          Draft.of(
              Draft.front(
                      "never-says",
                      "whether the answer keeps from saying " + never.group(1),
                      Level.SPAN,
                      Kind.CODE,
                      List.of("output"))
                  + "check: phrases\nlabels: {kept: 1, said: 0}\nwanted: kept\nsettings: {phrases: "
                  + Draft.quoted(com.google.re2j.Pattern.quote(never.group(1)))
                  + "}\n---\n",
              Draft.Origin.CODE,
              never.group()));
    }
    var order = order(wish, traces);
    if (order.isPresent()) {
      return Optional.of(
          Draft.set(
              evaluators.require("tool-order"),
              "tools-in-order",
              Map.of("order", order.get()),
              "before"));
    }
    if (JSON.matcher(wish).find()) {
      return Optional.of(
          Draft.set(
              evaluators.require("format"), "answers-json", Map.of("format", "json"), "JSON"));
    }
    return Optional.empty();
  }

  /// `X before Y` where both are tools that were called.
  private static Optional<String> order(String wish, List<Trace> traces) {
    int middle = wish.toLowerCase(Locale.ROOT).indexOf(" before ");
    if (middle < 0) {
      return Optional.empty();
    }
    var tools = new TreeSet<String>();
    traces.forEach(trace ->
        trace.spans().stream()
            .filter(span -> span.kind() == SpanKind.TOOL)
            .forEach(span -> tools.add(ToolName.of(span))));
    var first = named(wish.substring(0, middle), tools);
    var then = named(wish.substring(middle), tools);
    return first.isPresent() && then.isPresent()
        ? Optional.of(first.get() + " < " + then.get())
        : Optional.empty();
  }

  private static Optional<String> named(String words, Set<String> tools) {
    return tools.stream()
        .filter(tool -> !tool.isBlank() && words.contains(tool))
        .max(Comparator.comparingInt(String::length));
  }

  private static Level level(String wish) {
    if (SESSION.matcher(wish).find()) {
      return Level.SESSION;
    }
    if (CALL.matcher(wish).find()) {
      return Level.TOOL_CALL;
    }
    return RUN.matcher(wish).find() ? Level.TRACE : Level.SPAN;
  }
}
