package dev.clew.skills.promptoptimization.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A candidate and what came of it so far.
public final class Tried {
  private final Candidate candidate;
  private final List<Optional<Trial>> trials;
  private Status status = Status.TRIED;
  private double pValue = Double.NaN;

  Tried(Candidate candidate, int examples) {
    this.candidate = candidate;
    this.trials = new ArrayList<>(Collections.nCopies(examples, Optional.empty()));
  }

  public Candidate candidate() {
    return candidate;
  }

  /// What came of a training example; empty where it was not tried.
  public Optional<Trial> trial(int example) {
    return trials.get(example);
  }

  void put(int example, Trial trial) {
    trials.set(example, Optional.of(trial));
  }

  /// Score of an example; NaN where it was not tried.
  public double score(int example) {
    return trials.get(example).map(trial -> trial.score().value()).orElse(Double.NaN);
  }

  /// Mean score of the examples that were tried; NaN where none was.
  public double mean() {
    return trials.stream()
        .flatMap(Optional::stream)
        .mapToDouble(trial -> trial.score().value())
        .average()
        .orElse(Double.NaN);
  }

  /// Examples that were tried.
  public int count() {
    return (int) trials.stream().filter(Optional::isPresent).count();
  }

  public Status status() {
    return status;
  }

  void status(Status other) {
    status = other;
  }

  /// Of the paired test against the baseline; NaN where none was made.
  public double pValue() {
    return pValue;
  }

  void pValue(double other) {
    pValue = other;
  }

  boolean isRight(int example) {
    return trials.get(example).filter(trial -> trial.score().isRight()).isPresent();
  }

  /// How far a candidate came.
  public enum Status {
    /// Not better on a few examples.
    TRIED("no better on a few examples"),
    /// Better on a few, with no budget left to run it on all.
    PROMISING("better on a few examples, not run on all"),
    /// Run on all training examples, and not proven better than the baseline.
    RUN("run on all, not proven better"),
    /// Proven better than the baseline, and not better than what was accepted before.
    PROVEN("proven, and no better than the one accepted before"),
    ACCEPTED("accepted");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
