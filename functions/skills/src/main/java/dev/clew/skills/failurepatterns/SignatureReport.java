package dev.clew.skills.failurepatterns;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Compared;
import dev.clew.skills.Label;
import dev.clew.skills.Quoted;
import dev.clew.skills.Statement;
import dev.clew.traces.spans.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The kinds of errors: how many, where, when first and last, an example, and what became of the
/// runs.
final class SignatureReport {
  /// So many get a finding of their own; facts are written for more.
  private static final int TOLD = 5;

  private static final int QUOTED = 220;

  /// A longer message is told by its cause.
  private static final int LONG = 160;

  private final Case found;
  private final Comparison comparison;

  private SignatureReport(Case found, Comparison comparison) {
    this.found = found;
    this.comparison = comparison;
  }

  static void write(Case found, Comparison comparison) {
    if (!found.signatures().isEmpty()) {
      new SignatureReport(found, comparison).write();
    }
  }

  private void write() {
    found
        .book()
        .computing(
            "messages masked and clustered as Drain does (He et al., 2017), by tool or span and class",
            found.failures().size());
    var chart = chart();
    var tops = found.signatures().subList(0, Math.min(found.top(), found.signatures().size()));
    for (int i = 0; i < tops.size(); i++) {
      boolean told = i == 0 || (i < TOLD && isPattern(tops.get(i)));
      write(tops.get(i), told, i == 0 ? List.of(chart) : List.of());
    }
  }

  /// What happened once or twice in one trace is an accident.
  private static boolean isPattern(Signature signature) {
    return signature.traces().size() > 1 || signature.failures().size() > 2;
  }

  private void write(Signature signature, boolean told, List<String> charts) {
    var book = found.book();
    var traces = signature.traces();
    var name = book.fact(name("signature", signature), cut(signature.name()));
    var owner = book.fact(name("signature.owner", signature), Label.shown(signature.owner()));
    var type = book.fact(name("signature.type", signature), Label.shown(signature.type()));
    var template = book.fact(name("signature.template", signature), cut(signature.template()));
    var count =
        book.fact(
            name("signature.errors", signature), signature.failures().size(), Overview.ERRORS);
    var many = book.fact(name("signature.traces", signature), traces.size(), Unit.TRACES);
    var share =
        book.fact(
            name("signature.traces.share", signature),
            traces.size() / (double) found.traces().size(),
            Unit.SHARE);
    var repeated =
        book.fact(name("signature.repeated", signature), signature.repeated(), Unit.SPANS);
    var survived =
        book.fact(name("signature.recovered", signature), signature.recovered(), Overview.ERRORS);
    var failed =
        book.fact(
            name("signature.failed_runs", signature), found.failedAmong(traces), Overview.RUNS);
    var passed =
        book.fact(
            name("signature.passed_runs", signature), found.passedAmong(traces), Overview.RUNS);
    var example = book.fact(name("signature.example", signature), example(signature.example()));
    var seen = seen(signature);
    if (!told) {
      return;
    }
    var said =
        signature.type().isEmpty()
            ? Statement.of(
                "{} in {}, found in {} ({} of all): {}.", count, owner, many, share, template)
            : Statement.of(
                "{} of class {} in {}, found in {} ({} of all): {}.",
                count,
                type,
                owner,
                many,
                share,
                template);
    if (signature.repeated() > 0) {
      said = said.then("Above them {} say the same again.", repeated);
    }
    said = said.then(seen);
    said =
        said.then(
            "It is in {} that failed and {} that did not; runs went on after {}.",
            failed,
            passed,
            survived);
    said = said.then(explains(signature));
    if (!example(signature.example()).equals(cut(signature.template()))) {
      said = said.then("An example: {}.", example);
    }
    var spans =
        book.spans(
            "Where it began",
            Case.spans(signature),
            "Read the input of such a span: what was it asked to do?",
            words(signature.example()));
    var evidence = new ArrayList<>(charts);
    evidence.add(spans);
    var ids = new ArrayList<>(said.factIds());
    ids.add(name);
    book.finding(
        signature.type().isEmpty()
            ? "Errors in {" + owner + "}"
            : "{" + type + "} in {" + owner + "}",
        severity(signature),
        found.counted(),
        said.text(),
        ids,
        evidence);
  }

  /// What the comparison of failed and passed runs made of it.
  private Statement explains(Signature signature) {
    var book = found.book();
    var split = split(signature);
    if (split.isEmpty() || !found.runs().stated()) {
      return Statement.EMPTY;
    }
    var with = split.get();
    var lift = book.fact(name("signature.lift", signature), with.lift(), Unit.RATIO);
    var q = book.fact(name("signature.q", signature), with.q(), Unit.NONE);
    var odds = Separators.oddsRatio(found, name("signature.odds_ratio", signature), with);
    return Statement.of(
        Separators.notable(with)
            ? "Runs with it fail {} as often as all runs, odds ratio {} (q is {} after correction for all"
                + " looks)."
            : "Runs with it fail {} as often as all runs, odds ratio {}, which may be chance (q is {} after"
                + " correction for all looks), so it is not shown to make runs fail.",
        lift,
        odds,
        q);
  }

  private Optional<Comparison.Split> split(Signature signature) {
    return comparison.splits().stream()
        .filter(split -> split.trait().family() == Trait.Family.ERROR)
        .filter(split -> split.trait().phrase().equals(signature.name()))
        .findFirst();
  }

  /// When it was seen first and last; without a clock the facts name traces, and order says
  /// nothing.
  private Statement seen(Signature signature) {
    var book = found.book();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    var runs = new HashMap<Integer, Timing>();
    for (var failure : signature.failures()) {
      var run = runs.computeIfAbsent(failure.trace(), place -> found.traces().get(place).timing());
      if (failure.span().timing() instanceof Timing.Known known
          && run instanceof Timing.Known whole) {
        first = Math.min(first, known.startIn(whole));
        last = Math.max(last, known.startIn(whole));
      }
    }
    if (first == Long.MAX_VALUE) {
      var places = signature.traces();
      book.fact(name("signature.first", signature), found.traces().get(places.first()).traceId());
      book.fact(name("signature.last", signature), found.traces().get(places.last()).traceId());
      return Statement.EMPTY;
    }
    return Statement.of(
        "It was first seen at {} and last at {}.",
        book.fact(
            name("signature.first", signature), Compared.instant(first).toString(), Unit.INSTANT),
        book.fact(
            name("signature.last", signature), Compared.instant(last).toString(), Unit.INSTANT));
  }

  /// By what became of the runs: an error that every run survives is a nuisance.
  private Severity severity(Signature signature) {
    var traces = signature.traces();
    long lost = signature.failures().size() - signature.recovered();
    double share = found.failedAmong(traces) / (double) Math.max(1, found.runs().known());
    if (split(signature).filter(Separators::notable).isPresent() && found.runs().stated()) {
      return share >= Overview.LARGE ? Severity.HIGH : Severity.MEDIUM;
    }
    if (found.runs().stated()) {
      return found.failedAmong(traces) > 0 ? Severity.LOW : Severity.INFO;
    }
    if (lost == 0) {
      return Severity.LOW;
    }
    return share >= Overview.LARGE ? Severity.HIGH : Severity.MEDIUM;
  }

  private String chart() {
    var points = new ArrayList<Chart.Point>();
    for (var signature :
        found.signatures().subList(0, Math.min(found.top(), found.signatures().size()))) {
      var traces = signature.traces();
      var label = Label.shown(signature.name());
      int failed = found.failedAmong(traces);
      points.add(Chart.Point.of("failed runs", label, (double) failed));
      points.add(Chart.Point.of("other runs", label, (double) (traces.size() - failed)));
    }
    return found
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "Runs by kind of error",
                new Chart.Axis("error", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("runs", Chart.Scale.NUMBER, Overview.RUNS),
                points,
                List.of()),
            "An error explains failures where its bar of failed runs is long and that of other runs"
                + " short; where both are alike it explains nothing.");
  }

  /// The error as written, and what was asked for.
  private static List<Excerpt> words(Failure failure) {
    var span = failure.span();
    var words = new ArrayList<Excerpt>();
    span.tool()
        .ifPresent(tool ->
            words.addAll(Quoted.of(span.traceId(), span.spanId(), "arguments", tool.arguments())));
    words.addAll(
        Quoted.of(
            span.traceId(),
            span.spanId(),
            switch (failure.kind()) {
              case EXCEPTION -> "exception";
              case STATUS -> "status";
              case RESULT -> "result";
              case FINISH -> "finish reason";
            },
            failure.message()));
    return List.copyOf(words);
  }

  /// An error in its own words; of a long one the innermost cause, since a traceback ends in it.
  private static String example(Failure failure) {
    if (failure.message().length() <= LONG) {
      return cut(failure.message());
    }
    var cause = failure.cause();
    return cut(cause.type().isEmpty() ? cause.message() : cause.type() + ": " + cause.message());
  }

  private static String cut(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    if (line.length() <= QUOTED) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(QUOTED - 1)) ? QUOTED - 1 : QUOTED;
    return line.substring(0, end) + "…";
  }

  private static String name(String fact, Signature signature) {
    return Label.of(fact, "error", signature.name());
  }
}
