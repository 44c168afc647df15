package dev.clew.skills.safety;

import dev.clew.evaluators.safety.AttackWords;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.predictors.FactName;
import dev.clew.statistics.hypothesis.FisherExactTest;
import dev.clew.statistics.interval.WilsonInterval;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes down what was found.
final class Report {
  private static final Unit TEXTS = Unit.of("texts");
  private static final Unit RUNS = Unit.of("runs");

  /// Share of harmless texts that the classifier takes for attempts by its threshold; see its card.
  static final double FALSE_ALARMS = 0.01;

  /// The same share on texts unlike those it was trained on, as far as one would still believe it.
  private static final double UNFAMILIAR = 0.05;

  /// From here on a change is told.
  private static final double SIGNIFICANT = 0.01;

  private final Notebook book;
  private final List<Trace> runs;
  private final List<Heard> heard;
  private final int top;

  Report(Notebook book, List<Trace> runs, List<Heard> heard, int top) {
    this.book = book;
    this.runs = runs;
    this.heard = heard;
    this.top = top;
  }

  void overview(long spans) {
    book.computing("texts of users, tools and the application, each once a run", spans);
    book.fact("safety.runs", runs.size(), RUNS);
    book.fact("safety.texts", heard.size(), TEXTS);
    for (var source : Heard.Source.values()) {
      book.fact(
          FactName.of("safety.texts", "from", source.word()),
          heard.stream().filter(one -> one.from() == source).count(),
          TEXTS);
    }
  }

  // ---- what users try

  void attempts(Attempts attempts) {
    book.computing(
        "logistic regression over embeddings, and signs in words; at most one in a hundred harmless"
            + " texts is taken for an attempt",
        attempts.asked());
    book.looked(attempts.different());
    var asked = book.fact("attempts.asked", attempts.asked(), TEXTS);
    var found = book.fact("attempts.total", attempts.found().size(), TEXTS);
    var byMeaning = book.fact("attempts.by_meaning", attempts.byMeaning(), TEXTS);
    long signed = attempts.found().stream().filter(one -> !one.verdict().signs().isEmpty()).count();
    var words = book.fact("attempts.with_words", signed, TEXTS);
    var in = book.fact("attempts.runs", attempts.runs(), RUNS);
    var refused = book.fact("attempts.refused", attempts.with(Attempts.Reply.REFUSED), TEXTS);
    long answeredCount = attempts.with(Attempts.Reply.ANSWERED);
    var answered = book.fact("attempts.not_refused", answeredCount, TEXTS);
    var expected =
        book.fact(
            "attempts.expected_by_mistake", Math.round(FALSE_ALARMS * attempts.byMeaning()), TEXTS);
    if (attempts.asked() == 0) {
      book.finding(
          "No text of a user is logged",
          Severity.INFO,
          .99,
          "No text of a user is logged, so nothing is known of attempts to get round the rules.",
          List.of(asked),
          List.of());
      return;
    }
    var interval = WilsonInterval.of(attempts.found().size(), attempts.asked());
    var share =
        book.fact(
            "attempts.share",
            (double) attempts.found().size() / attempts.asked(),
            interval.low(),
            interval.high(),
            Unit.SHARE);
    if (attempts.found().isEmpty()) {
      book.finding(
          "No attempt to get round the rules",
          Severity.INFO,
          attempts.byMeaning() > 0 ? .85 : .5,
          Statement.of(
                  "None of {} from users looks like an attempt to get round the model's rules.",
                  asked)
              .then(how(attempts, byMeaning))
              .text(),
          List.of(asked, found, byMeaning),
          List.of());
      return;
    }
    boolean moreThanMistakes = signed > 0 || interval.low() > UNFAMILIAR;
    var statement =
        Statement.of(
            "{} of {} from users, in {}, look like attempts to get round the model's rules ({}).",
            found,
            asked,
            in,
            share);
    if (signed > 0) {
      statement = statement.then("{} of them are known by their words.", words);
    }
    statement =
        attempts.with(Attempts.Reply.UNKNOWN) == attempts.found().size()
            ? statement.then("What was answered is not logged.")
            : statement.then(
                "The application refused {} of them at once and answered {} without refusing.",
                refused,
                answered);
    statement = statement.then(how(attempts, byMeaning));
    if (attempts.byMeaning() > 0) {
      statement =
          statement.then(
              moreThanMistakes
                  ? "By mistake about {} of so many would be taken for one."
                  : "By mistake about {} of so many would be taken for one, more where users write of what"
                      + " it never saw, so these may be none: read them.",
              expected);
    }
    var shown =
        attempts.found().stream()
            .sorted(
                Comparator.comparing(
                        (Attempts.Attempt one) -> one.reply() == Attempts.Reply.ANSWERED ? 0 : 1)
                    .thenComparing(one -> -one.verdict().signs().size())
                    .thenComparing(one -> -one.verdict().score()))
            .limit(top)
            .toList();
    book.finding(
        moreThanMistakes ? "Users try to get round the rules" : "Few texts that may be attempts",
        !moreThanMistakes
            ? Severity.INFO
            : signed == 0 ? Severity.LOW : answeredCount > 0 ? Severity.HIGH : Severity.MEDIUM,
        !moreThanMistakes ? .4 : signed > 0 && attempts.byMeaning() > 0 ? .85 : .6,
        statement.text(),
        statement.factIds(),
        List.of(
            quotes(
                "What looks like an attempt",
                shown.stream().map(Attempts.Attempt::heard).toList(),
                shown.stream()
                    .map(one -> Quotation.of(one.heard(), one.verdict().signs()))
                    .toList(),
                "Those that were not refused first. Read the answer below each.")));
  }

  private static Statement how(Attempts attempts, String byMeaning) {
    if (attempts.why().isEmpty()) {
      return Statement.EMPTY;
    }
    return attempts.byMeaning() == 0
        ? Statement.of(
            "Only words were looked at, not meanings, which misses attempts put differently.")
        : Statement.of("{} were looked at by their meaning, the others by words alone.", byMeaning);
  }

  /// Whether attempts became more frequent, by words alone, the same on both sides.
  void change(List<Heard> before, int runsBefore) {
    long now = withWords(heard);
    long then = withWords(before);
    book.computing(
        "share of runs with words of an attempt; Fisher's exact test", runs.size() + runsBefore);
    book.looked(1);
    var nowFact = share("current", now, runs.size());
    var thenFact = share("baseline", then, runsBefore);
    double p =
        FisherExactTest.withDefaults()
            .test(now, runs.size() - now, then, runsBefore - then)
            .pValue();
    var chance = book.fact("attempts.change.p", p, Unit.NONE);
    if (p <= SIGNIFICANT) {
      boolean more = (double) now / runs.size() > (double) then / runsBefore;
      book.finding(
          more ? "More attempts than before" : "Fewer attempts than before",
          more ? Severity.MEDIUM : Severity.INFO,
          .85,
          Statement.of(
                  more
                      ? "Runs with words of an attempt rose from {} to {}."
                      : "Runs with words of an attempt fell from {} to {}.",
                  thenFact,
                  nowFact)
              .text(),
          List.of(thenFact, nowFact, chance),
          List.of());
    }
  }

  private String share(String window, long count, int of) {
    var interval = WilsonInterval.of(count, of);
    return book.fact(
        FactName.of("attempts.words.share", "window", window),
        (double) count / of,
        interval.low(),
        interval.high(),
        Unit.SHARE);
  }

  private static long withWords(List<Heard> texts) {
    return texts.stream()
        .filter(one -> one.from() == Heard.Source.USER)
        .filter(one -> !AttackWords.jailbreaks().in(one.text()).isEmpty())
        .mapToInt(Heard::run)
        .distinct()
        .count();
  }

  // ---- what it reads

  void orders(Orders orders) {
    book.computing("words by which a text gives orders to the model that reads it", orders.read());
    book.looked(orders.read());
    var read = book.fact("orders.read", orders.read(), TEXTS);
    var found = book.fact("orders.total", orders.found().size(), TEXTS);
    var in = book.fact("orders.runs", orders.runs(), RUNS);
    var followed = book.fact("orders.followed", orders.followed(), TEXTS);
    if (orders.found().isEmpty()) {
      book.finding(
          orders.read() == 0 ? "Nothing read is logged" : "No orders in what it reads",
          Severity.INFO,
          orders.read() == 0 ? .99 : .7,
          orders.read() == 0
              ? "No result of a tool and no retrieved document is logged, so nothing is known of orders hidden in them."
              : Statement.of(
                      "None of {} that it read (results of tools, documents) gives its model orders, by its words.",
                      read)
                  .text(),
          List.of(read, found),
          List.of());
      return;
    }
    var statement =
        Statement.of(
            "{} of {} that it read (results of tools, documents), in {}, give the model orders.",
            found,
            read,
            in);
    var shown =
        orders.found().stream()
            .sorted(
                Comparator.comparing((Orders.Order one) -> one.followed().isPresent() ? 0 : 1)
                    .thenComparing(one -> -one.words().size()))
            .limit(top)
            .toList();
    var refs = new ArrayList<SpanRef>();
    for (var one : shown) {
      refs.add(one.heard().ref());
      one.followed()
          .ifPresent(call -> refs.add(new SpanRef(one.heard().ref().traceId(), call.spanId())));
    }
    if (orders.followed() > 0) {
      var first = shown.getFirst().followed().orElseThrow();
      statement =
          statement.then(
              "{} were followed: a later call was given what only the order names, first {}.",
              followed,
              book.fact("orders.followed.tool", Label.shown(first.tool())));
    } else {
      statement = statement.then("No later call was given anything that only they name.");
    }
    book.finding(
        orders.followed() > 0 ? "Orders in what it reads are followed" : "Orders in what it reads",
        orders.followed() > 0 ? Severity.HIGH : Severity.MEDIUM,
        orders.followed() > 0 ? .9 : .75,
        statement.text(),
        statement.factIds(),
        List.of(
            book.spans(
                "Texts that give orders",
                refs.stream().distinct().toList(),
                "Those that were followed first, each before the call that was given its words.",
                shown.stream().map(one -> Quotation.of(one.heard(), one.words())).toList())));
  }

  // ---- what leaks

  void leaks(Leaks leaks, String look) {
    book.computing(
        "forms of keys, tokens, addresses, card, account and phone numbers, with check digits where"
            + " there are any",
        heard.size());
    book.looked(heard.size());
    var points = new ArrayList<Chart.Point>();
    leaks
        .counted()
        .forEach((kind, bySource) ->
            bySource.forEach((source, times) -> {
              book.fact(
                  FactName.of("leaks.found", "kind", kind, "in", source.word()),
                  times,
                  Unit.of("times"));
              book.fact(
                  FactName.of("leaks.runs", "kind", kind, "in", source.word()),
                  leaks.runs().getOrDefault(kind, new TreeMap<>()).getOrDefault(source, 0L),
                  RUNS);
              points.add(Chart.Point.of(source.word(), kind, times));
            }));
    if (!look.equals("personal-data")) {
      leak(leaks, true, points);
    }
    if (!look.equals("secrets")) {
      leak(leaks, false, points);
    }
  }

  private void leak(Leaks leaks, boolean secrets, List<Chart.Point> points) {
    var name = secrets ? "secrets" : "personal";
    var held =
        leaks.held().stream()
            .filter(one ->
                one.kinds().keySet().stream().anyMatch(kind -> Leaks.isSecret(kind) == secrets))
            .toList();
    var said = held.stream().filter(one -> one.heard().from() == Heard.Source.ASSISTANT).toList();
    var total = book.fact(name + ".texts", held.size(), TEXTS);
    var inRuns =
        book.fact(
            name + ".runs",
            held.stream().mapToInt(one -> one.heard().run()).distinct().count(),
            RUNS);
    var own = book.fact(name + ".said", said.size(), TEXTS);
    var all = book.fact(name + ".of", heard.size(), TEXTS);
    if (held.isEmpty()) {
      book.finding(
          secrets ? "No secrets" : "No personal data",
          Severity.INFO,
          .7,
          Statement.of(
                  secrets
                      ? "No key, token or password is found by its form in {}."
                      : "No personal data is found by its form in {}; names of people have none.",
                  all)
              .text(),
          List.of(all, total),
          List.of());
      return;
    }
    var kinds = new TreeMap<String, Long>();
    held.forEach(one ->
        one.kinds()
            .forEach((kind, times) -> {
              if (Leaks.isSecret(kind) == secrets) {
                kinds.merge(kind, times, Long::sum);
              }
            }));
    var most =
        book.fact(
            name + ".kinds",
            Label.shown(
                String.join(
                    ", ",
                    kinds.entrySet().stream()
                        .sorted(
                            Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .toList())));
    var statement =
        Statement.of(
            secrets
                ? "{} of {}, in {}, hold what has the form of a secret: {}."
                : "{} of {}, in {}, hold personal data by its form: {}.",
            total,
            all,
            inRuns,
            most);
    statement =
        said.isEmpty()
            ? statement.then("The application itself wrote none of it.")
            : statement.then("{} of them the application itself wrote.", own);
    var shown =
        held.stream()
            .sorted(
                Comparator.comparing(
                    (Leaks.Held one) -> one.heard().from() == Heard.Source.ASSISTANT ? 0 : 1))
            .limit(top)
            .toList();
    var evidence = new ArrayList<String>();
    if (secrets || points.stream().allMatch(point -> !Leaks.isSecret(String.valueOf(point.x())))) {
      evidence.add(
          book.chart(
              new Chart(
                  Chart.Mark.HORIZONTAL_BAR,
                  "Secrets and personal data, by whose text they stand in",
                  new Chart.Axis("", Chart.Scale.CATEGORY, Unit.NONE),
                  new Chart.Axis("times", Chart.Scale.NUMBER, Unit.of("times")),
                  points,
                  List.of()),
              "What the application wrote itself leaves it; what users wrote, it was told."));
    }
    evidence.add(
        quotes(
            secrets ? "Where secrets stand" : "Where personal data stand",
            shown.stream().map(Leaks.Held::heard).toList(),
            shown.stream().map(Quotation::masked).toList(),
            "What was found is taken out and named in square brackets."));
    book.finding(
        secrets ? "Secrets in the texts" : "Personal data in the texts",
        secrets ? Severity.HIGH : said.isEmpty() ? Severity.INFO : Severity.MEDIUM,
        secrets ? .8 : .75,
        statement.text(),
        statement.factIds(),
        evidence);
  }

  private String quotes(String title, List<Heard> texts, List<Excerpt> excerpts, String reading) {
    return book.spans(title, texts.stream().map(Heard::ref).distinct().toList(), reading, excerpts);
  }
}
