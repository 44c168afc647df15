package dev.clew.skills.promptoptimization.search;

import dev.clew.models.prompts.Prompt;
import dev.clew.statistics.hypothesis.SignFlipTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The search, from the baseline to the last look.
///
/// 1. The baseline is run on all training examples.
/// 2. Again and again a candidate of the Pareto front is drawn and a change to it proposed; a few
///    examples tell whether it promises, and only then the others are run.
/// 3. A candidate that was run on all is tested against the baseline, pair by pair; the level of
///    each look is [#LEVEL] over the most looks that the budget can pay, so that all looks together
///    go wrong no more often than one at that level (Bonferroni; Dunn, 1961,
///    doi:10.1080/01621459.1961.10482090). Looks are many at the same examples, not one at ever
///    more of them, and how many there can be is known before: that is what this bound is for; an
///    anytime-valid test would pay for stopping early, which nothing here does.
/// 4. What was chosen by training examples fits them too well, however they are tested (Dwork et
///    al., 2015, doi:10.1126/science.aaa9375). So the best accepted one and the baseline are run on
///    the examples held out, once; without a significant gain there the baseline stays.
public final class Optimisation {
  /// Of wrongly accepting a candidate by the training examples, and again by those held out.
  public static final double LEVEL = 0.05;

  /// Examples by which a candidate shows whether it promises.
  static final int FEW = 6;

  /// Proposals in a row that could not be tried.
  private static final int MOST_IDLE = 60;

  private final Task task;
  private final Split split;
  private final Bench bench;
  private final List<Proposer> proposers;
  private final RandomGenerator random;
  private final long seed;
  private final Course course;

  /// @param rules of the reflection, see [Reflection]
  /// @param failures likewise
  public Optimisation(
      Task task, Split split, Bench bench, Prompt rules, Prompt failures, long seed) {
    this.task = task;
    this.split = split;
    this.bench = bench;
    this.seed = seed;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.proposers =
        List.of(new Reflection(rules, failures), new Omission(), new Demonstration(), new Merger());
    this.course = new Course(task, split);
  }

  /// Runs to its end, or to where it has to stop; what there is then is in what comes back.
  public Course run() {
    try {
      bench.reserve(2L * split.heldOut().size());
      if (begun()) {
        search();
      }
    } catch (Halt halt) {
      course.halted(halt);
    }
    if (!course.goesOn() && course.best() != course.baseline()) {
      try {
        bench.reserve(0);
        lastLook();
      } catch (Halt halt) {
        course.halted(halt);
      }
    }
    return course;
  }

  /// Runs the baseline.
  ///
  /// @return whether there is anything to improve
  private boolean begun() {
    runAll(course.baseline());
    course.mostLooks(Math.max(1, bench.callsLeft() / Math.max(1, split.training().size())));
    return course.baseline().mean() < 1;
  }

  private void search() {
    var seen = new HashSet<Texts>(Set.of(task.baseline()));
    for (int idle = 0; idle < MOST_IDLE && course.best().mean() < 1; ) {
      var front = Front.of(course.pool(), split.training().size());
      var parent = front.drawn(random);
      if (bench.callsLeft() == 0) {
        throw new Halt(Halt.Reason.CALLS, "the budget of calls is used up");
      }
      var situation =
          new Situation(
              task, parent, front.members(), course.pool(), split.training(), bench, random);
      var proposal = drawn().propose(situation);
      if (proposal.isEmpty()
          || task.unusable(proposal.get().texts()).isPresent()
          || !seen.add(proposal.get().texts())) {
        course.unusable();
        idle++;
        continue;
      }
      idle = 0;
      tried(proposal.get());
    }
  }

  private Proposer drawn() {
    int all = proposers.stream().mapToInt(Proposer::weight).sum();
    int at = random.nextInt(all);
    for (var proposer : proposers) {
      at -= proposer.weight();
      if (at < 0) {
        return proposer;
      }
    }
    return proposers.getLast();
  }

  private void tried(Proposal proposal) {
    var tried = course.add(proposal);
    var few = few(tried, proposal.parents().getFirst());
    double gain = 0;
    for (int e : few) {
      run(tried, e);
      gain += tried.score(e) - proposal.parents().getFirst().score(e);
    }
    if (gain <= 0) {
      return;
    }
    tried.status(Tried.Status.PROMISING);
    if (bench.callsLeft() < left(tried)) {
      throw new Halt(
          Halt.Reason.CALLS, "the budget of calls does not pay another candidate on all examples");
    }
    runAll(tried);
    look(tried);
  }

  /// Failures of the parent and as many of what it gets right, so that harm shows too.
  private List<Integer> few(Tried tried, Tried parent) {
    var wrong = new ArrayList<Integer>();
    var right = new ArrayList<Integer>();
    for (int e = 0; e < split.training().size(); e++) {
      if (isTriedOn(tried, e) && parent.trial(e).isPresent()) {
        (parent.isRight(e) ? right : wrong).add(e);
      }
    }
    Situation.shuffle(wrong, random);
    Situation.shuffle(right, random);
    var few = new ArrayList<>(wrong.subList(0, Math.min(wrong.size(), FEW - FEW / 3)));
    few.addAll(right.subList(0, Math.min(right.size(), FEW - few.size())));
    return few;
  }

  private boolean isTriedOn(Tried tried, int example) {
    return !tried.candidate().shown().contains(split.training().get(example).id());
  }

  private long left(Tried tried) {
    long left = 0;
    for (int e = 0; e < split.training().size(); e++) {
      left += tried.trial(e).isEmpty() && isTriedOn(tried, e) ? 1 : 0;
    }
    return left;
  }

  private void runAll(Tried tried) {
    for (int e = 0; e < split.training().size(); e++) {
      if (tried.trial(e).isEmpty() && isTriedOn(tried, e)) {
        run(tried, e);
      }
    }
    tried.status(Tried.Status.RUN);
    course.ran(tried, bench.purse().calls());
  }

  private void run(Tried tried, int example) {
    tried.put(example, bench.trial(task, tried.candidate().texts(), split.training().get(example)));
  }

  private void look(Tried tried) {
    var gains = course.gains(course.baseline(), tried);
    double p = SignFlipTest.above(gains, seed).pValue();
    tried.pValue(p);
    course.looked();
    if (p > course.levelOfALook()) {
      return;
    }
    tried.status(Tried.Status.PROVEN);
    var best = course.best();
    double more = 0;
    for (double gain : course.gains(best, tried)) {
      more += gain;
    }
    if (more > 0) {
      course.accept(tried, p, bench.purse().calls());
    }
  }

  private void lastLook() {
    int n = split.heldOut().size();
    var before = new double[n];
    var after = new double[n];
    var gains = new double[n];
    for (int e = 0; e < n; e++) {
      var example = split.heldOut().get(e);
      before[e] = bench.trial(task, course.baseline().candidate().texts(), example).score().value();
      after[e] = bench.trial(task, course.best().candidate().texts(), example).score().value();
      gains[e] = after[e] - before[e];
    }
    double p = SignFlipTest.above(gains, seed).pValue();
    course.heldOut(new HeldOut(before, after, p, p <= LEVEL));
  }
}
