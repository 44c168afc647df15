package dev.clew.skills.searchtext;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Label;
import dev.clew.skills.Skill;
import dev.clew.skills.Statement;
import dev.clew.skills.exploration.Filters;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.Selection;
import dev.clew.skills.exploration.ToolText;
import dev.clew.skills.predictors.FactName;
import dev.clew.statistics.interval.WilsonInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which spans, traces or rows mention some words, where, and in what surroundings.
@AutoService(Skill.class)
public final class SearchText implements Skill {
  private static final String WHERE = "search-text, parameter where";
  private static final String NARROW = "Lower limit or context, or narrow with where or in";
  private static final Unit TEXTS = Unit.of("texts");

  /// Ids in the evidence.
  private static final int MOST_IDS = 200;

  /// Kinds of places that are told apart.
  private static final int MOST_PARTS = 12;

  @Override
  public Measurement measure(Inputs inputs) {
    var parameters = inputs.parameters();
    if (parameters.has("words") == parameters.has("regex")) {
      return new Measurement.NotApplicable(
          parameters.has("words")
              ? "words and a regular expression were given"
              : "it is not said what to look for",
          "give one of them: --set words=refund, or --set regex='(?i)refund(ed|s)?'");
    }
    var needle =
        parameters.has("words")
            ? Needle.words(parameters.text("words"))
            : Needle.regex(parameters.text("regex"));
    var filter = Filters.parse(WHERE, parameters.text("where"));
    var scope =
        Scope.of(inputs, parameters.text("level"), filter.fields(), Level.TRACES).currentOnly();
    if (scope.count() == 0) {
      return new Measurement.NotApplicable(
          "there are no " + scope.level().words() + " in the window", "choose another window");
    }
    var side = scope.current();
    int[] chosen = Selection.of(filter, side.things(), WHERE);
    var search = new Search(needle, parameters.text("in").strip(), parameters.whole("context"));
    var found =
        scope.level() == Level.ROWS ? search.rows(side, chosen) : search.spans(scope, side, chosen);
    var book = scope.book(inputs, "search of texts, shares after Wilson (1927)");
    write(book, scope, needle, chosen.length, found, parameters.whole("limit"));
    return new Measurement.Found(ToolText.checked(book.results(scope.coverage()), NARROW));
  }

  private static void write(
      Notebook book, Scope scope, Needle needle, int looked, List<Found> found, int limit) {
    long things = found.stream().mapToInt(Found::thing).distinct().count();
    var unit = scope.level().unit();
    var words = book.fact("search.for", Label.shown(needle.text()));
    var through = book.fact("search.looked", looked, unit);
    var hit = book.fact("search.found", things, unit);
    book.fact("search.texts", found.size(), TEXTS);
    book.fact("search.times", found.stream().mapToLong(Found::times).sum(), Unit.of("times"));
    if (looked > 0) {
      var interval = WilsonInterval.of(things, looked);
      book.fact(
          "search.share", (double) things / looked, interval.low(), interval.high(), Unit.SHARE);
    }
    var parts = parts(found);
    parts.forEach(
        (part, texts) -> book.fact(FactName.of("search.texts", "in", part), texts, TEXTS));
    var evidence = new ArrayList<String>();
    if (!found.isEmpty()) {
      evidence.add(chart(book, parts));
      evidence.add(places(book, scope, found, spread(found, limit)));
    }
    var statement = Statement.of("{} of {} hold {}.", hit, through, words);
    var coverage = scope.coverage();
    book.finding(
        things == 0 ? "Not found" : "Found in texts",
        Severity.INFO,
        coverage.population() == 0
            ? 0
            : Math.min(0.99, (double) coverage.examined() / coverage.population()),
        statement.text(),
        statement.factIds(),
        evidence);
  }

  /// Texts by the kind of place they stand in, most first.
  private static Map<String, Integer> parts(List<Found> found) {
    var counts =
        found.stream()
            .collect(
                Collectors.groupingBy(Found::part, TreeMap::new, Collectors.summingInt(_ -> 1)));
    var parts = new LinkedHashMap<String, Integer>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_PARTS)
        .forEach(part -> parts.put(part.getKey(), part.getValue()));
    return parts;
  }

  private static String chart(Notebook book, Map<String, Integer> parts) {
    return book.chart(
        new Chart(
            Chart.Mark.HORIZONTAL_BAR,
            "Texts that hold it, by where they stand",
            new Chart.Axis("where", Chart.Scale.CATEGORY, Unit.NONE),
            new Chart.Axis("texts", Chart.Scale.NUMBER, TEXTS),
            parts.entrySet().stream()
                .map(part -> Chart.Point.of("", Label.shown(part.getKey()), part.getValue()))
                .toList(),
            List.of()),
        "A text that several calls of a trace repeat counts once.");
  }

  /// The first text of each thing, then the second of each, until there are enough.
  private static List<Found> spread(List<Found> found, int limit) {
    record Ranked(int rank, Found found) {}
    var nth = new HashMap<Integer, Integer>();
    return found.stream()
        .map(one -> new Ranked(nth.merge(one.thing(), 1, Integer::sum), one))
        .sorted(Comparator.comparingInt(Ranked::rank))
        .limit(limit)
        .map(Ranked::found)
        .toList();
  }

  private static String places(Notebook book, Scope scope, List<Found> found, List<Found> shown) {
    var excerpts = shown.stream().map(one -> new Excerpt(one.where(), one.context())).toList();
    var title = "Where it stands";
    var reading = "The words around it; sample opens a place by its id.";
    return scope.level() == Level.ROWS
        ? book.rows(
            title,
            found.stream()
                .map(one -> scope.current().things().id(one.thing()))
                .distinct()
                .limit(MOST_IDS)
                .toList(),
            reading,
            excerpts)
        : book.spans(
            title,
            found.stream().flatMap(one -> one.ref().stream()).distinct().limit(MOST_IDS).toList(),
            reading,
            excerpts);
  }
}
