package dev.clew.skills.latency;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.applications.NextQuestions;

/// How long runs and calls take, what runs wait for, what makes the slow ones slow, and whether it
/// got worse.
@AutoService(Skill.class)
public final class Latency implements Skill {

  @Override
  public Measurement measure(Inputs inputs) {
    var application = inputs.application();
    var compared = Compared.of(application, inputs.windows());
    var parameters = inputs.parameters();
    var study =
        Study.of(
            inputs.notebook(),
            application,
            compared,
            Dimension.of(parameters.text("by")),
            parameters.number("slowest"),
            parameters.whole("top"));
    Overview.write(study);
    if (study.runs().isEmpty()) {
      return new Measurement.TooLittleData(
          0,
          1,
          Unit.TRACES,
          compared.examined().isEmpty()
              ? "how long runs take: there are no traces in the window"
              : "how long runs take: no span has a start and a later end (chat transcripts have no"
                  + " clock)",
          study.book().results(compared.coverage(application)));
    }
    Waiting.write(study);
    SlowRuns.write(study);
    Interaction.write(study);
    Change.write(study);
    Breakdown.write(study);
    Pace.write(study);
    suggest(study);
    var results = study.book().results(compared.coverage(application));
    boolean notable =
        results.findings().stream().anyMatch(finding -> finding.severity() != Severity.INFO);
    return notable ? new Measurement.Found(results) : new Measurement.Clean(results);
  }

  private static void suggest(Study study) {
    var book = study.book();
    var next = new NextQuestions(study.compared().examined());
    if (study.runs().size() > 1) {
      var slowest = study.slowestRuns(study.runs()).getFirst().traceId();
      study.compared().examined().stream()
          .filter(run -> run.traceId().equals(slowest))
          .findFirst()
          .flatMap(NextQuestions::wentWrong)
          .ifPresent(book::next);
    }
    next.tokens().ifPresent(book::next);
    next.failures().ifPresent(book::next);
    next.cohorts().ifPresent(book::next);
  }
}
