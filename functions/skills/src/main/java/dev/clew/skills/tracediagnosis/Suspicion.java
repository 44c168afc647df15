package dev.clew.skills.tracediagnosis;

import dev.clew.skills.tracediagnosis.Sign.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Weighs a run's steps: which are suspect, and at which the run most likely went wrong.
///
/// The decisive step is the one at which something wrong enters that is never put right. Steps are
/// weighed in halves: work for the task rather than words about it, more for the first, for figures
/// from nowhere, for something supposed, for what it runs, for what failed or brought nothing; less
/// for an agent that does most of the talking. A softmax over the run's steps makes shares of it.
/// The weights are a conditional logit's on 61 failed multi-agent runs (Who&When, Zhang et al.
/// 2025, arXiv 2505.00212; MIT), rounded to halves.
final class Suspicion {
  private static final double FIRST = 0.5;
  private static final double RUNS = 1;
  private static final double IN_VAIN = 1;
  private static final double SUPPOSED = 1;
  private static final double FIGURES = 2;
  private static final double TALKS = -0.5;
  private static final double PASSES = -0.5;

  /// What calls and answers show beyond that; no such sign stands in the runs above.
  private static final double OTHER = 1;

  /// This many figures from nowhere weigh fully.
  private static final double MOST_FIGURES = 5;

  private static final Set<Kind> OTHERS =
      EnumSet.of(
          Kind.UNKNOWN_TOOL,
          Kind.REFUSED_ARGUMENTS,
          Kind.TRUNCATED,
          Kind.UNUSED_TOOLS,
          Kind.FROM_MEMORY,
          Kind.CLAIMED_ACTION,
          Kind.FOREIGN_NAMES,
          Kind.UNDONE_ACT,
          Kind.IGNORED_ERROR);

  private Suspicion() {}

  /// All steps with a sign against them, most suspect first.
  ///
  /// @param suspects by confidence, then by decisive share, then in order
  /// @param decisive the step at which the run most likely went wrong: of those with a sign against
  ///   them the one with the largest share, else of all; empty for a run without steps
  record Verdict(List<Suspect> suspects, Optional<Suspect> decisive) {
    Verdict {
      suspects = List.copyOf(suspects);
    }
  }

  /// Weighs a run.
  static Verdict of(Course course) {
    Map<Integer, List<Sign>> signs = new LinkedHashMap<>();
    for (var all :
        List.of(
            CallSigns.of(course),
            ClaimSigns.of(course),
            AnswerSigns.of(course),
            OrderSigns.of(course),
            CourseSigns.of(course))) {
      all.forEach(sign -> signs.computeIfAbsent(sign.step(), _ -> new ArrayList<>()).add(sign));
    }
    var shares = shares(course, signs);
    var suspects = new ArrayList<Suspect>();
    Optional<Suspect> decisive = Optional.empty();
    for (var step : course.steps()) {
      var one = Suspect.of(step, signs.getOrDefault(step.place(), List.of()), shares[step.place()]);
      if (!one.signs().isEmpty()) {
        suspects.add(one);
      }
      if (decisive.isEmpty() || isAhead(one, decisive.get())) {
        decisive = Optional.of(one);
      }
    }
    suspects.sort(
        Comparator.comparingDouble((Suspect one) -> -one.confidence())
            .thenComparingDouble(one -> -one.decisive())
            .thenComparingInt(one -> one.step().place()));
    return new Verdict(suspects, decisive);
  }

  private static boolean isAhead(Suspect one, Suspect other) {
    return one.signs().isEmpty() == other.signs().isEmpty()
        ? one.decisive() > other.decisive()
        : other.signs().isEmpty();
  }

  private static double[] shares(Course course, Map<Integer, List<Sign>> signs) {
    var steps = course.steps();
    var scores = new double[steps.size()];
    Map<String, Integer> talks = new HashMap<>();
    int told = 0;
    for (var step : steps) {
      if (step.role() == Step.Role.WORK || step.role() == Step.Role.DELEGATION) {
        talks.merge(step.agent(), 1, Integer::sum);
        told++;
      }
    }
    Set<String> seen = new HashSet<>(Words.numbers(course.task()));
    boolean first = true;
    for (var step : steps) {
      boolean coordinates = course.coordinators().contains(step.agent());
      boolean works = step.works() && !coordinates;
      double score = TALKS * talks.getOrDefault(step.agent(), 0) / Math.max(1, told);
      if (step.role() == Step.Role.PASSING) {
        score += PASSES;
      }
      if (works && first) {
        score += FIRST;
        first = false;
      }
      boolean runs = !step.code().isEmpty() || !step.asked().isEmpty();
      score += runs ? RUNS : 0;
      score += step.failure().isPresent() || step.vain().isPresent() ? IN_VAIN : 0;
      var fresh = ClaimSigns.fresh(step, seen);
      if (works && !runs && !Words.reportsAct(step.said())) {
        score += FIGURES * Math.min(1, fresh.size() / MOST_FIGURES);
      }
      for (var sign : signs.getOrDefault(step.place(), List.of())) {
        score += sign.kind() == Kind.SUPPOSED ? SUPPOSED : OTHERS.contains(sign.kind()) ? OTHER : 0;
      }
      seen.addAll(Words.numbers(step.said()));
      step.results().forEach(result -> seen.addAll(Words.numbers(result.text())));
      scores[step.place()] = score;
    }
    return softmax(scores);
  }

  private static double[] softmax(double[] scores) {
    double most = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    var shares = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      shares[i] = Math.exp(scores[i] - most);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
