package dev.clew.skills.tracediagnosis;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where the run most likely went wrong, and what else is suspect.
final class Accusation {
  /// A step that holds this much of the suspicion stands out.
  private static final double CLEAR = 0.5;

  /// That nothing points at a derailment says little of an answer that nobody checked.
  private static final double UNDECIDED = 0.5;

  private final Dossier of;

  private Accusation(Dossier of) {
    this.of = of;
  }

  static void write(Dossier of) {
    new Accusation(of).write();
  }

  private void write() {
    var book = of.book();
    var suspects = of.suspects();
    book.computing(
        "signs of what an expert stops at; confidence 1 less the product of what each leaves open;"
            + " the decisive step by a softmax over weighed steps",
        of.course().steps().size());
    counts();
    book.looked(of.course().steps().size());
    book.fact("suspects.total", suspects.size(), Dossier.STEPS);
    for (int i = 0; i < Math.min(suspects.size(), of.top()); i++) {
      facts("suspect", i + 1, suspects.get(i));
    }
    var chart = chart();
    var decisive = of.verdict().decisive();
    if (decisive.isEmpty()) {
      return;
    }
    var told = decisive.get();
    facts("derailed", 0, told);
    boolean accuses =
        !told.signs().isEmpty() && (of.failed() || (!of.passed() && !suspects.isEmpty()));
    if (accuses) {
      derailed(told, chart);
    } else if (suspects.isEmpty()) {
      nothing(told);
    }
    int rank = 0;
    for (var suspect : suspects) {
      if (++rank > of.top()) {
        break;
      }
      if (!accuses || suspect.step().place() != told.step().place()) {
        also(rank, suspect);
      }
    }
  }

  private void counts() {
    var book = of.book();
    var kinds = Sign.Kind.values();
    for (var kind : kinds) {
      long count =
          of.verdict().suspects().stream()
              .filter(one -> one.signs().stream().anyMatch(sign -> sign.kind() == kind))
              .count();
      if (count > 0) {
        book.fact(
            "signs[kind=" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "]",
            count,
            Dossier.STEPS);
      }
    }
    of.course().steps().stream()
        .filter(step -> step.failure().isPresent())
        .findFirst()
        .ifPresent(step -> {
          book.fact("failure.first.step", step.number(), Unit.NONE);
          book.fact("failure.first.error", Dossier.brought(step, Dossier.EXCERPT));
        });
    book.fact(
        "failures.total",
        of.course().steps().stream().filter(step -> step.failure().isPresent()).count(),
        Dossier.STEPS);
  }

  private String name(String what, String part, int rank) {
    return what + "." + part + (rank == 0 ? "" : "[rank=" + rank + "]");
  }

  private void facts(String what, int rank, Suspect suspect) {
    var step = suspect.step();
    keep(what, "step", rank, step.number(), Unit.NONE);
    keep(what, "span", rank, step.span().spanId());
    keep(what, "agent", rank, Dossier.agent(step));
    var categories = new LinkedHashSet<String>();
    var reasons = new LinkedHashSet<String>();
    for (var sign : suspect.signs()) {
      categories.add(sign.category().title());
      reasons.add(sign.kind().reason());
    }
    keep(what, "category", rank, categories.isEmpty() ? "none" : String.join("; ", categories));
    keep(
        what,
        "reasons",
        rank,
        reasons.isEmpty() ? Reasons.without(step) : String.join("; ", reasons));
    keep(what, "confidence", rank, suspect.confidence(), Unit.SHARE);
    keep(what, "share", rank, suspect.decisive(), Unit.SHARE);
    keep(what, "excerpt", rank, Dossier.did(step, Dossier.EXCERPT));
    detail(suspect).ifPresent(sign -> keep(what, "detail", rank, sign.detail()));
    var brought = Dossier.brought(step, Dossier.EXCERPT);
    if (!brought.isBlank()) {
      keep(what, "brought", rank, brought);
    }
  }

  /// What the strongest sign is about, where the step's own words do not say it.
  private static Optional<Sign> detail(Suspect suspect) {
    return suspect.signs().stream()
        .limit(2)
        .filter(sign -> sign.kind().isDetailed() && !sign.detail().isBlank())
        .filter(sign ->
            !Dossier.brought(suspect.step(), Dossier.EXCERPT)
                .contains(sign.detail().replace("…", "")))
        .findFirst();
  }

  private void keep(String what, String part, int rank, String value) {
    of.keep(name(what, part, rank), of.book().fact(name(what, part, rank), value));
  }

  private void keep(String what, String part, int rank, double value, Unit unit) {
    of.keep(name(what, part, rank), of.book().fact(name(what, part, rank), value, unit));
  }

  private void keep(String what, String part, int rank, int value, Unit unit) {
    of.keep(name(what, part, rank), of.book().fact(name(what, part, rank), (long) value, unit));
  }

  private String id(String what, String part, int rank) {
    return of.id(name(what, part, rank));
  }

  private void derailed(Suspect told, String chart) {
    var step = told.step();
    var said =
        Dossier.statement(
            (likely(told) < CLEAR
                    ? "Trace {} may have gone wrong at step {} ({}): "
                    : "Trace {} most likely went wrong at step {} ({}): ")
                + Reasons.main(told)
                + ".",
            step,
            of.id("trace.short"),
            id("derailed", "step", 0),
            id("derailed", "agent", 0));
    said = told(said, told, "derailed", 0);
    said = said.then(Reasons.after(of.course(), told));
    said = said.then("Of all steps it holds {} of the suspicion.", id("derailed", "share", 0));
    if (told.decisive() < CLEAR) {
      var other = next(told);
      if (other != null) {
        said =
            said.then(
                Dossier.statement(
                    "Next in line is step {} ({}): " + Reasons.main(other) + ".",
                    other.step(),
                    of.book().fact("derailed.next.step", other.step().number(), Unit.NONE),
                    of.book().fact("derailed.next.agent", Dossier.agent(other.step()))));
      }
    }
    said = said.then(Reasons.advice(told));
    var spans =
        of.book()
            .spans(
                "Where it went wrong",
                of.refs(step.spanIds()),
                Reasons.advice(told),
                StepWords.of(of.trace().traceId(), step));
    var evidence = new ArrayList<String>(List.of(spans));
    if (!chart.isEmpty()) {
      evidence.add(chart);
    }
    of.book()
        .finding(
            "Where it derailed",
            of.failed() ? Severity.HIGH : Severity.MEDIUM,
            Math.min(Dossier.SURE, likely(told)),
            said.text(),
            said.factIds(),
            evidence);
  }

  /// That no step shows what an expert stops at, and what that is worth.
  ///
  /// @param told the step that weighs most by its place
  private void nothing(Suspect told) {
    var total = of.id("steps.total");
    var weaker = of.verdict().suspects();
    var said =
        Statement.of(
            of.failed()
                ? "Trace {} failed by what its source says, but nothing in its {} points at a derailment."
                : of.passed()
                    ? "Trace {} passed by what its source says, and nothing in its {} points at a derailment."
                    : "Nothing in trace {} points at a derailment: its {} held no call that is told to have failed or been refused, no loop, and no answer told to be cut off or given up.",
            of.id("trace.short"),
            total);
    if (!weaker.isEmpty()) {
      var most = weaker.getFirst();
      said =
          said.then(
              Dossier.statement(
                  "What speaks most against a step is weak, step {} ({}), with a confidence of {}: "
                      + Reasons.main(most)
                      + ".",
                  most.step(),
                  of.book().fact("weak.step", (long) most.step().number(), Unit.NONE),
                  of.book().fact("weak.agent", Dossier.agent(most.step())),
                  of.book().fact("weak.confidence", most.confidence(), Unit.SHARE)));
    }
    if (of.failed()) {
      said =
          said.then(
                  Dossier.statement(
                      "By its place alone step {} ({}) weighs most, with {} of the suspicion.",
                      told.step(),
                      id("derailed", "step", 0),
                      id("derailed", "agent", 0),
                      id("derailed", "share", 0)))
              .then("Hold its answer against what was asked, and against what its calls brought.");
    } else if (!of.passed()) {
      said = said.then("Whether its answer is right can not be seen from that.");
    }
    var steps = of.course().steps().stream().map(step -> step.span().spanId()).toList();
    of.book()
        .finding(
            "Nothing points at a derailment",
            of.failed() ? Severity.LOW : Severity.INFO,
            of.passed() ? Dossier.SURE : UNDECIDED,
            said.text(),
            said.factIds(),
            List.of(
                of.book()
                    .spans(
                        "The steps that were looked at",
                        of.refs(steps),
                        "Read the last one beside what was asked.")));
  }

  /// How likely the run went wrong there. In a long run the share is spread over steps that do the
  /// same thing, so that half of what speaks against the step by itself counts at least.
  private static double likely(Suspect told) {
    return Math.max(told.decisive(), told.confidence() / 2);
  }

  /// The step that would be decisive if this one were not.
  private @org.jspecify.annotations.Nullable Suspect next(Suspect told) {
    return of.verdict().suspects().stream()
        .filter(one -> one.step().place() != told.step().place())
        .max(
            Comparator.comparingDouble(Suspect::decisive)
                .thenComparingInt(one -> -one.step().place()))
        .orElse(null);
  }

  private Statement told(Statement said, Suspect suspect, String what, int rank) {
    said = said.then("It did this: “{}”.", id(what, "excerpt", rank));
    var detail = detail(suspect);
    if (detail.isPresent()) {
      said = said.then(Reasons.about(detail.get().kind()), id(what, "detail", rank));
    }
    var brought = Dossier.brought(suspect.step(), Dossier.EXCERPT);
    return brought.isBlank()
        ? said
        : said.then(
            suspect.step().failure().isPresent()
                ? "What came back was an error: “{}”."
                : "What came back: “{}”.",
            id(what, "brought", rank));
  }

  private void also(int rank, Suspect suspect) {
    var said =
        Dossier.statement(
            "In trace {} step {} ({}) is suspect: " + Reasons.all(suspect) + ".",
            suspect.step(),
            of.id("trace.short"),
            id("suspect", "step", rank),
            id("suspect", "agent", rank));
    said = told(said, suspect, "suspect", rank);
    var spans =
        of.book()
            .spans(
                "A suspect step and what came back",
                of.refs(suspect.step().spanIds()),
                Reasons.advice(suspect),
                StepWords.of(of.trace().traceId(), suspect.step()));
    of.book()
        .finding(
            "Suspect: " + suspect.category().title().toLowerCase(Locale.ROOT),
            Severity.INFO,
            Math.min(Dossier.SURE, suspect.confidence()),
            said.text(),
            said.factIds(),
            List.of(spans));
  }

  /// Suspicion over the course of the run.
  private String chart() {
    var steps = of.course().steps();
    if (steps.size() < 2 || of.verdict().suspects().isEmpty()) {
      return "";
    }
    var faulty = new double[steps.size()];
    var decisive = new double[steps.size()];
    for (var suspect : of.verdict().suspects()) {
      faulty[suspect.step().place()] = suspect.confidence();
      decisive[suspect.step().place()] = suspect.decisive();
    }
    of.verdict().decisive().ifPresent(one -> decisive[one.step().place()] = one.decisive());
    var points = new ArrayList<Chart.Point>();
    int shown = Math.min(steps.size(), Chart.MAX_POINTS / 2);
    for (int i = 0; i < shown; i++) {
      points.add(point("that the step is faulty", steps.get(i), faulty[i]));
    }
    for (int i = 0; i < shown; i++) {
      points.add(point("that the run went wrong there", steps.get(i), decisive[i]));
    }
    return of.book()
        .chart(
            new Chart(
                Chart.Mark.LINE,
                "Suspicion, step by step",
                new Chart.Axis("step", Chart.Scale.NUMBER, Unit.NONE),
                new Chart.Axis("confidence", Chart.Scale.NUMBER, Unit.SHARE),
                points,
                List.of()),
            "A high first line says that something is wrong with a step, a high second one that the"
                + " run went wrong there rather than elsewhere.");
  }

  private static Chart.Point point(String series, Step step, double value) {
    return new Chart.Point(
        series,
        (long) step.number(),
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Dossier.agent(step));
  }
}
