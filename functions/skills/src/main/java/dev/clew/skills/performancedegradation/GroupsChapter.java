package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Attribution.CutVariable;
import dev.clew.skills.predictors.Cells;
import dev.clew.skills.predictors.RowLoss;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.Interval;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.Tail;
import dev.clew.statistics.multiplicity.BenjaminiHochberg;
import dev.clew.statistics.slice.LossSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which groups of the current rows the model is wrong about most, whether that is new or not: the
/// mean loss of each group of each input beside that of all other rows.
final class GroupsChapter {
  /// Groups told in words, each of another column.
  private static final int TOLD = 3;

  private static final int DRAWN = 10;

  /// Chance allowed over all groups looked at.
  private static final double MOST_CHANCE = 0.05;

  private static final double Z = Tail.twoSidedZ(Interval.LEVEL);

  private final Story story;
  private final RowLoss before;
  private final RowLoss now;

  private GroupsChapter(Story story, RowLoss before, RowLoss now) {
    this.story = story;
    this.before = before;
    this.now = now;
  }

  /// Writes it as what was asked for; nothing where rows have no loss of their own.
  static void write(Story story) {
    var before = story.performance().baseline().losses();
    var now = story.performance().current().losses();
    if (!now.isEmpty() && before.size() == now.size()) {
      new GroupsChapter(story, before.getFirst(), now.getFirst()).write();
    }
  }

  /// @param sums its losses in both windows
  /// @param others those of all other rows that have a loss
  private record Group(String text, String column, LossSums sums, LossSums others) {
    double gap() {
      return sums.currentMean() - others.currentMean();
    }

    double error() {
      return Math.hypot(error(sums), error(others));
    }

    private static double error(LossSums of) {
      return Math.sqrt(of.currentVariance() / of.currentRows());
    }

    double least() {
      return gap() - Z * error();
    }
  }

  private void write() {
    var notebook = story.notebook();
    var groups = groups();
    LossSums total = LossSums.of(before.values(), now.values());
    notebook.computing(
        "mean loss of each group of each input in the current window beside that of all other rows,"
            + " Benjamini-Hochberg over all groups",
        total.currentRows());
    notebook.looked(groups.size());
    if (groups.isEmpty() || !(now.kind().relevant(total.currentMean()) > 0)) {
      return;
    }
    double[] q =
        BenjaminiHochberg.qValues(groups.stream().mapToDouble(GroupsChapter::pValue).toArray());
    var worse = new ArrayList<Group>();
    for (int i = 0; i < q.length; i++) {
      var group = groups.get(i);
      if (q[i] <= MOST_CHANCE && change(group, total).verdict() == RelevantChange.Verdict.ROSE) {
        worse.add(group);
      }
    }
    var bySize = Comparator.comparingDouble(Group::least).reversed().thenComparing(Group::text);
    worse.sort(bySize);
    String looks = notebook.fact("performance.groups", groups.size(), Unit.of("groups"));
    if (worse.isEmpty()) {
      none(groups.stream().min(bySize).orElseThrow(), looks);
      return;
    }
    tell(worse, total);
  }

  private void tell(List<Group> worse, LossSums total) {
    var notebook = story.notebook();
    var told = new ArrayList<Group>();
    for (var group : worse) {
      if (told.size() < TOLD
          && told.stream().noneMatch(one -> one.column().equals(group.column()))) {
        told.add(group);
      }
    }
    var first = told.getFirst();
    var statement = new StringBuilder();
    String name = name(first, 1);
    statement
        .append("In the current window the ")
        .append(now.kind().word())
        .append(" is highest where {")
        .append(name)
        .append("}: {")
        .append(mean(first, 1))
        .append("} on {")
        .append(rows(first, 1))
        .append("}, against {")
        .append(others(first, 1))
        .append("} on all others.")
        .append(earlier(first));
    for (int i = 1; i < told.size(); i++) {
      var group = told.get(i);
      statement
          .append(i == 1 ? " Next comes {" : " Then {")
          .append(name(group, i + 1))
          .append("}: {")
          .append(mean(group, i + 1))
          .append("} on {")
          .append(rows(group, i + 1))
          .append("}, against {")
          .append(others(group, i + 1))
          .append("}.");
    }
    story.finding(
        "Wrong most often where {" + name + "}",
        Severity.MEDIUM,
        Math.max(0.5, change(first, total).confidence()),
        statement.toString(),
        chart(worse));
    notebook.asAsked();
  }

  /// How the group fared in the baseline.
  private String earlier(Group group) {
    var notebook = story.notebook();
    if (group.sums().referenceRows() == 0) {
      return " The baseline held no such rows.";
    }
    String was =
        notebook.fact(
            "performance.group." + now.kind().id() + "[rank=1,window=baseline]",
            group.sums().referenceMean(),
            now.kind().unit());
    return " In the baseline it was {" + was + "} there.";
  }

  private void none(Group nearest, String looks) {
    String name = name(nearest, 1);
    story.finding(
        "No group is predicted worse than the others",
        Severity.INFO,
        0.8,
        "Of {"
            + looks
            + "} of rows that the inputs make, none is predicted worse than the others by more than"
            + " chance and by an amount that matters. Nearest comes {"
            + name
            + "}, with "
            + now.kind().word()
            + " {"
            + mean(nearest, 1)
            + "} on {"
            + rows(nearest, 1)
            + "}, against {"
            + others(nearest, 1)
            + "} on all others.");
    story.notebook().asAsked();
  }

  private String name(Group group, int rank) {
    return story.notebook().fact("performance.group[rank=" + rank + "]", group.text());
  }

  private String rows(Group group, int rank) {
    return story
        .notebook()
        .fact("performance.group.rows[rank=" + rank + "]", group.sums().currentRows(), Unit.ROWS);
  }

  private String mean(Group group, int rank) {
    return mean("performance.group." + now.kind().id(), rank, group.sums());
  }

  private String others(Group group, int rank) {
    return mean("performance.group.others." + now.kind().id(), rank, group.others());
  }

  private String mean(String path, int rank, LossSums sums) {
    var interval = interval(sums);
    return story
        .notebook()
        .fact(
            path + "[rank=" + rank + "]",
            sums.currentMean(),
            interval.low(),
            interval.high(),
            now.kind().unit());
  }

  private Interval interval(LossSums sums) {
    return WhyChapter.interval(
        now.kind(), sums.currentMean(), sums.currentVariance(), sums.currentRows());
  }

  private RelevantChange change(Group group, LossSums total) {
    return new RelevantChange(group.gap(), group.error(), now.kind().relevant(total.currentMean()));
  }

  /// Two-sided.
  private static double pValue(Group group) {
    return group.error() > 0 ? 2 * Tail.normal(Math.abs(group.gap()) / group.error()) : 1;
  }

  private List<Group> groups() {
    LossSums total = LossSums.of(before.values(), now.values());
    var groups = new ArrayList<Group>();
    for (var column : columns()) {
      var sums = column.cells().sums(before.values(), now.values());
      for (int cell = 0; cell < sums.size(); cell++) {
        var group =
            new Group(
                column.cells().conditions().get(cell).text(),
                column.variable().name(),
                sums.get(cell),
                total.minus(sums.get(cell)));
        if (group.sums().currentRows() >= Why.LEAST_ROWS
            && group.others().currentRows() >= Why.LEAST_ROWS) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  private List<CutVariable> columns() {
    return Variable.of(story.comparison()).stream()
        .filter(variable -> Why.isInput(variable.role()))
        .flatMap(
            variable -> Cells.of(variable).map(cells -> new CutVariable(variable, cells)).stream())
        .toList();
  }

  private String chart(List<Group> worse) {
    var points = new ArrayList<Chart.Point>();
    for (var group : worse.subList(0, Math.min(DRAWN, worse.size()))) {
      var interval = interval(group.sums());
      points.add(
          Chart.Point.of(
              "", group.text(), group.sums().currentMean(), interval.low(), interval.high()));
    }
    return story
        .notebook()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "Groups that are predicted worst",
                new Chart.Axis("group", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis(now.kind().word(), Chart.Scale.NUMBER, now.kind().unit()),
                points,
                List.of()),
            "The longer the bar, the more often the model is wrong about the group; groups of"
                + " different columns overlap.");
  }
}
