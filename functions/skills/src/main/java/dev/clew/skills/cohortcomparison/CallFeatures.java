package dev.clew.skills.cohortcomparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.Unit;
import dev.clew.skills.OperationName;
import dev.clew.skills.applications.Feature;
import dev.clew.skills.applications.Feature.Family;
import dev.clew.skills.applications.Feature.Moment;
import dev.clew.skills.applications.FeatureSet;
import dev.clew.skills.applications.RunFeatures;
import dev.clew.skills.applications.ToolName;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What calls of a tool have: their arguments, field by field, what was called before them in the
/// run, and what is said of the run.
final class CallFeatures {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Unit ITEMS = Unit.of("items");
  private static final Unit CHARACTERS = Unit.of("characters");

  private static final int MOST = 60;
  private static final int MOST_VALUES = 12;
  private static final int LONGEST_VALUE = 60;
  private static final int DEEPEST = 3;

  private final List<Subject> calls;
  private final Set<String> ignored;
  private final FeatureSet found;

  private CallFeatures(List<Subject> calls, Set<String> ignored) {
    this.calls = calls;
    this.ignored = ignored;
    found = new FeatureSet(calls.size(), MOST);
  }

  /// @param ignored attributes that are no difference
  static List<Feature> of(List<Subject> calls, Set<String> ignored) {
    var features = new CallFeatures(calls, ignored);
    features.arguments();
    features.attributes();
    for (int i = 0; i < calls.size(); i++) {
      features.before(i, calls.get(i));
    }
    return features.found.features();
  }

  private void arguments() {
    var fields = calls.stream().map(call -> fields(span(call))).toList();
    var values = new TreeMap<String, Set<String>>();
    fields.forEach(of ->
        of.texts()
            .forEach(
                (name, texts) -> values.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(texts)));
    for (int i = 0; i < calls.size(); i++) {
      var of = fields.get(i);
      for (var entry : of.texts().entrySet()) {
        found.has(i, Family.ARGUMENT, Moment.BEFORE, "an argument " + entry.getKey());
        if (values.getOrDefault(entry.getKey(), Set.of()).size() <= MOST_VALUES) {
          for (var value : entry.getValue()) {
            found.has(i, Family.ARGUMENT, Moment.BEFORE, entry.getKey() + " = " + value);
          }
        }
      }
      for (var entry : of.numbers().entrySet()) {
        found.number(
            i, Family.ARGUMENT, Moment.BEFORE, entry.getKey(), entry.getValue(), Unit.NONE);
      }
      for (var entry : of.sizes().entrySet()) {
        found.number(
            i,
            Family.ARGUMENT,
            Moment.BEFORE,
            "number of " + entry.getKey(),
            (double) entry.getValue(),
            ITEMS);
      }
      found.number(
          i,
          Family.SIZE,
          Moment.BEFORE,
          "length of the arguments",
          argumentsOf(span(calls.get(i))).length(),
          CHARACTERS);
    }
  }

  private static Span span(Subject call) {
    return call.call().orElseThrow();
  }

  private static String argumentsOf(Span span) {
    return span.tool().map(ToolCall::arguments).orElse("");
  }

  /// Fields of one call's arguments, by their path.
  ///
  /// @param texts short texts and flags; several where a list holds them
  /// @param numbers numbers, added up over a list
  /// @param sizes lengths of lists
  private record Fields(
      Map<String, Set<String>> texts, Map<String, Double> numbers, Map<String, Integer> sizes) {}

  private static Fields fields(Span span) {
    var fields = new Fields(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    try {
      var tree = JSON.readTree(argumentsOf(span));
      if (tree != null && tree.isObject()) {
        walk("", tree, 0, fields);
      }
    } catch (JsonProcessingException _) {
      fields.texts().put("arguments", Set.of("no JSON"));
    }
    return fields;
  }

  private static void walk(String path, JsonNode node, int depth, Fields into) {
    if (depth > DEEPEST) {
      return;
    }
    if (node.isObject()) {
      for (var entry : node.properties()) {
        walk(
            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
            entry.getValue(),
            depth + 1,
            into);
      }
    } else if (node.isArray()) {
      into.sizes().merge(path, node.size(), Integer::sum);
      node.forEach(element -> walk(path, element, depth + 1, into));
    } else if (node.isNumber()) {
      into.numbers().merge(path, node.doubleValue(), Double::sum);
    } else if (!node.isNull() && node.asText().length() <= LONGEST_VALUE) {
      into.texts().computeIfAbsent(path, _ -> new TreeSet<>()).add(OperationName.of(node.asText()));
    }
  }

  private void attributes() {
    var values = new HashMap<String, Set<String>>();
    for (var call : calls) {
      call.run()
          .attributes()
          .forEach((key, value) -> values.computeIfAbsent(key, _ -> new HashSet<>()).add(value));
    }
    for (int i = 0; i < calls.size(); i++) {
      for (var entry : calls.get(i).run().attributes().entrySet()) {
        if (!ignored.contains(entry.getKey())
            && !RunFeatures.isVerdict(entry.getKey())
            && values.getOrDefault(entry.getKey(), Set.of()).size() <= MOST_VALUES) {
          found.has(i, Family.ATTRIBUTE, Moment.BEFORE, entry.getKey() + " = " + entry.getValue());
        }
      }
    }
  }

  /// What came before a call in its run.
  private void before(int i, Subject call) {
    var own = span(call);
    var tool = ToolName.of(own);
    int calledBefore = 0;
    int same = 0;
    int models = 0;
    Span last = own;
    boolean failedBefore = false;
    for (var span : call.run().spans()) {
      if (span.spanId().equals(own.spanId())) {
        break;
      }
      if (span.kind() == SpanKind.LLM) {
        models++;
      } else if (span.kind() == SpanKind.TOOL) {
        calledBefore++;
        last = span;
        if (ToolName.of(span).equals(tool)) {
          same++;
          failedBefore |= span.status().isError();
          if (argumentsOf(span).equals(argumentsOf(own))) {
            found.has(
                i, Family.REPEAT, Moment.BEFORE, "the same arguments as an earlier call of it");
          }
        }
      }
    }
    found.has(
        i,
        Family.SEQUENCE,
        Moment.BEFORE,
        calledBefore == 0 ? "no call before it" : "right after " + ToolName.of(last));
    if (failedBefore) {
      found.has(i, Family.REPEAT, Moment.BEFORE, "an earlier call of it that failed");
    }
    count(i, "tool calls before it", calledBefore);
    count(i, "earlier calls of it", same);
    count(i, "model calls before it", models);
    if (!own.model().isBlank()) {
      found.has(i, Family.MODEL, Moment.BEFORE, "model " + own.model());
    }
    if (!own.agent().isBlank()) {
      found.has(i, Family.AGENT, Moment.BEFORE, "agent " + own.agent());
    }
  }

  private void count(int i, String phrase, int value) {
    found.number(i, Family.SIZE, Moment.BEFORE, phrase, value, Unit.CALLS);
  }
}
