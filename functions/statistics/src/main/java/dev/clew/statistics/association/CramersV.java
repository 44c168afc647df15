package dev.clew.statistics.association;

import dev.clew.statistics.hypothesis.ContingencyTest;

/// How strongly two columns of categories go together, in [0, 1]: Cramer's V, corrected for what
/// chance adds.
///
/// Bergsma, 2013, doi:10.1016/j.jkss.2012.10.002: chi-square per row less its mean under
/// independence, over the dimensions less theirs. Without the correction two independent columns of
/// many categories look associated.
public final class CramersV {

  private CramersV() {}

  /// The corrected V of a table of counts; 0 where only one row or column has any.
  public static double of(long[][] table) {
    long total = 0;
    boolean[] columns = new boolean[table.length == 0 ? 0 : table[0].length];
    double r = 0;
    for (long[] row : table) {
      long sum = 0;
      for (int c = 0; c < columns.length; c++) {
        sum += row[c];
        columns[c] |= row[c] > 0;
      }
      total += sum;
      r += sum > 0 ? 1 : 0;
    }
    double k = 0;
    for (boolean column : columns) {
      k += column ? 1 : 0;
    }
    if (r < 2 || k < 2) {
      return 0;
    }
    double n = total;
    double chi = ContingencyTest.chiSquare().independence(table).statistic() / n;
    double excess = Math.max(0, chi - (k - 1) * (r - 1) / (n - 1));
    double rows = r - (r - 1) * (r - 1) / (n - 1);
    double width = k - (k - 1) * (k - 1) / (n - 1);
    double room = Math.min(rows, width) - 1;
    return room <= 0 ? 0 : Math.min(1, Math.sqrt(excess / room));
  }
}
