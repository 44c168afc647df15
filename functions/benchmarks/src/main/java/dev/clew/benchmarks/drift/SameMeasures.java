package dev.clew.benchmarks.drift;

import dev.clew.benchmarks.Contest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Lines of `column, measure, value`, compared one by one to a relative tolerance.
final class SameMeasures implements Contest.Agreement {
  private static final double TOLERANCE = 1e-9;

  /// Tails of the Kolmogorov distribution go down to 1e-300, where two series differ earlier.
  private static final double TOLERANCE_OF_P = 1e-6;

  private static final double SMALLEST_P = 1e-280;

  @Override
  public String check(String first, String other) {
    Map<String, Double> ours = read(first);
    Map<String, Double> theirs = read(other);
    theirs.keySet().retainAll(ours.keySet());
    if (theirs.isEmpty()) {
      throw new IllegalStateException("there is nothing to compare:\n" + first + "\n" + other);
    }
    double largest = 0;
    for (var measured : theirs.entrySet()) {
      double a = ours.getOrDefault(measured.getKey(), Double.NaN);
      double b = measured.getValue();
      boolean isP = measured.getKey().endsWith("_p");
      if (isP && Math.max(a, b) < SMALLEST_P) {
        continue;
      }
      double apart = a == b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
      if (!(apart <= (isP ? TOLERANCE_OF_P : TOLERANCE))) {
        throw new IllegalStateException(measured.getKey() + ": " + a + " against " + b);
      }
      largest = isP ? largest : Math.max(largest, apart);
    }
    return String.format(
        Locale.ROOT, "%d measures equal, at most %.1e apart", theirs.size(), largest);
  }

  private static Map<String, Double> read(String printed) {
    var values = new LinkedHashMap<String, Double>();
    printed
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(cells -> cells.length == 3)
        .forEach(cells -> values.put(cells[0] + " " + cells[1], Double.parseDouble(cells[2])));
    return values;
  }
}
