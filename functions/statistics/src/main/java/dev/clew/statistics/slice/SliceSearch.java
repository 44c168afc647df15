package dev.clew.statistics.slice;

import dev.clew.statistics.Tail;
import dev.clew.statistics.multiplicity.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Finds the few parts of the data in which a loss rose more than elsewhere.
///
/// Every cell of every feature is a candidate, every stretch of neighbouring cells along an axis,
/// and each of these within the most telling of the others (two conditions; a beam search as in
/// subgroup discovery: Herrera and others, 2011, doi:10.1007/s10115-010-0356-2). A candidate is
/// judged by how much more the mean loss rose inside than outside, by its standard error: the split
/// of the rows that explains most, neither too wide nor too narrow. The best is taken, its rows are
/// set aside and the search begins anew on the others, so that a slice and its near copies are
/// found once. It ends when the best is no discovery at the rate asked for, counting all looks of
/// the round, or does not matter.
///
/// Two conditions must be better than the best single one by what the number of looks gives away
/// for nothing, `z2^2 >= z1^2 + 2 ln(looks)`. Variances inside a candidate are drawn towards those
/// of all rows, as if [#PRIOR_ROWS] more had been seen, so that a handful of rows without a loss is
/// not certainty. The order of features decides between equals; the number of threads decides
/// nothing.
///
/// Where the cells of something already known are given (a model's score), losses are compared at
/// equal cells, in every round anew: [CentredLoss].
public final class SliceSearch {

  /// Rows by which a candidate's variance is drawn towards the whole sample's.
  public static final int PRIOR_ROWS = 5;

  /// Single conditions that are looked into for a second one.
  public static final int BEAM = 16;

  /// A second condition that keeps more than this share of the rows narrows nothing that a reader
  /// would act on.
  public static final double MOST_KEPT = 0.75;

  private final Settings settings;
  private final List<SliceFeature> features;
  private final Optional<SliceFeature> known;
  private final double[] referenceLosses;
  private final double[] currentLosses;
  private double[] referenceLoss;
  private double[] currentLoss;
  private long looks;

  private SliceSearch(
      Settings settings,
      List<SliceFeature> features,
      Optional<SliceFeature> known,
      double[] referenceLosses,
      double[] currentLosses) {
    this.settings = settings;
    this.features = List.copyOf(features);
    this.known = known;
    this.referenceLosses = referenceLosses;
    this.currentLosses = currentLosses;
    this.referenceLoss = referenceLosses;
    this.currentLoss = currentLosses;
  }

  /// What counts as a slice.
  ///
  /// @param leastRows rows with a loss that both samples need, inside and outside, at least 2
  /// @param leastRise how much the mean loss must have risen inside, and more than outside
  /// @param falseDiscoveryRate in (0, 1)
  /// @param most slices to find, at least 1
  public record Settings(long leastRows, double leastRise, double falseDiscoveryRate, int most) {
    public Settings {
      if (leastRows < 2 || most < 1) {
        throw new IllegalArgumentException(
            "rows " + leastRows + " must be at least 2, slices " + most + " at least 1");
      }
      if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
        throw new IllegalArgumentException(
            "false discovery rate " + falseDiscoveryRate + " is not in (0, 1)");
      }
    }
  }

  /// What a search came to.
  ///
  /// @param slices disjoint, in the order found, the most certain first
  /// @param rest the losses of the rows in none of them
  /// @param looks candidates judged
  public record Result(List<FoundSlice> slices, LossSums rest, long looks) {
    public Result {
      slices = List.copyOf(slices);
    }
  }

  /// Searches.
  ///
  /// @param referenceLoss one a row, NaN for rows to leave out
  /// @param features each as long as the losses
  public static Result find(
      double[] referenceLoss,
      double[] currentLoss,
      List<SliceFeature> features,
      Settings settings) {
    return find(referenceLoss, currentLoss, features, Optional.empty(), settings);
  }

  /// Searches at equal cells of something known.
  ///
  /// @param known cells that say already what a row may cost; rows in none are left out
  public static Result find(
      double[] referenceLoss,
      double[] currentLoss,
      List<SliceFeature> features,
      Optional<SliceFeature> known,
      Settings settings) {
    for (var feature : features) {
      if (feature.reference().length != referenceLoss.length
          || feature.current().length != currentLoss.length) {
        throw new IllegalArgumentException(
            "a feature of "
                + feature.reference().length
                + " and "
                + feature.current().length
                + " rows does not fit losses of "
                + referenceLoss.length
                + " and "
                + currentLoss.length);
      }
    }
    return new SliceSearch(settings, features, known, referenceLoss, currentLoss).run();
  }

  private Result run() {
    int[] reference = present(referenceLosses, known.map(SliceFeature::reference));
    int[] current = present(currentLosses, known.map(SliceFeature::current));
    var found = new ArrayList<FoundSlice>();
    while (found.size() < settings.most()) {
      centre(reference, current);
      Optional<FoundSlice> next = best(reference, current);
      if (next.isEmpty()) {
        break;
      }
      found.add(next.get());
      List<FoundSlice.Test> tests = next.get().tests();
      reference = rows(reference, row -> !isInside(tests, row, true));
      current = rows(current, row -> !isInside(tests, row, false));
    }
    return new Result(found, total(reference, current), looks);
  }

  /// Takes what is known out of the losses of the rows that are left.
  private void centre(int[] reference, int[] current) {
    if (known.isPresent()) {
      SliceFeature cells = known.get();
      referenceLoss =
          CentredLoss.of(only(referenceLosses, reference), cells.reference(), cells.cells());
      currentLoss = CentredLoss.of(only(currentLosses, current), cells.current(), cells.cells());
    }
  }

  private static double[] only(double[] losses, int[] rows) {
    double[] kept = new double[losses.length];
    Arrays.fill(kept, Double.NaN);
    for (int row : rows) {
      kept[row] = losses[row];
    }
    return kept;
  }

  /// The best slice of these rows, if it is one.
  private Optional<FoundSlice> best(int[] reference, int[] current) {
    LossSums all = total(reference, current);
    if (all.referenceRows() < 2 * settings.leastRows()
        || all.currentRows() < 2 * settings.leastRows()) {
      return Optional.empty();
    }
    var round = new Round(all);
    List<Candidate> single =
        IntStream.range(0, features.size())
            .parallel()
            .mapToObj(f -> candidates(round, f, List.of(), table(f, reference, current)))
            .flatMap(List::stream)
            .toList();
    round.count(single);
    List<Candidate> parents = beam(single);
    List<Candidate> pairs =
        parents.parallelStream()
            .flatMap(parent -> within(round, parent, reference, current).stream())
            .toList();
    round.count(pairs);
    looks += round.pValues.size();
    // The beam chose where to look, having seen the data: a pair is one of all that could have been
    // looked at.
    long unseen =
        parents.isEmpty()
            ? 0
            : (long) pairs.size() * (single.size() - parents.size()) / (2L * parents.size());

    Optional<Candidate> one = round.best(single);
    Optional<Candidate> two = round.best(pairs);
    double bar =
        one.map(c -> c.z * c.z).orElse(0.0) + 2 * Math.log(Math.max(round.pValues.size(), 1));
    Optional<Candidate> chosen = two.filter(c -> one.isEmpty() || c.z * c.z >= bar).or(() -> one);
    return chosen
        .map(candidate -> round.slice(candidate, unseen))
        .filter(slice -> slice.qValue() <= settings.falseDiscoveryRate());
  }

  /// The most telling single conditions, at most two of a feature.
  private static List<Candidate> beam(List<Candidate> single) {
    var taken = new ArrayList<Candidate>();
    for (var candidate : single.stream().sorted(Candidate.BEST_FIRST).toList()) {
      int feature = candidate.tests.getFirst().feature();
      long same = taken.stream().filter(t -> t.tests.getFirst().feature() == feature).count();
      if (candidate.z > 0 && same < 2) {
        taken.add(candidate);
      }
      if (taken.size() == BEAM) {
        break;
      }
    }
    return taken;
  }

  private List<Candidate> within(Round round, Candidate parent, int[] reference, int[] current) {
    int own = parent.tests.getFirst().feature();
    int[] insideReference = rows(reference, row -> isInside(parent.tests, row, true));
    int[] insideCurrent = rows(current, row -> isInside(parent.tests, row, false));
    var result = new ArrayList<Candidate>();
    for (int f = 0; f < features.size(); f++) {
      if (f != own) {
        candidates(round, f, parent.tests, table(f, insideReference, insideCurrent)).stream()
            .filter(
                candidate -> candidate.sums.currentRows() <= MOST_KEPT * parent.sums.currentRows())
            .forEach(result::add);
      }
    }
    return result;
  }

  /// Each cell and each stretch of neighbouring cells with enough rows inside and outside.
  private List<Candidate> candidates(
      Round round, int feature, List<FoundSlice.Test> parent, LossSums[] cells) {
    var result = new ArrayList<Candidate>();
    int ordered = features.get(feature).ordered();
    for (int from = 0; from < cells.length; from++) {
      LossSums sums = LossSums.EMPTY;
      int last = from < ordered ? ordered : from + 1;
      for (int to = from + 1; to <= last; to++) {
        sums = sums.plus(cells[to - 1]);
        var tests = new ArrayList<>(parent);
        tests.add(new FoundSlice.Test(feature, from, to));
        round.judge(tests, sums).ifPresent(result::add);
      }
    }
    return result;
  }

  private LossSums[] table(int feature, int[] reference, int[] current) {
    SliceFeature cut = features.get(feature);
    var left = new CellSums(cut.cells());
    for (int row : reference) {
      left.add(cut.reference()[row], referenceLoss[row]);
    }
    var right = new CellSums(cut.cells());
    for (int row : current) {
      right.add(cut.current()[row], currentLoss[row]);
    }
    LossSums[] cells = new LossSums[cut.cells()];
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] =
          new LossSums(
              left.rows[cell],
              left.sums[cell],
              left.squares[cell],
              right.rows[cell],
              right.sums[cell],
              right.squares[cell]);
    }
    return cells;
  }

  private LossSums total(int[] reference, int[] current) {
    return LossSums.of(
        Arrays.stream(reference).mapToDouble(row -> referenceLoss[row]).toArray(),
        Arrays.stream(current).mapToDouble(row -> currentLoss[row]).toArray());
  }

  private boolean isInside(List<FoundSlice.Test> tests, int row, boolean reference) {
    for (var test : tests) {
      SliceFeature cut = features.get(test.feature());
      if (!test.holds(reference ? cut.reference()[row] : cut.current()[row])) {
        return false;
      }
    }
    return true;
  }

  private static int[] present(double[] losses, Optional<byte[]> known) {
    return IntStream.range(0, losses.length)
        .filter(row -> !Double.isNaN(losses[row]))
        .filter(row -> known.isEmpty() || known.get()[row] >= 0)
        .toArray();
  }

  private static int[] rows(int[] rows, IntPredicate kept) {
    return Arrays.stream(rows).filter(kept).toArray();
  }

  /// A condition or two, and what the loss does under them.
  private record Candidate(
      List<FoundSlice.Test> tests, LossSums sums, double excess, double z, double pValue) {

    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingDouble((Candidate candidate) -> -candidate.z);
  }

  /// Sums by cell.
  private static final class CellSums {
    final long[] rows;
    final double[] sums;
    final double[] squares;

    CellSums(int cells) {
      rows = new long[cells];
      sums = new double[cells];
      squares = new double[cells];
    }

    void add(int cell, double loss) {
      if (cell >= 0) {
        rows[cell]++;
        sums[cell] += loss;
        squares[cell] += loss * loss;
      }
    }
  }

  /// One search over the rows that are left.
  private final class Round {
    private final LossSums all;
    private final double referenceVariance;
    private final double currentVariance;
    private final List<Double> pValues = new ArrayList<>();

    Round(LossSums all) {
      this.all = all;
      this.referenceVariance = all.referenceVariance();
      this.currentVariance = all.currentVariance();
    }

    Optional<Candidate> judge(List<FoundSlice.Test> tests, LossSums sums) {
      LossSums rest = all.minus(sums);
      if (sums.referenceRows() < settings.leastRows()
          || sums.currentRows() < settings.leastRows()
          || rest.referenceRows() < settings.leastRows()
          || rest.currentRows() < settings.leastRows()) {
        return Optional.empty();
      }
      double excess = sums.rise() - rest.rise();
      double error = Math.sqrt(errorSquare(sums) + errorSquare(rest));
      double z = error == 0 ? 0 : excess / error;
      return Optional.of(new Candidate(tests, sums, excess, z, Tail.normal(z)));
    }

    private double errorSquare(LossSums sums) {
      return drawn(sums.referenceVariance(), sums.referenceRows(), referenceVariance)
          + drawn(sums.currentVariance(), sums.currentRows(), currentVariance);
    }

    private double drawn(double variance, long rows, double overall) {
      return (rows * variance + PRIOR_ROWS * overall) / (rows + PRIOR_ROWS) / rows;
    }

    void count(List<Candidate> candidates) {
      candidates.forEach(candidate -> pValues.add(candidate.pValue));
    }

    Optional<Candidate> best(List<Candidate> candidates) {
      return candidates.stream()
          .filter(candidate ->
              candidate.excess >= settings.leastRise()
                  && candidate.sums.rise() >= settings.leastRise())
          .min(Candidate.BEST_FIRST);
    }

    FoundSlice slice(Candidate candidate, long unseen) {
      double[] p = pValues.stream().mapToDouble(Double::doubleValue).toArray();
      double[] q = BenjaminiHochberg.qValues(p, Math.toIntExact(p.length + Math.max(unseen, 0)));
      double qValue = 1;
      for (int i = 0; i < p.length; i++) {
        if (p[i] == candidate.pValue) {
          qValue = q[i];
        }
      }
      return new FoundSlice(
          candidate.tests,
          candidate.sums,
          all.minus(candidate.sums),
          candidate.excess,
          candidate.z,
          candidate.pValue,
          qValue);
    }
  }
}
