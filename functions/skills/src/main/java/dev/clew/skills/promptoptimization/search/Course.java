package dev.clew.skills.promptoptimization.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How a search went, as far as it went.
public final class Course {
  private final Split split;
  private final List<Tried> candidates = new ArrayList<>();
  private final List<Tried> pool = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Point> curve = new ArrayList<>();
  private Tried best;
  private Optional<Halt> halt = Optional.empty();
  private Optional<HeldOut> heldOut = Optional.empty();
  private long mostLooks = 1;
  private long looks;
  private long unusable;

  /// A candidate that was run on all training examples.
  ///
  /// @param calls made so far
  public record Point(long calls, Tried tried, Tried best) {}

  Course(Task task, Split split) {
    this.split = split;
    best = new Tried(Candidate.baseline(task.baseline()), split.training().size());
    candidates.add(best);
  }

  public Split split() {
    return split;
  }

  public Tried baseline() {
    return candidates.getFirst();
  }

  /// The one accepted last by the training examples; the baseline where none was.
  public Tried best() {
    return best;
  }

  /// All that were tried, in order, the baseline first.
  public List<Tried> candidates() {
    return List.copyOf(candidates);
  }

  /// Those that were run on all training examples.
  List<Tried> pool() {
    return List.copyOf(pool);
  }

  public List<Step> steps() {
    return List.copyOf(steps);
  }

  public List<Point> curve() {
    return List.copyOf(curve);
  }

  /// Why it ended before nothing was left to try; empty where it did not.
  public Optional<Halt> halt() {
    return halt;
  }

  /// Whether it was broken off and goes on when it is asked for again.
  public boolean goesOn() {
    return halt.filter(one -> one.reason().goesOn()).isPresent();
  }

  /// The last look; empty where nothing was accepted before it, or it could not be paid.
  public Optional<HeldOut> heldOut() {
    return heldOut;
  }

  /// Looks that the budget could pay; each is corrected for so many.
  public long mostLooks() {
    return mostLooks;
  }

  public long looks() {
    return looks;
  }

  /// p at or below it proves a candidate by the training examples.
  public double levelOfALook() {
    return Optimisation.LEVEL / mostLooks;
  }

  /// Proposals that could not be tried: ill-formed, tried before, or without a variable.
  public long unusableProposals() {
    return unusable;
  }

  /// Score of one less that of another, for each training example that both were tried on and that
  /// neither shows.
  public double[] gains(Tried before, Tried after) {
    return IntStream.range(0, split.training().size())
        .mapToDouble(e -> after.score(e) - before.score(e))
        .filter(gain -> !Double.isNaN(gain))
        .toArray();
  }

  Tried add(Proposal proposal) {
    var tried =
        new Tried(
            new Candidate(
                candidates.size(),
                proposal.texts(),
                proposal.parents().stream().map(one -> one.candidate().number()).toList(),
                proposal.move(),
                proposal.shown(),
                proposal.why()),
            split.training().size());
    candidates.add(tried);
    return tried;
  }

  void ran(Tried tried, long calls) {
    pool.add(tried);
    curve.add(new Point(calls, tried, best));
  }

  void accept(Tried tried, double pValue, long calls) {
    steps.add(new Step(best, tried, pValue, where(best, tried, 1), where(best, tried, -1), calls));
    tried.status(Tried.Status.ACCEPTED);
    best = tried;
    curve.set(curve.size() - 1, new Point(calls, tried, best));
  }

  private List<Integer> where(Tried before, Tried after, int sign) {
    return IntStream.range(0, split.training().size())
        .filter(e -> Math.signum(after.score(e) - before.score(e)) == sign)
        .boxed()
        .toList();
  }

  void halted(Halt reason) {
    halt = Optional.of(reason);
  }

  void heldOut(HeldOut look) {
    heldOut = Optional.of(look);
  }

  void mostLooks(long most) {
    mostLooks = most;
  }

  void looked() {
    looks++;
  }

  void unusable() {
    unusable++;
  }
}
