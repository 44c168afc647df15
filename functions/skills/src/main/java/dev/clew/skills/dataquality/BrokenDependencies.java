package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Columns that determine another one (a zip code its city) and rows that break the rule. A
/// dependency is taken for one where Goodman and Kruskal's lambda
/// (doi:10.1080/01621459.1954.10501231), the share of errors in guessing the one that knowing the
/// other removes, is nearly one.
final class BrokenDependencies implements Check {
  static final double LAMBDA = 0.9;

  /// Share of rows that may break a rule that is one.
  static final double EXCEPTIONS = 0.05;

  /// From this share of the broken rows on, values that are usual in other groups make an
  /// exception.
  static final double BORROWED = 0.8;

  /// Columns of more distinct values, or of fewer rows per value, determine everything by accident.
  static final double DISTINCT_SHARE = 0.5;

  static final int DISTINCT = 20_000;

  /// Pairs of more columns are not tried: the first ones in the file's order are.
  static final int COLUMNS = 60;

  @Override
  public List<Issue> look(Table table) {
    var columns = columns(table);
    var issues = new ArrayList<Issue>();
    for (int to = 0; to < columns.size(); to++) {
      Optional<Rule> best = Optional.empty();
      for (int from = 0; from < columns.size(); from++) {
        if (from == to) {
          continue;
        }
        var rule = rule(columns.get(from), columns.get(to));
        if (rule.isPresent() && (best.isEmpty() || rule.get().covered() > best.get().covered())) {
          best = rule;
        }
      }
      best.filter(rule -> !rule.broken().isEmpty())
          .ifPresent(rule -> issues.add(issue(table, rule)));
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    long columns = columns(table).size();
    return columns * (columns - 1);
  }

  private static List<Texts> columns(Table table) {
    var columns = new ArrayList<Texts>();
    for (var column : table.categories()) {
      var role = table.role(column.name());
      if (role != Role.FEATURE && role != Role.OTHER) {
        continue;
      }
      var texts = Texts.of(column);
      int distinct = texts.values().size();
      if (distinct >= 2
          && distinct <= DISTINCT
          && distinct <= DISTINCT_SHARE * texts.present()
          && columns.size() < COLUMNS) {
        columns.add(texts);
      }
    }
    return columns;
  }

  /// @param broken rows whose value differs from what nearly all others of their group hold
  /// @param covered rows in groups of at least three
  /// @param exception whether what stands there instead is usual beside other values: a rule with
  ///   an exception, not a slip
  private record Rule(
      Texts from,
      Texts to,
      Found broken,
      long covered,
      String when,
      String usual,
      String instead,
      boolean exception) {}

  private static Optional<Rule> rule(Texts from, Texts to) {
    // Rows by group: counts of each value of `to` within each value of `from`.
    Map<Long, Integer> pairs = new HashMap<>();
    var groupRows = new int[from.values().size()];
    var toRows = new long[to.values().size()];
    long rows = 0;
    for (int row = 0; row < from.codes().length; row++) {
      int x = from.codes()[row];
      int y = to.codes()[row];
      if (x >= 0 && y >= 0) {
        pairs.merge(pair(x, y), 1, Integer::sum);
        groupRows[x]++;
        toRows[y]++;
        rows++;
      }
    }
    var majority = new int[from.values().size()];
    var majorityRows = new int[from.values().size()];
    Arrays.fill(majority, -1);
    for (var entry : pairs.entrySet()) {
      int x = (int) (entry.getKey() >>> 32);
      int y = (int) (entry.getKey() & 0xffffffffL);
      int count = entry.getValue();
      if (count > majorityRows[x] || (count == majorityRows[x] && y < majority[x])) {
        majorityRows[x] = count;
        majority[x] = y;
      }
    }
    long right = 0;
    long covered = 0;
    long coveredRight = 0;
    int groups = 0;
    for (int x = 0; x < majority.length; x++) {
      right += majorityRows[x];
      if (groupRows[x] >= 3) {
        groups++;
        covered += groupRows[x];
        coveredRight += majorityRows[x];
      }
    }
    long commonest = 0;
    for (long count : toRows) {
      commonest = Math.max(commonest, count);
    }
    if (rows - commonest < 5 || groups < 3 || covered < rows / 2) {
      return Optional.empty();
    }
    double lambda = (double) (right - commonest) / (rows - commonest);
    long exceptions = covered - coveredRight;
    if (lambda < LAMBDA || exceptions > EXCEPTIONS * covered) {
      return Optional.empty();
    }
    // In a one-to-many world the majority must be clear in each group that is used.
    var usualSomewhere = new boolean[to.values().size()];
    for (int x = 0; x < majority.length; x++) {
      if (groupRows[x] >= 3) {
        usualSomewhere[majority[x]] = true;
      }
    }
    long borrowed = 0;
    var broken = Found.none();
    String when = "";
    String usual = "";
    String instead = "";
    for (int row = 0; row < from.codes().length; row++) {
      int x = from.codes()[row];
      int y = to.codes()[row];
      if (x >= 0
          && y >= 0
          && groupRows[x] >= 3
          && y != majority[x]
          && majorityRows[x] * 3 >= groupRows[x] * 2) {
        broken.add(row);
        borrowed += usualSomewhere[y] ? 1 : 0;
        if (when.isEmpty()) {
          when = from.values().get(x);
          usual = to.values().get(majority[x]);
          instead = to.values().get(y);
        }
      }
    }
    boolean exception = borrowed >= BORROWED * broken.count();
    return Optional.of(new Rule(from, to, broken, covered, when, usual, instead, exception));
  }

  private static long pair(int x, int y) {
    return ((long) x << 32) | y;
  }

  private static Issue issue(Table table, Rule rule) {
    double share = (double) rule.broken().count() / table.current().count();
    return new Issue.Draft("dependency", rule.to().name())
        .with("share", Issue.Value.share(share))
        .with("determinant", Issue.Value.text(rule.from().name()))
        .with("covered", Issue.Value.rows(rule.covered()))
        .with("when", Issue.Value.text(rule.when()))
        .with("usual", Issue.Value.text(rule.usual()))
        .with("instead", Issue.Value.text(rule.instead()))
        .says(
            rule.to().name() + ": contradicts " + rule.from().name(),
            "{determinant} determines {subject} in nearly all of {covered}, but {affected} ({share})"
                + " [breaks|break] the rule: for '{when}' it is '{usual}' nearly everywhere else, here"
                + " '{instead}'."
                + (rule.exception()
                    ? " That value is usual beside other values of {determinant}, so it may be an"
                        + " exception that another column explains rather than a fault."
                    : ""),
            rule.broken(),
            rule.exception() ? Severity.LOW : table.role(rule.to().name()).severity(share),
            rule.exception() ? 0.5 : 0.75);
  }
}
