package dev.clew.skills.failurepatterns;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.applications.NextQuestions;
import dev.clew.traces.spans.Application;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What fails across traces, what of it separates failed runs from passed ones, what is new, and
/// what nothing explains.
@AutoService(Skill.class)
public final class FailurePatterns implements Skill {

  @Override
  public Measurement measure(Inputs inputs) {
    var application = inputs.application();
    var group = inputs.parameters().text("group");
    checkGroup(group, application);
    var compared = Compared.of(application, inputs.windows());
    var found =
        Case.of(inputs.notebook(), application, compared, group, inputs.parameters().whole("top"));
    Overview.write(found);
    if (found.traces().isEmpty()) {
      return new Measurement.TooLittleData(
          0,
          1,
          Unit.TRACES,
          "what fails: there are no traces in the window",
          found.book().results(compared.coverage(application)));
    }
    var comparison = compare(found);
    ToolFailures.write(found);
    Explained.write(found, comparison);
    Tasks.write(found);
    Changes.write(found);
    SignatureReport.write(found, comparison);
    Separators.write(found, comparison);
    suggest(found);
    var results = found.book().results(compared.coverage(application));
    boolean notable =
        !found.runs().failed().isEmpty()
            || results.findings().stream().anyMatch(finding -> finding.severity() != Severity.INFO);
    return notable ? new Measurement.Found(results) : new Measurement.Clean(results);
  }

  private static Comparison compare(Case found) {
    Map<Integer, Integer> among = new HashMap<>();
    var errors = new ArrayList<Set<String>>();
    for (int i = 0; i < found.known().size(); i++) {
      among.put(found.known().get(i), i);
      errors.add(new HashSet<>());
    }
    // Where errors decide which runs failed, that errors go with failure is no news.
    if (found.runs().stated()) {
      for (var signature : found.signatures()) {
        for (int place : signature.traces()) {
          var run = among.get(place);
          if (run != null) {
            errors.get(run).add(signature.name());
          }
        }
      }
    }
    Set<String> ignored = new HashSet<>();
    found.grouping().ifPresent(grouping -> ignored.add(grouping.by()));
    return Comparison.of(
        Traits.of(found.knownRuns(), found.failed(), errors, ignored),
        found.failed(),
        found.grouping());
  }

  /// @throws dev.clew.evidence.ClewException of kind USER when no trace has such an attribute
  private static void checkGroup(String group, Application application) {
    if (List.of("auto", "none", "session", "user").contains(group)) {
      return;
    }
    var names = new TreeSet<String>();
    application.traces().forEach(trace -> names.addAll(trace.attributes().keySet()));
    if (!names.contains(group)) {
      names.addAll(List.of("auto", "none", "session", "user"));
      throw new Problem(
              Problem.Kind.USER,
              "no trace has an attribute '" + group + "'",
              "failure-patterns, parameter group",
              Nearest.remedy(group, names))
          .asException();
    }
  }

  /// Questions that these data can answer: what tells failed runs apart, one failed run, and what
  /// comes after failures.
  private static void suggest(Case found) {
    var book = found.book();
    var next = new NextQuestions(found.traces());
    next.cohorts().ifPresent(book::next);
    found.runs().failed().stream()
        .findFirst()
        .flatMap(place -> NextQuestions.wentWrong(found.traces().get(place)))
        .ifPresent(book::next);
    next.tokens().ifPresent(book::next);
    next.slowness().ifPresent(book::next);
  }
}
