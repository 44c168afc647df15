package dev.clew.skills.tracediagnosis;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.applications.NextQuestions;
import java.util.HashMap;

/// One trace: what it tried, what it did step by step, where it most likely went wrong and why, and
/// which other steps are suspect.
@AutoService(Skill.class)
public final class TraceDiagnosis implements Skill {

  @Override
  public Measurement measure(Inputs inputs) {
    var application = inputs.application();
    var compared = Compared.of(application, inputs.windows());
    var choice =
        TraceChoice.of(application, compared.examined(), inputs.parameters().text("trace"));
    return switch (choice) {
      case TraceChoice.Unclear(var why, var remedy) -> new Measurement.NotApplicable(why, remedy);
      case TraceChoice.One(var trace, var how) -> {
        var course = Course.of(trace);
        yield measure(
            new Dossier(
                inputs.notebook(),
                trace,
                how,
                course,
                Suspicion.of(course),
                inputs.parameters().whole("top"),
                inputs.parameters().number("least"),
                new HashMap<>()),
            new NextQuestions(application.traces()));
      }
    };
  }

  private static Measurement measure(Dossier of, NextQuestions next) {
    Overview.write(of);
    Accusation.write(of);
    Story.write(of);
    Waits.write(of);
    Prompts.write(of);
    suggest(of, next);
    var results = of.book().results(Coverage.whole(of.trace().spans().size()));
    if (of.course().steps().isEmpty()) {
      return new Measurement.TooLittleData(
          0, 1, Dossier.STEPS, "where this trace went wrong", results);
    }
    boolean accused =
        results.findings().stream().anyMatch(finding -> finding.severity() != Severity.INFO);
    return accused ? new Measurement.Found(results) : new Measurement.Clean(results);
  }

  /// One run tells nothing of how often it happens: the others come next.
  private static void suggest(Dossier of, NextQuestions next) {
    if (next.runs().size() > 1) {
      next.failures().ifPresent(of.book()::next);
      next.cohorts().ifPresent(of.book()::next);
      next.slowness().ifPresent(of.book()::next);
      next.tokens().ifPresent(of.book()::next);
    }
  }
}
