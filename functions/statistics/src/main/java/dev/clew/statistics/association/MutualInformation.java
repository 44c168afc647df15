package dev.clew.statistics.association;

/// How much knowing one column of categories tells about another, in nats, corrected for what
/// chance adds.
///
/// The plug-in value less `(r - 1) (k - 1) / (2 n)` over the rows and columns that occur: Miller,
/// 1955; Panzeri and Treves, 1996, doi:10.1088/0954-898X_7_1_006. May be slightly negative for
/// independent columns; it is not cut at 0, so that means over several tables stay unbiased.
public final class MutualInformation {

  private MutualInformation() {}

  /// The corrected information of a table of counts.
  public static double of(long[][] table) {
    double n = 0;
    double[] rows = new double[table.length];
    double[] columns = new double[table.length == 0 ? 0 : table[0].length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        rows[r] += table[r][c];
        columns[c] += table[r][c];
        n += table[r][c];
      }
    }
    if (n == 0) {
      throw new IllegalArgumentException("the table has no rows");
    }
    double information = 0;
    int usedRows = 0;
    for (int r = 0; r < rows.length; r++) {
      usedRows += rows[r] > 0 ? 1 : 0;
      for (int c = 0; c < columns.length; c++) {
        if (table[r][c] > 0) {
          double count = table[r][c];
          information += count / n * Math.log(count * n / (rows[r] * columns[c]));
        }
      }
    }
    int usedColumns = 0;
    for (double column : columns) {
      usedColumns += column > 0 ? 1 : 0;
    }
    return information - (usedRows - 1.0) * (usedColumns - 1.0) / (2 * n);
  }
}
