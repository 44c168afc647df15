package dev.clew.evaluators.checks;

import dev.clew.evaluators.Labels;
import dev.clew.evaluators.Verdict;
import java.util.Map;
import java.util.Optional;

/// Verdicts in an evaluator's own labels: its first label that is not wanted is the bad one.
record Saying(Labels labels) {

  /// What is wanted.
  Optional<Verdict> good(String why) {
    return labelled(labels.wanted(), why);
  }

  /// What is not.
  Optional<Verdict> bad(String why) {
    return labelled(labels.unwanted().name(), why);
  }

  Optional<Verdict> either(boolean good, String why) {
    return good ? good(why) : bad(why);
  }

  /// With a finer score than the label's.
  Optional<Verdict> scored(boolean good, double score, String why, Map<String, Double> figures) {
    return Optional.of(
        new Verdict.Judged(
            good ? labels.wanted() : labels.unwanted().name(),
            score,
            why,
            Verdict.Annotator.CODE,
            figures));
  }

  /// A label by its place in the file, the last where there are fewer.
  Optional<Verdict> placed(int place, double score, String why, Map<String, Double> figures) {
    var label = labels.all().get(Math.min(place, labels.all().size() - 1));
    return Optional.of(
        new Verdict.Judged(label.name(), score, why, Verdict.Annotator.CODE, figures));
  }

  /// It has no say here.
  static Optional<Verdict> nothing(String why) {
    return Optional.of(new Verdict.NotJudged(Verdict.Cause.NOT_APPLICABLE, why));
  }

  /// What it needs is not there.
  static Optional<Verdict> notLogged(String why) {
    return Optional.of(new Verdict.NotJudged(Verdict.Cause.NOT_LOGGED, why));
  }

  private Optional<Verdict> labelled(String name, String why) {
    return Optional.of(
        new Verdict.Judged(name, labels.named(name).score(), why, Verdict.Annotator.CODE));
  }
}
