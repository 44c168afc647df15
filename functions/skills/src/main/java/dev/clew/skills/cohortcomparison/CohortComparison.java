package dev.clew.skills.cohortcomparison;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.applications.Contrast;
import dev.clew.skills.applications.Feature;
import dev.clew.skills.applications.Grouping;
import dev.clew.skills.applications.NextQuestions;
import dev.clew.skills.applications.RunFeatures;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// How two cohorts of runs, or of calls of a tool, differ: what they have, how many of everything,
/// in which order, with the size of each difference, corrected for the number of looks.
@AutoService(Skill.class)
public final class CohortComparison implements Skill {

  @Override
  public Measurement measure(Inputs inputs) {
    var application = inputs.application();
    var compared = Compared.of(application, inputs.windows());
    var book = inputs.notebook();
    var readings = new Readings(compared);
    checkGroup(inputs.parameters().text("group"), readings);
    book.computing("runs and calls by what they meet", compared.spanCount());
    book.fact("traces.total", compared.examined().size(), Unit.TRACES);
    book.fact("spans.total", compared.spanCount(), Unit.SPANS);
    var pair = Choice.of(inputs.parameters(), readings);
    if (pair.isEmpty()) {
      return new Measurement.NotApplicable(
          "nothing in these traces tells the two cohorts apart: all ended alike or nothing says how,"
              + " and no other field was named that has two sides",
          "name the cohorts, such as first=model=NAME or first=ATTRIBUTE=VALUE");
    }
    var found = divide(inputs, book, compared, readings, pair.get());
    int least = Math.min(found.size(true), found.size(false));
    Overview.write(found, readings, least >= Contrast.FEWEST);
    Answers.write(found);
    if (least < Contrast.FEWEST) {
      return new Measurement.TooLittleData(
          least,
          Contrast.FEWEST,
          found.unit(),
          "how the two cohorts differ, the smaller one being too small",
          book.results(compared.coverage(application)));
    }
    Endings.write(found, readings);
    Differences.write(found);
    Groups.write(found);
    suggest(found);
    var results = book.results(compared.coverage(application));
    boolean notable =
        results.findings().stream().anyMatch(finding -> finding.severity() != Severity.INFO);
    return notable ? new Measurement.Found(results) : new Measurement.Clean(results);
  }

  private static Case divide(
      Inputs inputs, Notebook book, Compared compared, Readings readings, Pair pair) {
    var isFirst = readings.all(pair.first(), "first");
    var isSecond = readings.all(pair.second(), "second");
    var members = new ArrayList<Subject>();
    var sides = new ArrayList<Boolean>();
    int neither = 0;
    int both = 0;
    for (var subject : readings.subjects(pair.first())) {
      boolean one = isFirst.test(subject);
      boolean other = pair.second().isEmpty() ? !one : isSecond.test(subject);
      if (one && other) {
        both++;
      } else if (one || other) {
        members.add(subject);
        sides.add(one);
      } else {
        neither++;
      }
    }
    var first = new boolean[members.size()];
    for (int i = 0; i < first.length; i++) {
      first[i] = sides.get(i);
    }
    var grouping = grouping(members, inputs.parameters().text("group"), pair.ofCalls());
    var leaks = Leaks.of(pair, readings, grouping.map(Grouping::by));
    List<Feature> features =
        pair.ofCalls()
            ? CallFeatures.of(members, leaks.attributes())
            : RunFeatures.of(members.stream().map(Subject::run).toList(), leaks);
    return new Case(
        book,
        inputs.application(),
        compared,
        pair,
        members,
        first,
        neither,
        both,
        grouping,
        Contrast.of(features, first, grouping),
        pair.firstNoun().value().map(value -> book.fact("cohort.first", value)),
        pair.secondNoun().value().map(value -> book.fact("cohort.second", value)),
        inputs.parameters().whole("top"));
  }

  /// Runs in groups by themselves; calls of one run belong together at least.
  private static Optional<Grouping> grouping(List<Subject> members, String asked, boolean ofCalls) {
    var runs = members.stream().map(Subject::run).toList();
    var found = runs.isEmpty() ? Optional.<Grouping>empty() : Grouping.of(runs, asked);
    return found.isPresent() || !ofCalls || asked.equals("none")
        ? found
        : Grouping.by("run", runs.stream().map(Trace::traceId).toList());
  }

  /// @throws dev.clew.evidence.ClewException of kind USER when no trace has such an attribute
  private static void checkGroup(String group, Readings readings) {
    if (List.of("auto", "none", "session", "user").contains(group)) {
      return;
    }
    var names = new TreeSet<String>();
    readings.runs().forEach(run -> names.addAll(run.attributes().keySet()));
    if (!names.contains(group)) {
      names.addAll(List.of("auto", "none", "session", "user"));
      throw Readings.wrong(
          "group", "no trace has an attribute '" + group + "'", Nearest.remedy(group, names));
    }
  }

  private static void suggest(Case found) {
    var book = found.book();
    var next = new NextQuestions(found.compared().examined());
    next.failures().ifPresent(book::next);
    found.members().stream()
        .map(Subject::run)
        .findFirst()
        .flatMap(NextQuestions::wentWrong)
        .ifPresent(book::next);
    next.tokens().ifPresent(book::next);
    next.slowness().ifPresent(book::next);
  }
}
