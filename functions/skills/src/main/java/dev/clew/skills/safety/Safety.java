package dev.clew.skills.safety;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.applications.NextQuestions;

/// Who attacks an application, by what it is told and by what it reads, what it did about it, and
/// which secrets and personal data stand in its texts.
@AutoService(Skill.class)
public final class Safety implements Skill {

  @Override
  public Measurement measure(Inputs inputs) {
    var application = inputs.application();
    var compared = Compared.of(application, inputs.windows());
    var runs = compared.current().isEmpty() ? compared.examined() : compared.current();
    var heard = Heard.of(runs);
    var book = inputs.notebook();
    var look = inputs.parameters().text("look");
    if (heard.isEmpty()) {
      book.computing("texts of users, tools and the application", compared.spanCount());
      book.fact("safety.texts", 0, Unit.of("texts"));
      return new Measurement.TooLittleData(
          0,
          1,
          Unit.of("texts"),
          "who attacks it: no text is logged, of users, tools or the application",
          book.results(compared.coverage(application)));
    }
    var report = new Report(book, runs, heard, inputs.parameters().whole("top"));
    report.overview(compared.spanCount());
    if (look.equals("all") || look.equals("attacks")) {
      report.attempts(Attempts.of(runs, heard, inputs.ports()));
      if (compared.hasBoth()) {
        report.change(Heard.of(compared.baseline()), compared.baseline().size());
      }
      report.orders(Orders.of(runs, heard));
    }
    if (!look.equals("attacks")) {
      report.leaks(Leaks.of(heard), look);
    }
    new NextQuestions(runs).cohorts().ifPresent(book::next);
    var results = book.results(compared.coverage(application));
    return results.findings().stream().anyMatch(one -> one.severity() != Severity.INFO)
        ? new Measurement.Found(results)
        : new Measurement.Clean(results);
  }
}
