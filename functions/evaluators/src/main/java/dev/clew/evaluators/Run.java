package dev.clew.evaluators;

import dev.clew.evaluators.Verdict.Cause;
import dev.clew.evaluators.Verdict.Judged;
import dev.clew.evaluators.Verdict.NotJudged;
import dev.clew.statistics.Interval;
import dev.clew.statistics.interval.FinitePopulation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// What an evaluator said of a sample.
///
/// @param population how many examples there are in the window
/// @param results in the sample's order
public record Run(Definition definition, long population, List<Result> results) {

  /// One example and its verdict.
  public record Result(Example example, Verdict verdict) {
    /// The label, where it was judged.
    public Optional<Judged> judged() {
      return verdict instanceof Judged judged ? Optional.of(judged) : Optional.empty();
    }
  }

  public Run {
    results = List.copyOf(results);
  }

  /// Judges every example of a sample.
  ///
  /// @param done told how many were judged so far
  public static Run of(Evaluator evaluator, Sample sample, LongConsumer done) {
    var results = new ArrayList<Result>();
    for (var example : sample.drawn()) {
      results.add(new Result(example, evaluator.judge(example)));
      done.accept(results.size());
    }
    return new Run(evaluator.definition(), sample.population(), results);
  }

  /// Those that have a label.
  public List<Result> judged() {
    return results.stream().filter(result -> result.judged().isPresent()).toList();
  }

  /// How many have a label.
  public long count(String label) {
    return results.stream()
        .flatMap(result -> result.judged().stream())
        .filter(judged -> judged.label().equals(label))
        .count();
  }

  /// The share of a label among all examples of the window that can be judged, with an interval
  /// where only a sample was; empty where none was judged.
  public Optional<Share> share(String label) {
    long judged = judged().size();
    if (judged == 0) {
      return Optional.empty();
    }
    long count = count(label);
    // Of those not drawn, as many can be judged as of those drawn.
    long drawn = results.size();
    long judgeable =
        drawn == population
            ? judged
            : Math.max(judged, Math.round((double) population * judged / drawn));
    return Optional.of(
        new Share(
            (double) count / judged,
            FinitePopulation.share(count, judged, judgeable, Interval.LEVEL)));
  }

  /// A share with its interval, which is a point where all were judged.
  public record Share(double value, Interval interval) {}

  /// How many were not judged, and why, by kind of reason.
  public Map<Cause, Long> unjudged() {
    var counts = new EnumMap<Cause, Long>(Cause.class);
    for (var result : results) {
      if (result.verdict() instanceof NotJudged(var cause, var _)) {
        counts.merge(cause, 1L, Long::sum);
      }
    }
    return counts;
  }

  /// The commonest reason of a kind, in words; empty where there is none.
  public Optional<String> reason(Cause cause) {
    var counts = new TreeMap<String, Long>();
    for (var result : results) {
      if (result.verdict() instanceof NotJudged(var of, var why) && of == cause) {
        counts.merge(why, 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }
}
