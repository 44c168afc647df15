package dev.clew.skills.search;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Ports;
import dev.clew.skills.Statement;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.retrieval.Library;
import dev.clew.skills.retrieval.Quote;
import dev.clew.skills.retrieval.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Writes down what was found.
record Page(Request request, Library library, Meaning meaning) {
  /// Characters of a quotation.
  private static final int LONGEST_QUOTE = 300;

  private static final Unit TEXTS = Unit.of("texts");

  /// The surest that a ranking can be.
  private static final double SUREST = 0.95;

  /// A cosine at which nothing is in doubt any more.
  private static final double SURE_NEARNESS = 0.7;

  /// What was looked through.
  ///
  /// @param allowed texts that may be found
  /// @param units that have one of them
  record Looked(boolean[] allowed, int units) {}

  void write(Notebook book, Looked looked, List<Hit> hits, Ports ports, Coverage coverage) {
    var unit = Unit.of(request.unit().word());
    var wanted = book.fact("search.for", Label.shown(request.like().orElse(request.text())));
    var filter = request.shown();
    var through = book.fact("search.looked", looked.units(), unit);
    book.fact("search.texts", count(looked.allowed()), TEXTS);
    long matching = hits.stream().filter(Hit::counts).count();
    boolean likes = request.like().isPresent();
    var about = book.fact("search.matching", likes ? hits.size() : matching, unit);
    var condition = book.fact("search.filter", Label.shown(filter.text()));
    var shown = hits.stream().limit(request.most()).toList();
    var statement = first(wanted, about, through, likes, matching == 0);
    if (!filter.isAll()) {
      statement = statement.then("Only those were looked at where {}.", condition);
    }
    statement = statement.then(by(book, ports));
    var facts = shown(book, shown);
    if (!shown.isEmpty()) {
      statement =
          likes || matching > 0
              ? statement.then("The best is {}.", facts.getFirst())
              : statement.then("The least far is {}.", facts.getFirst());
    }
    if (!likes && matching > 0 && matching < shown.size()) {
      statement =
          statement.then(
              "Those shown from place {} on are the least far of the rest.",
              book.fact("search.rest-from", matching + 1, Unit.NONE));
    }
    var evidence = new ArrayList<String>();
    if (!shown.isEmpty()) {
      evidence.add(chart(book, shown));
      evidence.add(quotes(book, shown));
    }
    book.finding(
        likes
            ? "Runs that resemble it"
            : matching == 0 ? "Nothing comes near" : "What matches best",
        Severity.INFO,
        confidence(shown.stream().filter(hit -> likes || hit.counts()).toList(), coverage),
        statement.text(),
        statement.factIds(),
        evidence);
  }

  private Statement first(
      String wanted, String about, String through, boolean likes, boolean nothing) {
    if (likes) {
      return Statement.of("{} were held against {}, the likest first.", through, wanted);
    }
    return nothing
        ? Statement.of("None of {} comes near to {}.", through, wanted)
        : Statement.of("{} of {} match {}, the best first.", about, through, wanted);
  }

  /// By what was searched.
  private Statement by(Notebook book, Ports ports) {
    var embedder =
        meaning == Meaning.BEST_BY_WORDS ? ports.embedding().embedder() : library.embedder();
    if (embedder.isEmpty()) {
      var why = meaning == Meaning.NONE ? "not asked for" : library.wordsAlone();
      return Statement.of(
          "Only words were looked up, not meanings: {}.",
          book.fact("search.words-alone", Label.shown(why)));
    }
    var name = book.fact("search.embedder", Label.shown(embedder.get().name()));
    return meaning == Meaning.BEST_BY_WORDS
        ? Statement.of(
            "There are too many texts to compare all by meaning: {} were, those that match the words best, by {}.",
            book.fact("search.compared", Meaning.CANDIDATES, TEXTS),
            name)
        : Statement.EMPTY;
  }

  private List<String> shown(Notebook book, List<Hit> hits) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < hits.size(); i++) {
      var hit = hits.get(i);
      var rank = String.valueOf(i + 1);
      ids.add(book.fact(FactName.of("search.hit", "rank", rank), hit.shown().where()));
      book.fact(FactName.of("search.score", "rank", rank), hit.score(), Unit.NONE);
      book.fact(FactName.of("search.words", "rank", rank), hit.share(), Unit.SHARE);
      book.fact(FactName.of("search.nearness", "rank", rank), hit.nearness(), Unit.NONE);
    }
    return ids;
  }

  private static String chart(Notebook book, List<Hit> hits) {
    var points = new ArrayList<Chart.Point>();
    for (int i = 0; i < hits.size(); i++) {
      var label = String.format(Locale.ROOT, "%d. %s", i + 1, hits.get(i).shown().ref().traceId());
      points.add(Chart.Point.of("words", Label.shown(label), hits.get(i).share()));
      if (Double.isFinite(hits.get(i).nearness())) {
        points.add(Chart.Point.of("meaning", Label.shown(label), hits.get(i).nearness()));
      }
    }
    return book.chart(
        new Chart(
            Chart.Mark.HORIZONTAL_BAR,
            "How well the best match",
            new Chart.Axis("", Chart.Scale.CATEGORY, Unit.NONE),
            new Chart.Axis("share of words, cosine", Chart.Scale.NUMBER, Unit.NONE),
            points,
            List.of()),
        "Words: the share of the query's words that stand there, rarer ones counting for more."
            + " Meaning: how near the nearest text comes.");
  }

  private String quotes(Notebook book, List<Hit> hits) {
    var refs = new ArrayList<SpanRef>();
    var excerpts = new ArrayList<Excerpt>();
    try (var terms = new Terms()) {
      for (var hit : hits) {
        Stream.concat(Stream.of(hit.shown()), other(hit))
            .forEach(said -> {
              refs.add(said.ref());
              excerpts.add(
                  new Excerpt(
                      said.where(),
                      Quote.of(
                          terms, said.piece().text(), new HashSet<>(hit.words()), LONGEST_QUOTE)));
            });
      }
    }
    return book.spans(
        "The words that match",
        refs.stream().distinct().toList(),
        "The best match first; a run's second quotation is what comes nearest in meaning, where that is"
            + " another text.",
        excerpts);
  }

  /// What comes nearest in meaning, where it is another text and near enough.
  private static Stream<Said> other(Hit hit) {
    return hit.byMeaning().stream()
        .filter(
            said -> hit.nearness() >= Hit.ENOUGH_NEARNESS && !said.id().equals(hit.shown().id()));
  }

  private static long count(boolean[] allowed) {
    long count = 0;
    for (boolean one : allowed) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /// As the card says.
  private static double confidence(List<Hit> hits, Coverage coverage) {
    double read =
        coverage.population() == 0 ? 0 : (double) coverage.examined() / coverage.population();
    double sure =
        hits.stream()
            .mapToDouble(hit ->
                Math.max(
                    hit.share(),
                    Double.isNaN(hit.nearness())
                        ? 0
                        : Math.clamp(hit.nearness() / SURE_NEARNESS, 0, 1)))
            .average()
            .orElse(1);
    return Math.min(SUREST, sure) * read;
  }
}
