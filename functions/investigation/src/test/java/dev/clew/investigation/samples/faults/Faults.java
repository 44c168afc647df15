package dev.clew.investigation.samples.faults;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.traces.spans.Outcome;
import java.util.List;

/// Counts failed traces.
public final class Faults implements Skill {
  @Override
  public Measurement measure(Inputs inputs) {
    var traces = inputs.application().traces();
    var failed =
        traces.stream().filter(trace -> trace.outcome().map(Outcome::failed).orElse(false)).count();
    var notebook = inputs.notebook().computing("count of failed traces", traces.size()).looked(2);
    var all = notebook.fact("rows.current", traces.size(), Unit.TRACES);
    var faults = notebook.fact("faults.total", failed, Unit.TRACES);
    notebook.finding(
        "Traces failed",
        Severity.HIGH,
        1,
        "{" + faults + "} of {" + all + "} failed.",
        List.of(all, faults),
        List.of());
    return new Measurement.Found(notebook.results(Coverage.whole(traces.size())));
  }
}
