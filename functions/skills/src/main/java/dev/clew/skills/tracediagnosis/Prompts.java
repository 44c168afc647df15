package dev.clew.skills.tracediagnosis;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.models.prices.ContextLimits;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How the run's prompts grew, and how near they came to what the model reads at once.
final class Prompts {
  /// Prompts that grow this much over a run are worth a word, from this size on.
  private static final double GREW = 3;

  private static final long NOTABLE_TOKENS = 8_000;

  /// Of the calls up to the largest, so many hold more than the one before: then it is the history
  /// that grows, not one call that reads much.
  private static final double RISES = 2 / 3.0;

  /// What a model reads less well, and what leaves little room for an answer (Liu et al., 2024,
  /// [doi:10.1162/tacl_a_00638](https://doi.org/10.1162/tacl_a_00638)).
  private static final double NEAR = 0.8;

  private Prompts() {}

  /// The call that came nearest to its model's limit.
  private record Nearest(Step step, long limit) {
    double share() {
      return prompt(step) / (double) limit;
    }
  }

  static void write(Dossier of) {
    var calls = of.course().steps().stream().filter(step -> prompt(step) > 0).toList();
    if (calls.isEmpty()) {
      return;
    }
    var book = of.book();
    book.computing("prompt tokens of each model call, in order", calls.size());
    var largest =
        calls.stream()
            .max(Comparator.comparingLong(Prompts::prompt).thenComparingInt(step -> -step.place()))
            .orElseThrow();
    long first = prompt(calls.getFirst());
    long most = prompt(largest);
    var from = book.fact("context.first", first, Unit.TOKENS);
    var to = book.fact("context.most", most, Unit.TOKENS);
    var at = book.fact("context.most.step", largest.number(), Unit.NONE);
    var times = book.fact("context.growth", most / (double) first, Unit.RATIO);
    int until = calls.indexOf(largest);
    int rises = 0;
    for (int i = 1; i <= until; i++) {
      rises += prompt(calls.get(i)) > prompt(calls.get(i - 1)) ? 1 : 0;
    }
    boolean grows =
        until > 0 && most >= GREW * first && most >= NOTABLE_TOKENS && rises >= RISES * until;
    if (until > 0) {
      book.fact("context.rises.share", rises / (double) until, Unit.SHARE);
    }
    var nearest = nearest(calls);
    var said =
        grows
            ? Optional.of(
                Statement.of(
                    "Its prompts went from {} to {} at step {}, {}: what each call reads is hardly cut.",
                    from,
                    to,
                    at,
                    times))
            : Optional.<Statement>empty();
    boolean near = false;
    if (nearest.isPresent()) {
      var step = nearest.get().step();
      var limit = book.fact("context.limit", nearest.get().limit(), Unit.TOKENS);
      var share = book.fact("context.limit.share", nearest.get().share(), Unit.SHARE);
      near = nearest.get().share() >= NEAR;
      if (near) {
        var text =
            "Step {} sends {}, {} of the {} that {} reads at once: what comes first may be cut or overlooked.";
        String[] facts = {
          book.fact("context.nearest.step", step.number(), Unit.NONE),
          book.fact("context.nearest", prompt(step), Unit.TOKENS),
          share,
          limit,
          book.fact("context.nearest.model", Label.shown(step.span().model()))
        };
        said =
            Optional.of(
                said.map(one -> one.then(text, facts)).orElseGet(() -> Statement.of(text, facts)));
      } else if (grows) {
        said = said.map(one -> one.then("That is {} of the {} it may read at once.", share, limit));
      }
    }
    if (said.isEmpty()) {
      return;
    }
    book.finding(
        near ? "A prompt near the model's limit" : "Prompts grow over the run",
        near ? Severity.MEDIUM : Severity.LOW,
        Dossier.SURE,
        said.get().text(),
        said.get().factIds(),
        List.of(
            book.chart(
                new Chart(
                    Chart.Mark.LINE,
                    "Prompt tokens, step by step",
                    new Chart.Axis("step", Chart.Scale.NUMBER, Unit.NONE),
                    new Chart.Axis("prompt tokens", Chart.Scale.NUMBER, Unit.TOKENS),
                    points(calls),
                    List.of()),
                "A line that only rises says that nothing is dropped from the history.")));
  }

  private static List<Chart.Point> points(List<Step> calls) {
    var points = new ArrayList<Chart.Point>();
    calls.stream()
        .limit(Chart.MAX_POINTS)
        .forEach(step ->
            points.add(
                new Chart.Point(
                    "",
                    (long) step.number(),
                    prompt(step),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Dossier.agent(step))));
    return points;
  }

  private static Optional<Nearest> nearest(List<Step> calls) {
    var limits = ContextLimits.bundled();
    return calls.stream()
        .flatMap(step ->
            limits.of(step.span().model()).stream().mapToObj(limit -> new Nearest(step, limit)))
        .max(
            Comparator.comparingDouble(Nearest::share)
                .thenComparingInt(one -> -one.step().place()));
  }

  private static long prompt(Step step) {
    return step.span().tokens().prompt().orElse(0);
  }
}
