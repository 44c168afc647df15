package dev.clew.skills.evaluationtemplate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Labels;
import dev.clew.evaluators.Level;
import dev.clew.evaluators.Sample;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people said of examples.
///
/// @param all each example once
/// @param respelled labels that were written in another case or with other marks, and taken
/// @param left what was not taken, and why, a sentence each
record HumanLabels(List<Labelled> all, long respelled, List<String> left) {
  static final HumanLabels NONE = new HumanLabels(List.of(), 0, List.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OUTCOME = "outcome";
  private static final int MOST_SAID = 5;

  HumanLabels {
    all = List.copyOf(all);
    left = List.copyOf(left);
  }

  /// @param drawn whether it is one of the window's examples; a record of a file is none
  record Labelled(Example example, String label, boolean drawn) {}

  /// From JSON lines: `{"id": .., "label": ..}` for an example of the window, by its span (or
  /// trace, or session) or its whole id; otherwise its texts beside the label, `{"input": ..,
  /// "output": .., "label": ..}`.
  static HumanLabels read(String lines, List<Example> examples, Labels labels) {
    var byId = new HashMap<String, Example>();
    for (var example : examples) {
      byId.put(example.id(), example);
      byId.putIfAbsent(example.place().spanId(), example);
      byId.putIfAbsent(example.place().session(), example);
    }
    byId.remove("");
    var found = new Found(labels);
    int number = 0;
    for (var line : lines.split("\\R", -1)) {
      number++;
      if (!line.isBlank()) {
        var where = "line " + number;
        try {
          found.line(where, JSON.readTree(line), byId);
        } catch (JsonProcessingException _) {
          found.leave(where + " is no JSON");
        }
      }
    }
    return found.made();
  }

  /// From an attribute of the spans or traces, or from how runs ended (`outcome`).
  static HumanLabels attribute(
      String name, List<Example> examples, List<Trace> traces, Labels labels) {
    var byTrace = new HashMap<String, Trace>();
    traces.forEach(trace -> byTrace.put(trace.traceId(), trace));
    var found = new Found(labels);
    for (var example : examples) {
      var trace = byTrace.get(example.place().traceId());
      if (trace != null) {
        written(name, example, trace, labels)
            .ifPresent(label -> found.take(example.id(), example, label, true));
      }
    }
    return found.made();
  }

  private static Optional<String> written(
      String name, Example example, Trace trace, Labels labels) {
    if (name.equals(OUTCOME)) {
      return trace
          .outcome()
          .map(Outcome::failed)
          .map(failed -> failed ? labels.unwanted().name() : labels.wanted());
    }
    return trace.spans().stream()
        .filter(span -> span.spanId().equals(example.place().spanId()))
        .map(Span::attributes)
        .filter(attributes -> attributes.containsKey(name))
        .map(attributes -> attributes.getOrDefault(name, ""))
        .findFirst()
        .or(() -> Optional.ofNullable(trace.attributes().get(name)));
  }

  /// Collects labels, each example once: the last word counts.
  private static final class Found {
    private final Labels labels;
    private final Map<String, Labelled> all = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private long respelled;
    private long more;

    Found(Labels labels) {
      this.labels = labels;
    }

    void line(String where, JsonNode line, Map<String, Example> byId) {
      if (!line.path("label").isValueNode() || line.path("label").asText().isBlank()) {
        leave(where + " has no label");
        return;
      }
      var label = line.path("label").asText();
      if (line.path("id").isValueNode() && !line.path("id").isNull()) {
        var id = line.path("id").asText();
        var example = byId.get(id);
        if (example != null) {
          take(where, example, label, true);
          return;
        }
        if (line.size() == 2) {
          leave(where + " names an id that is not in the window");
          return;
        }
      }
      var texts = new LinkedHashMap<String, String>();
      line.properties()
          .forEach(field -> {
            if (!field.getKey().equals("label") && !field.getKey().equals("id")) {
              texts.put(
                  field.getKey(),
                  field.getValue().isValueNode()
                      ? field.getValue().asText()
                      : field.getValue().toString());
            }
          });
      if (texts.isEmpty()) {
        leave(where + " has neither an id nor texts");
        return;
      }
      take(where, Example.of("labels, " + where, texts), label, false);
    }

    void take(String where, Example example, String label, boolean drawn) {
      var read = labels.read(label);
      if (read.isEmpty()) {
        leave(where + " has a label that is none of " + labels.words());
        return;
      }
      respelled += read.get().exact() ? 0 : 1;
      all.put(example.id(), new Labelled(example, read.get().label().name(), drawn));
    }

    void leave(String why) {
      if (left.size() < MOST_SAID) {
        left.add(why);
      } else {
        more++;
      }
    }

    HumanLabels made() {
      if (more > 0) {
        left.add("so have " + more + " others");
      }
      return new HumanLabels(List.copyOf(all.values()), respelled, left);
    }
  }

  /// Whether both what is wanted and what is not occurs: otherwise nothing can be told apart.
  boolean hasBoth(Labels labels) {
    return all.stream().anyMatch(one -> one.label().equals(labels.wanted()))
        && all.stream().anyMatch(one -> !one.label().equals(labels.wanted()));
  }

  /// Every second one by the lot's order, so that both halves look alike.
  ///
  /// @param first which half
  List<Labelled> half(boolean first, Level level) {
    var examples = all.stream().map(Labelled::example).toList();
    var order = Sample.of(examples, examples.size(), "halves of " + level.word());
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < order.drawn().size(); i++) {
      places.put(order.drawn().get(i).id(), i);
    }
    return all.stream()
        .filter(one -> places.getOrDefault(one.example().id(), 0) % 2 == (first ? 0 : 1))
        .toList();
  }
}
