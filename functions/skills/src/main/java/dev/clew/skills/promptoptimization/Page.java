package dev.clew.skills.promptoptimization;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.promptoptimization.search.Course;
import dev.clew.skills.promptoptimization.search.Example;
import dev.clew.skills.promptoptimization.search.HeldOut;
import dev.clew.skills.promptoptimization.search.Lines;
import dev.clew.skills.promptoptimization.search.Purse;
import dev.clew.skills.promptoptimization.search.Score;
import dev.clew.skills.promptoptimization.search.Step;
import dev.clew.skills.promptoptimization.search.Texts;
import dev.clew.skills.promptoptimization.search.Tried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Writes down what came of a search, or of looking at logged answers where there could be none.
final class Page {
  private static final Unit EXAMPLES = Unit.of("examples");
  private static final int MOST_CLUSTERS = 6;
  private static final int MOST_CANDIDATES = 40;
  private static final int MOST_SHOWN = 4;
  private static final int LONGEST_EXCERPT = 600;

  /// As the card says.
  private static final double SUREST = 0.95;

  private final Notebook book;
  private final Matter matter;

  Page(Notebook book, Matter matter) {
    this.book = book;
    this.matter = matter;
  }

  /// What there is to judge by.
  void examples() {
    var all = matter.examples().all();
    book.fact("optimization.of", matter.name());
    book.fact("optimization.examples", all.size(), EXAMPLES);
    var spellings = new LinkedHashMap<String, TreeSet<String>>();
    for (var example : all) {
      spellings
          .computeIfAbsent(
              example.expected().strip().toLowerCase(Locale.ROOT), _ -> new TreeSet<>())
          .add(example.expected().strip());
    }
    var several = spellings.values().stream().filter(forms -> forms.size() > 1).findFirst();
    if (several.isPresent()) {
      var forms = String.join(" / ", several.get());
      book.finding(
          "Expected answers in several spellings",
          Severity.MEDIUM,
          SUREST,
          Statement.of(
                  "Expected answers differ in case alone: {}; correct them, or a check that minds case"
                      + " counts right answers as wrong.",
                  book.fact("optimization.spellings", Label.shown(forms)))
              .text(),
          List.of(idOf("optimization.spellings")),
          List.of());
    }
    if (all.size() > 1 && spellings.size() == 1 && !all.getFirst().expected().isBlank()) {
      book.finding(
          "All examples expect one answer",
          Severity.MEDIUM,
          SUREST,
          Statement.of(
                  "All examples expect {}: a prompt that always says it would win; add examples with"
                      + " other answers.",
                  book.fact("optimization.only-answer", Label.shown(all.getFirst().expected())))
              .text(),
          List.of(idOf("optimization.only-answer")),
          List.of());
    }
  }

  private String idOf(String name) {
    return book.results(Coverage.whole(0)).facts().stream()
        .filter(fact -> fact.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /// How good the answers were that the application gave before.
  void logged() {
    matter.logged().filter(one -> one.judged() > 0).ifPresent(this::runs);
    var failures = new ArrayList<Failures.Failure>();
    var scores = new ArrayList<Double>();
    for (var example : matter.examples().all()) {
      if (example.logged().isEmpty() || matter.logged().isPresent()) {
        // An answer that is expected because it was given proves nothing.
        continue;
      }
      var answer = example.logged().get();
      var score = judged(example, answer);
      scores.add(score.value());
      if (!score.isRight()) {
        failures.add(new Failures.Failure(example, answer, score.reason()));
      }
    }
    if (!scores.isEmpty()) {
      var values = scores.stream().mapToDouble(Double::doubleValue).toArray();
      var baseline = mean("optimization.logged", values);
      book.finding(
          "Logged answers as a baseline",
          Severity.INFO,
          SUREST,
          Statement.of(
                  "Of {} answers that were logged the mean score is {}.",
                  book.fact("optimization.logged.answers", values.length, EXAMPLES),
                  baseline)
              .text(),
          List.of(baseline),
          List.of());
      clusters(failures, values.length);
    }
  }

  private Score judged(Example example, String answer) {
    return example
        .check()
        .map(check -> check.of(example, answer))
        .orElseGet(() -> matter.task().scoring().of(example, answer));
  }

  private void runs(LoggedCalls logged) {
    var values = new double[(int) logged.judged()];
    Arrays.fill(values, 0, (int) logged.passed(), 1);
    var share = mean("optimization.logged.runs-passed", values);
    book.finding(
        "How runs ended, as logged",
        Severity.INFO,
        SUREST,
        Statement.of(
                "Of {} of which it is logged how they ended, {} ended well.",
                book.fact("optimization.logged.runs", logged.judged(), Unit.TRACES),
                share)
            .text(),
        List.of(share),
        List.of());
  }

  /// What can be said without a model, and what it would take.
  void withoutModel(long fewestCalls) {
    var shown = new ArrayList<Example>();
    var answers = new TreeSet<String>();
    for (var example : matter.examples().all()) {
      boolean fails =
          example.logged().filter(answer -> !judged(example, answer).isRight()).isPresent();
      if ((fails || example.logged().isEmpty())
          && shown.size() < MOST_SHOWN
          && !example.expected().isBlank()
          && answers.add(example.expected())) {
        shown.add(example);
      }
    }
    var evidence = new ArrayList<String>();
    if (!shown.isEmpty()) {
      evidence.add(
          book.rows(
              "Examples that could be shown in the prompt",
              shown.stream().map(Example::id).toList(),
              "Each has another expected answer; none was tried.",
              shown.stream()
                  .map(example ->
                      new Excerpt(
                          example.id(),
                          cut("Input: " + example.asked() + "\nOutput: " + example.expected())))
                  .toList()));
    }
    var needed = book.fact("optimization.needs.calls", fewestCalls, Unit.CALLS);
    book.finding(
        "A language model is needed to go on",
        Severity.INFO,
        SUREST,
        Statement.of(
                "Nothing was tried, since there is no language model; it takes at least {} to it. Set"
                    + " OPENAI_API_KEY, or OPENAI_BASE_URL.",
                needed)
            .text(),
        List.of(needed),
        evidence);
  }

  /// What came of a search.
  void searched(Course course, Purse purse) {
    spent(course, purse);
    var baseline = course.baseline();
    if (baseline.count() < course.split().training().size()) {
      brokenOff("Broken off before the baseline was whole");
      return;
    }
    var training =
        mean("optimization.baseline", scores(baseline, course.split().training().size()));
    var curve = book.chart(curve(course), "Mean score on training examples after so many calls.");
    var table = table(course);
    var look = course.heldOut();
    if (look.isPresent()) {
      verdict(course, look.get(), List.of(curve, table));
    } else if (course.goesOn()) {
      brokenOff("Broken off");
    } else if (baseline.mean() == 1) {
      book.finding(
          "Nothing to improve",
          Severity.INFO,
          SUREST,
          Statement.of("The baseline answers all training examples right: {}.", training).text(),
          List.of(training),
          List.of(table));
    } else {
      unproven(course, training, List.of(curve, table));
    }
    steps(course);
    var failures = new ArrayList<Failures.Failure>();
    for (int e = 0; e < course.split().training().size(); e++) {
      var example = course.split().training().get(e);
      baseline
          .trial(e)
          .filter(trial -> !trial.score().isRight())
          .ifPresent(trial ->
              failures.add(new Failures.Failure(example, trial.answer(), trial.score().reason())));
    }
    clusters(failures, course.split().training().size());
  }

  private void spent(Course course, Purse purse) {
    book.fact("optimization.training", course.split().training().size(), EXAMPLES);
    book.fact("optimization.held-out", course.split().heldOut().size(), EXAMPLES);
    book.fact("optimization.budget.calls", purse.mostCalls(), Unit.CALLS);
    book.fact("optimization.budget.usd", purse.mostUsd(), Unit.USD);
    book.fact("optimization.calls", purse.calls(), Unit.CALLS);
    book.fact("optimization.tokens", purse.inputTokens() + purse.outputTokens(), Unit.TOKENS);
    if (purse.usd().isPresent()) {
      book.fact("optimization.usd", purse.usd().getAsDouble(), Unit.USD);
    } else {
      book.unknown("optimization.usd", Unit.USD);
    }
    book.fact("optimization.candidates", course.candidates().size() - 1L, Unit.of("candidates"));
    book.fact("optimization.unusable", course.unusableProposals(), Unit.of("proposals"));
    book.fact("optimization.looks", course.looks(), Unit.of("looks"));
    book.fact("optimization.looks.most", course.mostLooks(), Unit.of("looks"));
    book.fact("optimization.level", course.levelOfALook(), Unit.NONE);
    course.halt().ifPresent(halt -> book.fact("optimization.stopped", Label.shown(halt.words())));
  }

  private void brokenOff(String title) {
    var why = idOf("optimization.stopped");
    var calls = idOf("optimization.calls");
    book.finding(
        title,
        Severity.LOW,
        SUREST,
        Statement.of(
                "The search stopped after {}: {}. What was answered is kept where there is a place for"
                    + " it; ask the same again to go on.",
                calls,
                why)
            .text(),
        List.of(calls, why),
        List.of());
  }

  private void verdict(Course course, HeldOut look, List<String> evidence) {
    var before = mean("optimization.held-out.baseline", look.baseline());
    var after = mean("optimization.held-out.best", look.best());
    double gain = Shares.mean(look.best()) - Shares.mean(look.baseline());
    var interval = Shares.difference(look.baseline(), look.best());
    var difference =
        interval
            .map(one ->
                book.fact(
                    "optimization.difference",
                    gain,
                    Math.min(gain, one.low()),
                    Math.max(gain, one.high()),
                    Unit.POINTS))
            .orElseGet(() -> book.fact("optimization.difference", gain, Unit.POINTS));
    var p = book.fact("optimization.p", look.pValue(), Unit.NONE);
    book.fact("optimization.accepted", look.accepted());
    var all = new ArrayList<>(evidence);
    all.add(
        diff(
            look.accepted() ? "The change" : "The change that was refused",
            course.baseline().candidate().texts(),
            course.best().candidate().texts()));
    if (look.accepted()) {
      all.add(texts("The best prompt", course.best().candidate().texts()));
      book.finding(
          "A changed prompt proved itself",
          Severity.MEDIUM,
          Math.min(SUREST, 1 - look.pValue()),
          Statement.of(
                  "On examples held out the prompt as it is scores {}, the changed one {}: {}, p = {} in"
                      + " the one look that was taken.",
                  before,
                  after,
                  difference,
                  p)
              .text(),
          List.of(before, after, difference, p),
          all);
    } else {
      book.finding(
          "The held-out examples refuse the change",
          Severity.LOW,
          Math.min(SUREST, look.pValue()),
          Statement.of(
                  "A change was proven on training examples, but on those held out it scores {} where the"
                      + " prompt as it is scores {}, p = {}: keep the prompt as it is.",
                  after,
                  before,
                  p)
              .text(),
          List.of(after, before, p),
          all);
    }
  }

  private void unproven(Course course, String training, List<String> evidence) {
    var facts = new ArrayList<>(List.of(training, idOf("optimization.candidates")));
    var statement =
        Statement.of(
            "The prompt as it is scores {} on training examples, and none of {} was proven to do"
                + " otherwise.",
            training,
            idOf("optimization.candidates"));
    if (course.best() != course.baseline()) {
      statement =
          Statement.of(
              "The prompt as it is scores {} on training examples; one change was proven there, and the"
                  + " budget did not pay the look at held-out examples, so it is not accepted.",
              training);
      facts.removeLast();
    }
    if (course.halt().isPresent()) {
      statement = statement.then("It stopped: {}.", idOf("optimization.stopped"));
      facts.add(idOf("optimization.stopped"));
    }
    book.finding("No change is proven", Severity.LOW, 0.5, statement.text(), facts, evidence);
  }

  /// Each accepted change by the examples that it won and lost.
  private void steps(Course course) {
    int number = 0;
    for (var step : course.steps()) {
      number++;
      var at = String.valueOf(number);
      var move =
          book.fact(
              FactName.of("optimization.change.how", "step", at),
              step.after().candidate().move().words());
      var won =
          book.fact(
              FactName.of("optimization.change.won", "step", at), step.won().size(), EXAMPLES);
      var lost =
          book.fact(
              FactName.of("optimization.change.lost", "step", at), step.lost().size(), EXAMPLES);
      var p = book.fact(FactName.of("optimization.change.p", "step", at), step.pValue(), Unit.NONE);
      var evidence =
          List.of(
              diff(
                  "Change " + at,
                  step.before().candidate().texts(),
                  step.after().candidate().texts()),
              wonAndLost(course, step, at));
      book.finding(
          ordinal(number) + " change, on training examples",
          Severity.INFO,
          Math.min(SUREST, 1 - step.pValue()),
          Statement.of(
                  "It was found this way: {}. It wins {} and loses {}; with what came before it, p = {}"
                      + " against the prompt as it is.",
                  move,
                  won,
                  lost,
                  p)
              .text(),
          List.of(move, won, lost, p),
          evidence);
    }
  }

  /// In words, since a title holds no figures.
  private static String ordinal(int number) {
    var words =
        List.of("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth");
    return number <= words.size() ? words.get(number - 1) : "A further";
  }

  private String wonAndLost(Course course, Step step, String number) {
    var excerpts = new ArrayList<Excerpt>();
    var ids = new ArrayList<String>();
    quote(course, step, step.won(), "won", ids, excerpts);
    quote(course, step, step.lost(), "lost", ids, excerpts);
    return book.rows(
        "Examples won and lost by change " + number,
        ids,
        "Answers before and after the change.",
        excerpts);
  }

  private static void quote(
      Course course,
      Step step,
      List<Integer> some,
      String word,
      List<String> ids,
      List<Excerpt> excerpts) {
    for (int e : some.subList(0, Math.min(MOST_SHOWN, some.size()))) {
      var example = course.split().training().get(e);
      ids.add(example.id());
      excerpts.add(
          new Excerpt(
              example.id() + ", " + word,
              cut(
                  "Input: "
                      + example.asked()
                      + "\nExpected: "
                      + example.expected()
                      + "\nBefore: "
                      + step.before().trial(e).map(trial -> trial.answer()).orElse("")
                      + "\nAfter: "
                      + step.after().trial(e).map(trial -> trial.answer()).orElse(""))));
    }
  }

  private void clusters(List<Failures.Failure> failures, int of) {
    if (failures.isEmpty()) {
      return;
    }
    var clusters = Failures.of(failures);
    var facts = new ArrayList<String>();
    Statement statement = Statement.EMPTY;
    var excerpts = new ArrayList<Excerpt>();
    var ids = new ArrayList<String>();
    for (int c = 0; c < Math.min(MOST_CLUSTERS, clusters.size()); c++) {
      var cluster = clusters.get(c);
      var rank = String.valueOf(c + 1);
      var reason =
          book.fact(
              FactName.of("optimization.failure.reason", "rank", rank),
              Label.shown(cluster.reason()));
      var count =
          book.fact(
              FactName.of("optimization.failure.count", "rank", rank),
              cluster.failures().size(),
              EXAMPLES);
      facts.add(reason);
      facts.add(count);
      if (c < 3) {
        statement = statement.then("In {} the answer {}.", count, reason);
      }
      var failure = cluster.failures().getFirst();
      ids.add(failure.example().id());
      excerpts.add(
          new Excerpt(
              failure.example().id() + ", " + cluster.reason(),
              cut(
                  "Input: "
                      + failure.example().asked()
                      + "\nExpected: "
                      + failure.example().expected()
                      + "\nAnswer: "
                      + failure.answer())));
    }
    var all = book.fact("optimization.failures", failures.size(), EXAMPLES);
    facts.add(all);
    book.finding(
        "What is wrong with the answers now",
        Severity.LOW,
        SUREST,
        Statement.of(
                "{} of {} are not wholly right.",
                all,
                book.fact("optimization.failures.of", of, EXAMPLES))
            .then(statement)
            .text(),
        facts,
        List.of(
            book.rows(
                "Failures", ids, "One failure of each kind, most frequent first.", excerpts)));
  }

  private Chart curve(Course course) {
    var points = new ArrayList<Chart.Point>();
    for (var point : course.curve()) {
      points.add(Chart.Point.of("tried", point.calls(), point.tried().mean()));
    }
    for (var point : course.curve()) {
      points.add(Chart.Point.of("accepted so far", point.calls(), point.best().mean()));
    }
    return new Chart(
        Chart.Mark.LINE,
        "Mean score of candidates",
        new Chart.Axis("calls", Chart.Scale.NUMBER, Unit.CALLS),
        new Chart.Axis("mean score", Chart.Scale.NUMBER, Unit.SHARE),
        points,
        List.of());
  }

  private String table(Course course) {
    var rows = new ArrayList<String>();
    var excerpts = new ArrayList<Excerpt>();
    var shown = new ArrayList<Tried>(course.candidates());
    while (shown.size() > MOST_CANDIDATES) {
      // Those that were not run on all tell least.
      int last =
          IntStream.range(0, shown.size())
              .filter(i -> shown.get(i).status() == Tried.Status.TRIED)
              .max()
              .orElse(shown.size() - 1);
      shown.remove(last);
    }
    for (var tried : shown) {
      var candidate = tried.candidate();
      rows.add("candidate " + candidate.number());
      excerpts.add(
          new Excerpt(
              "candidate " + candidate.number(),
              String.format(
                  Locale.ROOT,
                  "%s%s; mean score %.3f on %d examples%s; %s",
                  candidate.move().words(),
                  candidate.parents().isEmpty()
                      ? ""
                      : " of "
                          + String.join(
                              " and ", candidate.parents().stream().map(String::valueOf).toList()),
                  tried.mean(),
                  tried.count(),
                  Double.isNaN(tried.pValue())
                      ? ""
                      : String.format(Locale.ROOT, ", p %.4f", tried.pValue()),
                  candidate.number() == 0 ? "baseline" : tried.status().words())));
    }
    return book.rows(
        "Candidates",
        rows,
        "What was tried, in order, and how far it came; p is that of the paired test against the"
            + " baseline.",
        excerpts);
  }

  private String diff(String title, Texts before, Texts after) {
    var excerpts = new ArrayList<Excerpt>();
    before
        .byName()
        .forEach((name, text) -> {
          var diff =
              Lines.unified(
                  matter.task().choosesTools() ? name : matter.name(), text, after.text(name));
          if (!diff.isEmpty()) {
            excerpts.add(new Excerpt(name, diff));
          }
        });
    return book.rows(
        title, excerpts.stream().map(Excerpt::where).toList(), "A unified diff.", excerpts);
  }

  private String texts(String title, Texts texts) {
    var excerpts = new ArrayList<Excerpt>();
    texts.byName().forEach((name, text) -> excerpts.add(new Excerpt(name, text)));
    return book.rows(
        title, List.copyOf(texts.byName().keySet()), "Whole, as it was tried.", excerpts);
  }

  private String mean(String name, double[] scores) {
    double mean = Shares.mean(scores);
    return Shares.interval(scores)
        .map(one ->
            book.fact(
                name, mean, Math.min(mean, one.low()), Math.max(mean, one.high()), Unit.SHARE))
        .orElseGet(() -> book.fact(name, mean, Unit.SHARE));
  }

  private static double[] scores(Tried tried, int examples) {
    return IntStream.range(0, examples)
        .mapToDouble(tried::score)
        .filter(score -> !Double.isNaN(score))
        .toArray();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "\u2026";
  }
}
