package dev.clew.skills.dataquality;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Whether the rows of an inference log are sound: what is missing, of another type, out of range,
/// unknown, stuck, repeated, contradictory, or never arrived; against the baseline where there is
/// one, by itself otherwise.
@AutoService(Skill.class)
public final class DataQuality implements Skill {
  /// Fewer rows than this say nothing about what is usual.
  static final int ENOUGH = Constancy.ENOUGH;

  @Override
  public Measurement measure(Inputs inputs) {
    var log = inputs.log();
    var windows = inputs.windows();
    var current = log.rows(windows.current());
    var table = Table.of(log, log.rows(windows.baseline()), current);
    if (current.count() < ENOUGH) {
      return new Measurement.TooLittleData(
          current.count(),
          ENOUGH,
          Unit.ROWS,
          "what is usual in this data",
          inputs.notebook().results(log.coverage()));
    }
    // Each check is independent.
    var issues = new ArrayList<Issue>();
    long looks = 0;
    var asked = Fault.named(inputs.parameters().text("faults"));
    for (var check : checks(asked)) {
      issues.addAll(check.look(table));
      looks += check.looks(table);
    }
    issues.sort(
        Comparator.comparing((Issue issue) -> asked.stream().noneMatch(one -> one.means(issue)))
            .thenComparing(Comparator.comparing(Issue::severity).reversed())
            .thenComparing(Comparator.comparingDouble(Issue::confidence).reversed())
            .thenComparing(Comparator.comparingLong(Issue::affected).reversed()));
    return new Report(inputs, table, issues, asked, looks).measurement();
  }

  /// The order of the results is the order of the list.
  private static List<Check> checks(Set<Fault> asked) {
    return List.of(
        new ColumnsThatCameAndWent(),
        new MissingCells(asked.contains(Fault.MISSING)),
        new CellsOfAnotherType(),
        new Constancy(),
        new NumbersOutOfRange(),
        new SuspiciousNumbers(),
        new UnseenCategories(),
        new Misspellings(),
        new BrokenPatterns(),
        new BrokenDependencies(),
        new Duplicates(),
        new TimeGaps(),
        new SilentStretches(),
        new LoneInstants(),
        new ActualsThatNeverCame(),
        new Scores());
  }
}
