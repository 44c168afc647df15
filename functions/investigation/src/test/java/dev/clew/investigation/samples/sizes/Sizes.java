package dev.clew.investigation.samples.sizes;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.traces.rows.WindowCut;
import java.util.List;

/// Counts rows.
public final class Sizes implements Skill {
  @Override
  public Measurement measure(Inputs inputs) {
    var log = inputs.log();
    var current = WindowCut.cut(log, inputs.windows().current()).count();
    var baseline = WindowCut.cut(log, inputs.windows().baseline()).count();
    var notebook = inputs.notebook().computing("count of rows", current + baseline).looked(1);
    var rows = notebook.fact("rows.current", current, Unit.ROWS);
    var before = notebook.fact("rows.baseline", baseline, Unit.ROWS);
    var chart =
        notebook.chart(
            new Chart(
                Chart.Mark.BAR,
                "Rows",
                new Chart.Axis("window", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("rows", Chart.Scale.NUMBER, Unit.ROWS),
                List.of(Chart.Point.of("", "current", current)),
                List.of()),
            "One bar a window.");
    notebook.finding(
        "The log has {" + rows + "}",
        Severity.LOW,
        0.9,
        "There are {" + rows + "} now and there were {" + before + "} before.",
        List.of(rows, before),
        List.of(chart));
    notebook.next("Did the log grow?");
    return new Measurement.Found(notebook.results(Coverage.whole(current + baseline)));
  }
}
