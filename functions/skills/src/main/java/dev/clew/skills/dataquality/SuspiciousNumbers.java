package dev.clew.skills.dataquality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Numbers at the edge of a column that stand for something else: `-999` for "unknown", a zero from
/// a dead sensor, a value at which everything above was cut off.
final class SuspiciousNumbers implements Check {
  /// A column of fewer distinct values is a scale or a code, where an edge means nothing.
  static final int DISTINCT = 20;

  /// A value of more rows than this is the column's nature (most people have no capital gain).
  static final double NATURE = 0.25;

  /// A placeholder or a lone zero lies this many times the others' spacing at that edge from them.
  static final double SPACING = 4;

  /// A cap holds this many times the rows of its ten neighbours on average, and at least
  /// [#CAP_ROWS].
  static final double PILE = 5;

  static final int CAP_ROWS = 10;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.numbers()) {
      var role = table.role(column.name());
      if (role != Role.FEATURE && role != Role.OTHER) {
        continue;
      }
      var distinct = Distinct.of(column.values());
      if (distinct.values.length < DISTINCT) {
        continue;
      }
      var before = table.numbersBefore(column.name()).map(numbers -> Distinct.of(numbers.values()));
      for (boolean atTop : new boolean[] {false, true}) {
        var suspect = suspect(distinct, atTop);
        if (suspect.isEmpty() || knownToBaseline(suspect.get(), before)) {
          continue;
        }
        issues.add(issue(column.values(), column.name(), role, suspect.get()));
      }
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return 2L * table.numbers().size();
  }

  /// What a model was trained with is its nature, unless there is far more of it now.
  private static boolean knownToBaseline(Suspect suspect, Optional<Distinct> before) {
    return before.isPresent()
        && suspect.share() < 2 * before.get().share(suspect.value()) + MissingCells.RISE / 2;
  }

  private static Issue issue(double[] values, String name, Role role, Suspect suspect) {
    var found = Found.none();
    for (int row = 0; row < values.length; row++) {
      if (values[row] == suspect.value()) {
        found.add(row);
      }
    }
    var draft =
        new Issue.Draft(suspect.kind(), name)
            .with("value", Issue.Value.number(suspect.value()))
            .with("share", Issue.Value.share(suspect.share()))
            .with("neighbour", Issue.Value.number(suspect.neighbour()));
    var title =
        switch (suspect.kind()) {
          case "cap" -> name + ": looks cut off at an edge";
          case "zero" -> name + ": zeros that look like dropouts";
          default -> name + ": a number that looks like a placeholder";
        };
    var statement =
        switch (suspect.kind()) {
          case "cap" ->
              "{affected} of {subject} ({share}) [holds|hold] exactly {value}, far more than any value near"
                  + " it (the next is {neighbour}): it looks as if everything beyond was cut off"
                  + " there.";
          case "zero" ->
              "{affected} of {subject} ({share}) [is|are] exactly {value} while nothing else comes nearer"
                  + " than {neighbour}: it looks like readings that failed, or were rounded away.";
          default ->
              "{affected} of {subject} ({share}) [holds|hold] exactly {value}, far from everything else (the"
                  + " next is {neighbour}): it looks like a placeholder for a missing value.";
        };
    return draft.says(
        title,
        statement,
        found,
        role.severity(suspect.share()),
        suspect.kind().equals("placeholder") ? 0.85 : 0.6);
  }

  private static Optional<Suspect> suspect(Distinct distinct, boolean atTop) {
    int n = distinct.values.length;
    int edge = atTop ? n - 1 : 0;
    int inward = atTop ? -1 : 1;
    double value = distinct.values[edge];
    double next = distinct.values[edge + inward];
    long rows = distinct.counts[edge];
    double share = (double) rows / distinct.total;
    if (share > NATURE) {
      return Optional.empty();
    }
    double gap = Math.abs(next - value);
    double spacing = 0;
    long neighbours = 0;
    int looked = 0;
    for (int i = 1; i <= 10 && i + 1 < n; i++) {
      int at = edge + inward * i;
      neighbours += distinct.counts[at];
      spacing += Math.abs(distinct.values[at + inward] - distinct.values[at]);
      looked++;
    }
    double meanRows = (double) neighbours / looked;
    double meanSpacing = spacing / looked;
    boolean apart = gap >= SPACING * meanSpacing;
    if (rows >= 2
        && rows >= 2 * meanRows
        && ((isNines(value) && apart) || isMinusOneAmongPositives(value, atTop, next))) {
      return Optional.of(new Suspect("placeholder", value, share, next));
    }
    if (!atTop && value == 0 && rows >= 5 && apart && rows >= 3 * meanRows) {
      return Optional.of(new Suspect("zero", value, share, next));
    }
    if (rows >= CAP_ROWS
        && rows >= PILE * Math.max(1, meanRows)
        && (atTop || value != 0 || apart)) {
      return Optional.of(new Suspect("cap", value, share, next));
    }
    return Optional.empty();
  }

  /// Numbers that people and systems write for "unknown" or "no limit".
  private static boolean isNines(double value) {
    if (value != Math.rint(value) || Math.abs(value) >= 1e15) {
      return false;
    }
    var digits = Long.toString(Math.abs((long) value));
    return (digits.length() >= 2 && digits.chars().allMatch(digit -> digit == '9'))
        || value == Integer.MAX_VALUE
        || value == Integer.MIN_VALUE;
  }

  private static boolean isMinusOneAmongPositives(double value, boolean atTop, double next) {
    return !atTop && value == -1 && next >= 0;
  }

  private record Suspect(String kind, double value, double share, double neighbour) {}

  /// Distinct numbers, ascending, with their counts.
  private static final class Distinct {
    final double[] values;
    final long[] counts;
    final long total;

    private Distinct(double[] values, long[] counts, long total) {
      this.values = values;
      this.counts = counts;
      this.total = total;
    }

    static Distinct of(double[] cells) {
      var sorted = Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).sorted().toArray();
      var values = new double[sorted.length];
      var counts = new long[sorted.length];
      int n = 0;
      for (int i = 0; i < sorted.length; i++) {
        // Negative zero equals zero here, as it does to the user.
        if (n > 0 && sorted[i] == values[n - 1]) {
          counts[n - 1]++;
        } else {
          values[n] = sorted[i];
          counts[n++] = 1;
        }
      }
      return new Distinct(Arrays.copyOf(values, n), Arrays.copyOf(counts, n), sorted.length);
    }

    double share(double value) {
      int at = Arrays.binarySearch(values, value);
      return at < 0 || total == 0 ? 0 : (double) counts[at] / total;
    }
  }
}
