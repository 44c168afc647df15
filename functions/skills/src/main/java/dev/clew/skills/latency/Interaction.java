package dev.clew.skills.latency;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.hypothesis.MannWhitneyTest;
import dev.clew.traces.spans.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Steps that take longer with one model than with the others: a tool that one model calls in a
/// slow way, a model that writes slowly.
///
/// A model call is its own model's, any other that of the one model its run uses. Each run counts
/// once for a step and a model, by its mean, so that many calls of one run weigh no more. Mann and
/// Whitney's test, all looks held against one level (Bonferroni).
final class Interaction {
  private static final double NOTABLE_RATIO = 1.5;
  private static final double LARGE_RATIO = 2;
  private static final double CHANCE = 0.01;
  private static final int FEWEST = 5;
  private static final int TOLD = 3;

  private final Study study;

  private Interaction(Study study) {
    this.study = study;
  }

  static void write(Study study) {
    if (study.groups(Dimension.MODEL).size() > 1) {
      new Interaction(study).write();
    }
  }

  /// @param slow mean seconds of each run with the model
  private record Pair(
      String operation,
      String model,
      List<CallTime> calls,
      NumericSample slow,
      NumericSample others,
      double p) {
    double ratio() {
      return slow.median() / others.median();
    }

    double seconds() {
      return slow.median() - others.median();
    }
  }

  private void write() {
    var book = study.book();
    book.computing(
        "medians of each step with each model against the others, Mann and Whitney's test over runs",
        study.compared().spanCount());
    var pairs = new ArrayList<Pair>();
    int steps = 0;
    for (var group : study.groups(Dimension.OPERATION).entrySet()) {
      if (steps++ == study.top()) {
        break;
      }
      pairs.addAll(pairs(group.getKey(), group.getValue()));
    }
    if (pairs.isEmpty()) {
      return;
    }
    book.looked(pairs.size());
    var looks = book.fact("model_steps.looks", pairs.size(), Unit.of("looks"));
    var told =
        pairs.stream()
            .filter(pair -> pair.ratio() >= NOTABLE_RATIO && pair.p() * pairs.size() <= CHANCE)
            .sorted(
                Comparator.comparingDouble((Pair pair) -> -pair.seconds())
                    .thenComparing(Pair::operation)
                    .thenComparing(Pair::model))
            .toList();
    book.fact("model_steps.told", told.size(), Unit.of("steps"));
    if (told.isEmpty()) {
      if (study.by() == Dimension.MODEL) {
        book.finding(
            "No step is slower with one model than with another",
            Severity.INFO,
            Math.min(0.7, study.counted()),
            "In {"
                + looks
                + "} at steps and models none takes half as long again with one model as with the"
                + " others beyond chance.",
            List.of(looks),
            List.of());
      }
      return;
    }
    var said = Statement.EMPTY;
    for (var pair : told.subList(0, Math.min(TOLD, told.size()))) {
      said = said.then(said(pair));
    }
    said = said.then("These are what {} at steps and models show beyond chance.", looks);
    boolean tool =
        told.stream()
            .anyMatch(pair ->
                pair.ratio() >= LARGE_RATIO
                    && pair.calls().getFirst().span().kind() != SpanKind.LLM);
    book.finding(
        "Steps slower with one model than with the others",
        tool ? Severity.MEDIUM : Severity.INFO,
        Math.min(0.9, study.counted()),
        said.text(),
        said.factIds(),
        List.of(
            book.spans(
                "Calls of the step that one model makes slow",
                Study.spans(told.getFirst().calls()),
                "What does the call do differently with the other models?")));
  }

  private Statement said(Pair pair) {
    var book = study.book();
    var both = pair.operation() + ", " + pair.model();
    return Statement.of(
        "{} is slower with {}: half of its runs take at least {} for it, with other models {}, {}.",
        book.fact(Label.of("model_steps.step", "of", both), Label.shown(pair.operation())),
        book.fact(Label.of("model_steps.model", "of", both), Label.shown(pair.model())),
        book.fact(Label.of("model_steps.p50", "of", both), pair.slow().median(), Unit.SECONDS),
        book.fact(
            Label.of("model_steps.others.p50", "of", both), pair.others().median(), Unit.SECONDS),
        book.fact(Label.of("model_steps.ratio", "of", both), pair.ratio(), Unit.RATIO));
  }

  private List<Pair> pairs(String operation, List<CallTime> calls) {
    var byModel = new TreeMap<String, List<CallTime>>();
    for (var call : calls) {
      var model = model(call);
      if (call.leaf() && !model.isBlank()) {
        byModel.computeIfAbsent(model, _ -> new ArrayList<>()).add(call);
      }
    }
    var pairs = new ArrayList<Pair>();
    for (var of : byModel.entrySet()) {
      var slow = means(of.getValue());
      var others =
          means(
              byModel.entrySet().stream()
                  .filter(other -> !other.getKey().equals(of.getKey()))
                  .flatMap(other -> other.getValue().stream())
                  .toList());
      if (Math.min(slow.size(), others.size()) >= FEWEST && others.median() > 0) {
        double p = MannWhitneyTest.withDefaults().test(slow, others).pValue();
        pairs.add(new Pair(operation, of.getKey(), of.getValue(), slow, others, p));
      }
    }
    return pairs;
  }

  /// Its own model, else the one model of its run; empty where a run uses several.
  private String model(CallTime call) {
    if (call.span().kind() == SpanKind.LLM) {
      return call.span().model();
    }
    var models = ModelMix.models(study.runs().get(call.run()));
    return models.contains(", ") ? "" : models;
  }

  /// The mean of each run's calls, in seconds.
  private static NumericSample means(List<CallTime> calls) {
    Map<Integer, double[]> sums = new TreeMap<>();
    for (var call : calls) {
      var sum = sums.computeIfAbsent(call.run(), _ -> new double[2]);
      sum[0] += call.seconds();
      sum[1]++;
    }
    return NumericSample.of(sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray());
  }
}
