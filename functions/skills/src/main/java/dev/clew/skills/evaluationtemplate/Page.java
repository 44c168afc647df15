package dev.clew.skills.evaluationtemplate;

import dev.clew.evaluators.Definition;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Kind;
import dev.clew.evaluators.Run;
import dev.clew.evaluators.Verdict;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.models.context.View;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.predictors.FactName;
import dev.clew.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes down what came of it.
final class Page {
  private static final Unit EXAMPLES = Unit.of("examples");
  private static final Unit POINTS = Unit.of("decision points");
  private static final Unit LABELS = Unit.of("labels");
  private static final int MOST_POINTS = 12;
  private static final int MOST_SHOWN = 5;
  private static final int MOST_DISAGREEMENTS = 10;
  private static final int LONGEST_TEXT = 600;
  private static final int LONGEST_FILE = 6_000;

  /// Kappa from which agreement is called substantial (Landis and Koch, 1977, doi:10.2307/2529310).
  private static final double SUBSTANTIAL = 0.6;

  private final Notebook book;
  private final long spans;
  private final Supplier<String> model;
  private String judgedBy = "";

  /// @param model the name of the model that judges, asked for where one did
  Page(Notebook book, long spans, Supplier<String> model) {
    this.book = book;
    this.spans = spans;
    this.model = model;
  }

  /// What rests on what a model judged is judged too.
  private void computing(String method, long examined) {
    book.judging(method, examined, judgedBy);
  }

  private boolean isJudged() {
    return !judgedBy.isEmpty();
  }

  Results results(Coverage coverage) {
    return book.results(coverage);
  }

  void points(List<Points.Point> points) {
    book.computing("decisions by kind of span, counted", spans);
    var count = book.fact("evaluation.points", points.size(), POINTS);
    var chart = new ArrayList<Chart.Point>();
    var facts = new ArrayList<String>();
    facts.add(count);
    String first = "";
    for (var point : points.stream().limit(MOST_POINTS).toList()) {
      var times =
          book.fact(
              FactName.of("evaluation.point.met", "point", point.name()),
              point.times(),
              Unit.of("times"));
      var evaluator =
          book.fact(
              FactName.of("evaluation.point.evaluator", "point", point.name()), point.evaluator());
      facts.add(times);
      if (first.isEmpty()) {
        first = evaluator;
      }
      chart.add(
          Chart.Point.of(
              "times",
              Label.shown(point.name() + " (" + point.evaluator() + ")"),
              (double) point.times()));
    }
    if (points.isEmpty()) {
      book.finding(
          "No decision points",
          Severity.INFO,
          0.9,
          Statement.of("{} are seen: no model, tool or retrieval is logged.", count).text(),
          List.of(count),
          List.of());
      return;
    }
    var name = book.fact("evaluation.point.first", Label.shown(points.getFirst().name()));
    var statement =
        Statement.of(
            "{} are seen in the traces; the one met most often is {}, and its evaluator is {}.",
            count,
            name,
            first);
    facts.addAll(statement.factIds());
    var evidence =
        book.chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "Decision points, each with its evaluator",
                new Chart.Axis("", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("times met", Chart.Scale.NUMBER, Unit.of("times")),
                chart,
                List.of()),
            "Where the application decides something, as its spans show; in brackets the evaluator to begin"
                + " with.");
    book.finding(
        "Where the application decides",
        Severity.INFO,
        0.9,
        statement.text(),
        facts.stream().distinct().toList(),
        List.of(evidence));
  }

  void draft(Draft draft, List<Draft> all, String wish) {
    var definition = draft.definition();
    if (draft.origin() == Draft.Origin.MODEL) {
      judgedBy = model.get();
    }
    computing(method(definition), spans);
    var name = book.fact("evaluation.evaluator", definition.name());
    book.fact("evaluation.version", definition.version());
    var level = book.fact("evaluation.level", definition.level().word());
    var kind = book.fact("evaluation.kind", definition.kind().word());
    var origin = book.fact("evaluation.origin", draft.origin().words());
    var because = book.fact("evaluation.because", Label.shown(draft.because()));
    var statement =
        wish.isEmpty()
            ? Statement.of("{} judges one {} at a time; its kind is {}.", name, level, kind)
            : Statement.of(
                "{} becomes {}, which judges one {} at a time; its kind is {}. It is {}, chosen by {}.",
                book.fact("evaluation.wish", Label.shown(wish)),
                name,
                level,
                kind,
                origin,
                because);
    if (all.size() > 1) {
      statement =
          statement.then(
              "The words also speak of {}.",
              book.fact(
                  "evaluation.also",
                  String.join(
                      ", ",
                      all.stream().skip(1).map(other -> other.definition().name()).toList())));
    }
    var file =
        book.rows(
            "The evaluator's file",
            List.of("evaluators/" + definition.name() + ".md"),
            "Save it under this name beside the data, and edit it there.",
            List.of(
                new Excerpt(
                    "evaluators/" + definition.name() + ".md",
                    View.inCharacters(
                        "the evaluator's file", draft.text(), List.of(), LONGEST_FILE))));
    write(draft.origin() == Draft.Origin.MODEL, "The evaluator", 0.9, statement, List.of(file));
  }

  private static String method(Definition definition) {
    return definition.kind() == Kind.MODEL
        ? "judged by a language model by the evaluator's template"
        : "judged in code by check " + definition.check().orElse("");
  }

  void run(Run run, Keeping keeping) {
    var definition = run.definition();
    if (isJudged(run) && !isJudged()) {
      judgedBy = model.get();
      computing(method(definition), spans);
    }
    var population = book.fact("evaluation.population", run.population(), EXAMPLES);
    var drawn = book.fact("evaluation.drawn", run.results().size(), EXAMPLES);
    var judged = book.fact("evaluation.judged", run.judged().size(), EXAMPLES);
    var unjudged =
        book.fact(
            "evaluation.unjudged", run.results().size() - (long) run.judged().size(), EXAMPLES);
    for (var label : definition.labels().all()) {
      book.fact(
          FactName.of("evaluation.count", "label", label.name()),
          run.count(label.name()),
          EXAMPLES);
    }
    if (run.judged().isEmpty()) {
      unmeasured(run, population, drawn, judged);
      return;
    }
    var bad = run.share(definition.labels().unwanted().name()).orElseThrow();
    var rate =
        book.fact(
            FactName.of("evaluation.rate", "label", definition.labels().unwanted().name()),
            bad.value(),
            bad.interval().low(),
            bad.interval().high(),
            Unit.SHARE);
    var word = book.fact("evaluation.unwanted", definition.labels().unwanted().name());
    var statement =
        Statement.of(
            "Of {} in the window {} were judged by its {}: {} of them are {}.",
            population,
            judged,
            book.fact("evaluation.judged-by", by(run)),
            rate,
            word);
    if (!run.unjudged().isEmpty()) {
      var why = run.reason(run.unjudged().keySet().iterator().next()).orElse("");
      statement =
          statement.then(
              "{} could not be judged: {}.",
              unjudged,
              book.fact("evaluation.why-not", Label.shown(why)));
    }
    statement =
        switch (keeping) {
          case NONE -> statement;
          case PROPOSED ->
              statement.then(
                  "Nothing of it is stored yet: with your approval {} are kept beside the traces as the attribute {},"
                      + " by which other questions can filter and group.",
                  book.fact("evaluation.keepable", run.judged().size(), Unit.of("verdicts")),
                  book.fact("evaluation.attribute", "evaluation." + definition.name()));
          case KEPT ->
              statement.then(
                  "The verdicts are kept beside the traces as the attribute {}, by which other questions can filter and"
                      + " group.",
                  book.fact("evaluation.attribute", "evaluation." + definition.name()));
        };
    write(
        isJudged(run),
        "What it says of the traces",
        confidence(definition),
        statement,
        examples(run));
  }

  private static boolean isJudged(Run run) {
    return run.judged().stream()
        .anyMatch(result -> result.judged().orElseThrow().annotator() == Verdict.Annotator.LLM);
  }

  private static String by(Run run) {
    return isJudged(run)
        ? "model"
        : run.definition().kind() == Kind.MODEL ? "check in code" : run.definition().kind().word();
  }

  /// As the card says.
  private static double confidence(Definition definition) {
    return switch (definition.kind()) {
      case CODE -> 0.9;
      case CLASSIFIER -> 0.5;
      case MODEL -> 0.6;
    };
  }

  private List<String> examples(Run run) {
    var wanted = run.definition().labels().wanted();
    var shown =
        run.judged().stream()
            .filter(result -> !result.judged().orElseThrow().label().equals(wanted))
            .limit(MOST_SHOWN)
            .toList();
    if (shown.isEmpty()) {
      return List.of();
    }
    var refs = new ArrayList<SpanRef>();
    var excerpts = new ArrayList<Excerpt>();
    for (var result : shown) {
      var place = result.example().place();
      refs.add(
          new SpanRef(
              place.traceId().isEmpty() ? result.example().id() : place.traceId(), place.spanId()));
      excerpts.add(
          new Excerpt(
              result.example().id(),
              View.inCharacters(
                  result.example().id(),
                  result.judged().orElseThrow().explanation()
                      + "\n\n"
                      + result.example().text(Fields.OUTPUT).orElse(""),
                  List.of(),
                  LONGEST_TEXT)));
    }
    return List.of(
        book.spans("Examples that are not as wanted", refs, "Why, then what was said.", excerpts));
  }

  private void unmeasured(Run run, String population, String drawn, String judged) {
    var cause = run.unjudged().keySet().stream().findFirst().orElse(Verdict.Cause.NOT_APPLICABLE);
    var why =
        book.fact(
            "evaluation.why-not",
            Label.shown(
                run.population() == 0
                    ? "the traces hold no example of this level"
                    : run.results().isEmpty()
                        ? "no example may be judged: the budget is zero"
                        : run.reason(cause).orElse("")));
    var statement =
        cause == Verdict.Cause.NOT_LOGGED || run.population() == 0
            ? Statement.of(
                "This can not be measured from what is logged, {} in the window: {}. Log it, or judge something that"
                    + " is logged.",
                population,
                why)
            : Statement.of(
                "None of {} drawn of {} in the window was judged: {}.", drawn, population, why);
    var facts = new ArrayList<>(statement.factIds());
    facts.add(judged);
    book.finding(
        cause == Verdict.Cause.NOT_LOGGED
            ? "It can not be measured from what is logged"
            : "Nothing was judged",
        Severity.INFO,
        0.9,
        statement.text(),
        facts,
        List.of());
  }

  /// What to add so that the evaluator can be trusted.
  void missing(Draft draft, String target) {
    var name =
        book.fact(
            "evaluation.labels.file", "evaluators/labels/" + draft.definition().name() + ".jsonl");
    var labels = book.fact("evaluation.labels.names", draft.definition().labels().words());
    var need = book.fact("evaluation.labels.need", Calibration.LEAST, LABELS);
    var statement =
        Statement.of(
            "How far it agrees with people is open: put at least {} into {}, each an id and one of the labels {}.",
            need,
            name,
            labels);
    if (draft.origin() == Draft.Origin.WORDS || draft.origin() == Draft.Origin.MODEL) {
      statement =
          statement.then(
              "Then say, for {}, which borderline cases are still as wanted, and give one example of each label.",
              book.fact("evaluation.target", Label.shown(target)));
    }
    book.finding(
        "What is missing", Severity.INFO, 0.9, statement.text(), statement.factIds(), List.of());
  }

  void agreement(Definition definition, HumanLabels labels, Agreement agreement) {
    if (!isJudged()
        && agreement.cases().stream()
            .anyMatch(one -> one.verdict().annotator() == Verdict.Annotator.LLM)) {
      judgedBy = model.get();
    }
    computing(
        "Cohen's kappa, interval after Fleiss, Cohen and Everitt (1969); precision and recall, Wilson's intervals",
        agreement.cases().size());
    var given = book.fact("evaluation.labels", labels.all().size(), LABELS);
    var respelled = book.fact("evaluation.labels.respelled", labels.respelled(), LABELS);
    var notes = new ArrayList<Excerpt>();
    for (var left : labels.left()) {
      notes.add(new Excerpt("labels", left));
    }
    var evidence = new ArrayList<String>();
    if (!notes.isEmpty()) {
      evidence.add(
          book.rows(
              "Labels that were left out", List.of("labels"), "Each with its reason.", notes));
    }
    var statement = Statement.of("{} were given by people.", given);
    if (labels.respelled() > 0) {
      statement =
          statement.then(
              "{} were written in another case or with other marks, and taken.", respelled);
    }
    var kappa = agreement.kappa();
    if (agreement.cases().size() < Calibration.LEAST) {
      statement =
          statement.then(
              "Of these {} could be judged, too few to say how far both agree: it takes {}.",
              book.fact("evaluation.agreement.judged", agreement.cases().size(), EXAMPLES),
              book.fact("evaluation.labels.need", Calibration.LEAST, LABELS));
    } else if (!labels.hasBoth(definition.labels()) || kappa.isEmpty()) {
      statement =
          statement.then(
              "All of them are {}: with one label alone nothing can be told apart. Label some of the other kind.",
              book.fact("evaluation.labels.only", labels.all().getFirst().label()));
    } else {
      statement = statement.then(measured(definition, agreement, kappa.get()));
      evidence.addAll(disagreements(agreement));
    }
    write(isJudged(), "How far it agrees with people", 0.9, statement, evidence);
  }

  private Statement measured(Definition definition, Agreement agreement, Estimate kappa) {
    var judged = book.fact("evaluation.agreement.judged", agreement.cases().size(), EXAMPLES);
    var value = estimate("evaluation.agreement.kappa", kappa, Unit.NONE);
    var word = book.fact("evaluation.found", definition.labels().unwanted().name());
    var statement =
        Statement.of(
            kappa.low() >= SUBSTANTIAL
                ? "On {} both agree well beyond chance, with a kappa of {}."
                : kappa.low() > 0
                    ? "On {} both agree beyond chance, with a kappa of {}."
                    : "On {} both agree no further than chance may have it, with a kappa of {}.",
            judged,
            value);
    var counts = agreement.counts();
    var precision = share("evaluation.agreement.precision", counts.precision());
    var recall = share("evaluation.agreement.recall", counts.recall());
    return statement.then(
        "Of what it calls {}, people agree on {}; of what people call so, it finds {}. They disagree on {}.",
        word,
        precision,
        recall,
        book.fact("evaluation.disagreements", agreement.disagreements().size(), EXAMPLES));
  }

  private String share(String name, Optional<Estimate> estimate) {
    return estimate
        .map(one -> estimate(name, one, Unit.SHARE))
        .orElseGet(() -> book.unknown(name, Unit.SHARE));
  }

  private String estimate(String name, Estimate estimate, Unit unit) {
    return book.fact(name, estimate.value(), estimate.low(), estimate.high(), unit);
  }

  private List<String> disagreements(Agreement agreement) {
    var refs = new ArrayList<String>();
    var excerpts = new ArrayList<Excerpt>();
    for (var one : agreement.disagreements().stream().limit(MOST_DISAGREEMENTS).toList()) {
      var example = one.labelled().example();
      refs.add(example.id());
      excerpts.add(
          new Excerpt(
              example.id(),
              View.inCharacters(
                  example.id(),
                  "people: "
                      + one.labelled().label()
                      + ", evaluator: "
                      + one.verdict().label()
                      + ", since "
                      + one.verdict().explanation()
                      + "\n\n"
                      + example.text(Fields.OUTPUT).orElse(""),
                  List.of(),
                  LONGEST_TEXT)));
    }
    return excerpts.isEmpty()
        ? List.of()
        : List.of(
            book.rows(
                "Where they disagree",
                refs,
                "What people say, what the evaluator says and why, then the words.",
                excerpts));
  }

  void calibration(Calibration calibration) {
    computing(
        "prediction-powered inference (Angelopoulos et al., 2023, doi:10.1126/science.adi6000) for a finite population",
        (long) calibration.labelled() + calibration.others());
    var statement =
        Statement.of(
            "The evaluator alone has {}. Put right by {}, it is {}; by the labels alone it would be {}.",
            book.fact("evaluation.rate.naive", calibration.naive(), Unit.SHARE),
            book.fact("evaluation.rate.labelled", calibration.labelled(), LABELS),
            estimate("evaluation.rate.corrected", calibration.corrected(), Unit.SHARE),
            estimate("evaluation.rate.labels-alone", calibration.alone(), Unit.SHARE));
    statement =
        statement.then(
            "This holds where the labelled examples were drawn at random from {}.",
            book.fact(
                "evaluation.rate.of",
                (long) calibration.labelled() + calibration.others(),
                EXAMPLES));
    write(isJudged(), "The rate, put right by labels", 0.9, statement, List.of());
  }

  void improvement(Improvement improvement) {
    if (!isJudged() && improvement.better().origin() == Draft.Origin.MODEL) {
      judgedBy = model.get();
    }
    computing(
        "Cohen's kappa on the half of the labels that the change never saw",
        improvement.after().cases().size());
    var before = improvement.before().kappa();
    var after = improvement.after().kappa();
    if (before.isEmpty() || after.isEmpty()) {
      return;
    }
    var what = book.fact("evaluation.improved.by", improvement.better().because());
    var old = estimate("evaluation.improved.before", before.get(), Unit.NONE);
    var now = estimate("evaluation.improved.after", after.get(), Unit.NONE);
    var on = book.fact("evaluation.improved.on", improvement.after().cases().size(), EXAMPLES);
    var statement =
        Statement.of(
            improvement.helps()
                ? "One half of the labels suggests a change: {}. On the other half, {} that the change never saw, kappa is"
                    + " {} with it and {} without: it is proposed."
                : "One half of the labels suggests a change: {}. On the other half, {} that the change never saw, kappa is"
                    + " {} with it and {} without: it is not proposed.",
            what,
            on,
            now,
            old);
    var file =
        book.rows(
            "The evaluator with the change",
            List.of("evaluators/" + improvement.better().definition().name() + ".md"),
            "The file as it would be.",
            List.of(
                new Excerpt(
                    "evaluators/" + improvement.better().definition().name() + ".md",
                    View.inCharacters(
                        "the changed file",
                        improvement.better().text(),
                        List.of(),
                        LONGEST_FILE))));
    write(
        isJudged(),
        improvement.helps() ? "A change that helps" : "A change that does not help",
        0.7,
        statement,
        List.of(file));
  }

  private void write(
      boolean judged, String title, double confidence, Statement statement, List<String> evidence) {
    if (judged) {
      book.judged(
          title, Severity.INFO, confidence, statement.text(), statement.factIds(), evidence);
    } else {
      book.finding(
          title, Severity.INFO, confidence, statement.text(), statement.factIds(), evidence);
    }
  }
}
