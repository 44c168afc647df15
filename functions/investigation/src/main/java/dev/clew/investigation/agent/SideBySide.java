package dev.clew.investigation.agent;

import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.expressions.Value;
import dev.clew.investigation.plans.Computed;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where two targets each have a share that ends wrongly: both beside each other.
///
/// @param share what ends wrongly on the line's target
/// @param words how a sentence goes on after it
record SideBySide(Line line, Known share, String words) {

  /// The sentence, and the ratio of the two as a fact; empty where there are no two.
  static Optional<String> of(SoFar soFar, Courses courses, AnswerFacts facts) {
    var worst = worst(soFar, courses);
    if (worst.size() < 2 || worst.stream().anyMatch(side -> facts.id(side.share()).isEmpty())) {
      return Optional.empty();
    }
    var sentence =
        worst.stream()
            .map(side ->
                "on "
                    + Ranking.literal(side.line().target())
                    + " {"
                    + facts.id(side.share()).orElseThrow()
                    + "} "
                    + side.words())
            .collect(Collectors.joining(", ", "Side by side: ", ""));
    return Optional.of(
        sentence
            + ratio(soFar, worst.getFirst().share(), worst.get(1).share())
                .flatMap(facts::compute)
                .map(fact -> ", a ratio of {" + fact.id() + "}")
                .orElse("")
            + ".");
  }

  private static List<SideBySide> worst(SoFar soFar, Courses courses) {
    var sides = new ArrayList<SideBySide>();
    for (var line : soFar.agenda().brief().lines()) {
      var course = courses.of(line.kind());
      var wrong = course.flatMap(one -> one.wrong());
      if (wrong.isPresent()) {
        var evaluated = Tested.held(wrong.get(), soFar.about(line.target()));
        if (evaluated.value() instanceof Value.Amount && evaluated.facts().size() == 1) {
          sides.add(
              new SideBySide(
                  line, evaluated.facts().getFirst(), course.orElseThrow().wrongWords()));
        }
      }
    }
    sides.sort(
        Comparator.<SideBySide>comparingDouble(side -> side.share().fact().number()).reversed());
    return sides;
  }

  private static Optional<Computed> ratio(SoFar soFar, Known one, Known other) {
    var expression = one.ref() + " / " + other.ref();
    var ratio = Expression.parse(expression).on(soFar.all());
    return ratio.value() instanceof Value.Amount(var value, var unit, var _)
        ? Optional.of(
            new Computed(
                "K" + (soFar.agenda().computed().size() + 1),
                expression,
                "how the two compare",
                value,
                unit,
                ratio.facts().stream().map(Known::ref).toList()))
        : Optional.empty();
  }
}
