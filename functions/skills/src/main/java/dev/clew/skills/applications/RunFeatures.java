package dev.clew.skills.applications;

import dev.clew.evidence.Unit;
import dev.clew.skills.OperationName;
import dev.clew.skills.applications.Feature.Family;
import dev.clew.skills.applications.Feature.Moment;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTimes;
import dev.clew.traces.spans.TraceTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What runs have and how many of everything: attributes, models, agents, tools and their order,
/// errors, the user's words, sizes, tokens, money, time.
public final class RunFeatures {
  private static final Unit CHARACTERS = Unit.of("characters");
  private static final Unit ERRORS = Unit.of("errors");
  private static final Unit MESSAGES = Unit.of("messages");
  private static final Unit TOOLS = Unit.of("tools");

  /// Traits of one family: each look takes strength from all others.
  private static final int MOST = 60;

  /// An attribute with more values names runs rather than describing them.
  private static final int MOST_VALUES = 20;

  /// What says how a run ended, or what somebody thought of it.
  private static final Pattern VERDICT =
      Pattern.compile(
          "(?i)(?:^|.*[._\\-])(?:reward|score|outcome|success|succeeded|passed|failed|is_correct"
              + "|correct|verdict|grade|rating|evaluation|evaluations|annotation|annotations|eval"
              + "|feedback|label|status|error|exception)s?(?:[._\\-].*|$)");

  private final List<Trace> runs;
  private final Left left;
  private final FeatureSet found;

  /// What is no difference because it is what the cohorts were made by, or follows from it.
  ///
  /// @param families kinds of features
  /// @param attributes names of attributes, and of attributes that group runs
  /// @param phrases single features
  public record Left(Set<Family> families, Set<String> attributes, Set<String> phrases) {
    public static final Left NOTHING = new Left(Set.of(), Set.of(), Set.of());

    public Left {
      families = Set.copyOf(families);
      attributes = Set.copyOf(attributes);
      phrases = Set.copyOf(phrases);
    }
  }

  private RunFeatures(List<Trace> runs, Left left) {
    this.runs = runs;
    this.left = left;
    found = new FeatureSet(runs.size(), MOST);
  }

  /// @param runs those that are compared
  public static List<Feature> of(List<Trace> runs, Left left) {
    var features = new RunFeatures(runs, left);
    features.collect();
    return features.found.features().stream()
        .filter(feature -> !left.families().contains(feature.family()))
        .filter(feature -> !left.phrases().contains(feature.phrase()))
        .toList();
  }

  /// Whether an attribute says how a run ended or what was thought of it.
  public static boolean isVerdict(String attribute) {
    return VERDICT.matcher(attribute).matches();
  }

  private void collect() {
    var attributes = runs.stream().map(RunFeatures::attributes).toList();
    attributes(attributes);
    var said = runs.stream().map(UserWords::messages).toList();
    boolean single = said.stream().allMatch(messages -> messages.size() <= 1);
    for (int i = 0; i < runs.size(); i++) {
      var run = runs.get(i);
      names(i, run);
      tools(i, calls(run));
      words(i, said.get(i), single ? Moment.BEFORE : Moment.DURING);
      sizes(i, run, said.get(i));
    }
  }

  /// What is said of the whole run, and of the span it begins with.
  private static Map<String, String> attributes(Trace run) {
    var attributes = new HashMap<>(run.spans().getFirst().attributes());
    attributes.putAll(run.attributes());
    attributes.keySet().removeIf(RunFeatures::isVerdict);
    return attributes;
  }

  private void attributes(List<Map<String, String>> attributes) {
    var values = new TreeMap<String, Set<String>>();
    attributes.forEach(of ->
        of.forEach((key, value) -> values.computeIfAbsent(key, _ -> new HashSet<>()).add(value)));
    values.keySet().removeAll(left.attributes());
    for (int i = 0; i < runs.size(); i++) {
      for (var entry : attributes.get(i).entrySet()) {
        var all = values.get(entry.getKey());
        if (all != null && all.size() <= MOST_VALUES) {
          found.has(i, Family.ATTRIBUTE, Moment.BEFORE, entry.getKey() + " = " + entry.getValue());
        }
      }
    }
  }

  private void names(int i, Trace run) {
    for (var span : run.spans()) {
      named(i, Family.MODEL, "model ", span.model());
      named(i, Family.AGENT, "agent ", span.agent());
      named(i, Family.SERVICE, "service ", span.service());
      if (span.kind() != SpanKind.TOOL && span.kind() != SpanKind.LLM) {
        var name = OperationName.of(span.name());
        if (!name.isBlank()) {
          found.has(i, Family.SPAN, Moment.DURING, "a span named " + name);
        }
      }
      if (span.status().isError() && span.kind() == SpanKind.TOOL) {
        found.has(i, Family.ERROR, Moment.DURING, "a failed call of " + ToolName.of(span));
      }
    }
  }

  private void named(int i, Family family, String words, String value) {
    if (!value.isBlank()) {
      found.has(i, family, Moment.BEFORE, words + value);
    }
  }

  /// A call of a tool.
  private record Call(String tool, String arguments, boolean failed) {}

  private static List<Call> calls(Trace run) {
    return run.spans().stream()
        .filter(span -> span.kind() == SpanKind.TOOL)
        .map(span ->
            new Call(
                ToolName.of(span),
                span.tool().map(ToolCall::arguments).orElse(""),
                span.status().isError()))
        .toList();
  }

  private void tools(int i, List<Call> calls) {
    int retries = 0;
    int repeats = 0;
    int errors = 0;
    var different = new HashSet<String>();
    for (int c = 0; c < calls.size(); c++) {
      var call = calls.get(c);
      different.add(call.tool());
      errors += call.failed() ? 1 : 0;
      found.has(i, Family.TOOL, Moment.DURING, "a call of " + call.tool());
      found.count(i, Family.TOOL, Moment.DURING, "calls of " + call.tool(), Unit.CALLS);
      if (c > 0) {
        var before = calls.get(c - 1);
        var pair = call.tool() + " right after " + before.tool();
        found.has(
            i,
            Family.SEQUENCE,
            Moment.DURING,
            before.tool().equals(call.tool()) ? call.tool() + " twice in a row" : pair);
        boolean same =
            before.tool().equals(call.tool()) && before.arguments().equals(call.arguments());
        repeats += same && !call.arguments().isEmpty() ? 1 : 0;
        retries += before.tool().equals(call.tool()) && before.failed() ? 1 : 0;
      }
      if (c > 1 && different(calls.subList(c - 2, c + 1))) {
        found.has(
            i,
            Family.SEQUENCE,
            Moment.DURING,
            calls.get(c - 2).tool()
                + ", then "
                + calls.get(c - 1).tool()
                + ", then "
                + call.tool());
      }
    }
    if (calls.isEmpty()) {
      found.has(i, Family.TOOL, Moment.DURING, "no tool call at all");
    } else {
      found.has(
          i, Family.FIRST_TOOL, Moment.DURING, calls.getFirst().tool() + " as the first tool");
      found.has(i, Family.LAST_TOOL, Moment.DURING, calls.getLast().tool() + " as the last tool");
    }
    found.number(i, Family.SIZE, Moment.DURING, "tool calls", (double) calls.size(), Unit.CALLS);
    found.number(
        i, Family.SIZE, Moment.DURING, "different tools", (double) different.size(), TOOLS);
    found.number(i, Family.REPEAT, Moment.DURING, "calls repeated unchanged", repeats, Unit.CALLS);
    found.number(
        i,
        Family.REPEAT,
        Moment.DURING,
        "calls right after a failed one of the same tool",
        retries,
        Unit.CALLS);
    found.number(i, Family.ERROR, Moment.DURING, "failed tool calls", errors, Unit.CALLS);
  }

  private static boolean different(List<Call> calls) {
    return calls.stream().map(Call::tool).distinct().count() == calls.size();
  }

  private void words(int i, List<String> said, Moment moment) {
    for (var word : UserWords.of(said)) {
      found.has(
          i,
          Family.WORDS,
          moment,
          (word.indexOf(' ') < 0 ? "the user's word " : "the user's words ") + word);
    }
  }

  private void sizes(int i, Trace run, List<String> said) {
    long models = run.spans().stream().filter(span -> span.kind() == SpanKind.LLM).count();
    long errors = run.spans().stream().filter(span -> span.status().isError()).count();
    var tree = TraceTree.of(run);
    var reckoning = TokenRule.reckon(run, tree);
    size(i, "model calls", (double) models, Unit.CALLS);
    size(i, "spans", run.spans().size(), Unit.SPANS);
    if (!said.isEmpty()) {
      size(i, "messages of the user", said.size(), MESSAGES);
      size(
          i,
          "characters that the user wrote",
          said.stream().mapToInt(String::length).sum(),
          CHARACTERS);
    }
    found.number(i, Family.ERROR, Moment.DURING, "spans with an error", (double) errors, ERRORS);
    if (reckoning.tokens() > 0) {
      tokens(i, "tokens", (double) reckoning.tokens());
      tokens(i, "prompt tokens", sum(reckoning, span -> span.tokens().prompt()));
      tokens(i, "completion tokens", sum(reckoning, span -> span.tokens().completion()));
    }
    var costed = TokenRule.costed(run, tree);
    if (!costed.isEmpty()) {
      double cost = costed.stream().mapToDouble(span -> span.costUsd().orElse(0)).sum();
      found.number(i, Family.COST, Moment.DURING, "stated cost", cost, Unit.USD);
    }
    var times = TraceTimes.of(run, tree);
    if (times.durationNanos() > 0) {
      found.number(
          i,
          Family.TIME,
          Moment.DURING,
          "duration",
          (double) times.durationNanos() / 1e9,
          Unit.SECONDS);
    }
  }

  private void size(int i, String phrase, double value, Unit unit) {
    found.number(i, Family.SIZE, Moment.DURING, phrase, value, unit);
  }

  private void tokens(int i, String phrase, double value) {
    found.number(i, Family.TOKENS, Moment.DURING, phrase, value, Unit.TOKENS);
  }

  private static double sum(TokenRule.Reckoning reckoning, Function<Span, OptionalLong> count) {
    return (double)
        reckoning.counted().stream()
            .map(count)
            .filter(Objects::nonNull)
            .mapToLong(tokens -> tokens.orElse(0))
            .sum();
  }
}
