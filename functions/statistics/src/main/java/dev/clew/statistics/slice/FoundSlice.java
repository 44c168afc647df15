package dev.clew.statistics.slice;

import java.util.List;

/// A part of the rows in which the loss rose more than in the rest.
///
/// @param tests all of them hold for its rows; one or two
/// @param sums the losses of its rows, those of slices found before it left out
/// @param rest the losses of the rows that were left outside when it was found
/// @param excess how much more the loss rose inside than in the rest
/// @param z `excess` by its standard error
/// @param pValue of no excess, one-sided
/// @param qValue corrected after Benjamini and Hochberg for all looks of its round
public record FoundSlice(
    List<Test> tests,
    LossSums sums,
    LossSums rest,
    double excess,
    double z,
    double pValue,
    double qValue) {

  public FoundSlice {
    tests = List.copyOf(tests);
  }

  /// Whether a row's cell of a feature is one of some neighbours.
  ///
  /// @param feature index in the list that was searched
  /// @param from first cell
  /// @param to cell after the last
  public record Test(int feature, int from, int to) {
    public Test {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("cells " + from + ".." + to + " are no stretch");
      }
    }

    boolean holds(int cell) {
      return cell >= from && cell < to;
    }
  }
}
