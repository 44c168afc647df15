package dev.clew.skills.values;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Label;
import dev.clew.skills.Skill;
import dev.clew.skills.Statement;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Filters;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.Selection;
import dev.clew.skills.exploration.ToolText;
import dev.clew.skills.predictors.FactName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The values of one column or attribute: which come how often, how many are different, how many
/// are missing, and where numbers lie.
@AutoService(Skill.class)
public final class Values implements Skill {
  private static final String WHERE = "values, parameter where";
  private static final String OF = "values, parameter of";
  private static final String NARROW = "Lower top, or narrow with where";

  /// Values in the sentence; facts and chart hold all that are listed.
  private static final int TOLD = 8;

  private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

  @Override
  public Measurement measure(Inputs inputs) {
    var parameters = inputs.parameters();
    var of = parameters.text("of").strip();
    var filter = Filters.parse(WHERE, parameters.text("where"));
    var named =
        Stream.concat(Stream.of(of), filter.fields().stream())
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    var scope = Scope.of(inputs, parameters.text("level"), named, Level.SPANS);
    if (of.isEmpty()) {
      return new Measurement.NotApplicable(
          "it is not said of which column or attribute",
          "name one: --set of=NAME, one of "
              + String.join(
                  ", ", scope.current().things().fields().keySet().stream().limit(30).toList()));
    }
    if (scope.count() == 0) {
      return new Measurement.NotApplicable(
          "there are no " + scope.level().words() + " in the window", "choose another window");
    }
    var field = scope.current().things().field(OF, of);
    var book = scope.book(inputs, "counts of values, quantiles of type 7");
    var page = new Page(book, scope, of, field.unit());
    for (var side : scope.sides()) {
      if (side.things().has(of)) {
        page.write(side, filter, parameters.whole("top"));
      }
    }
    page.end(filter);
    return new Measurement.Found(ToolText.checked(book.results(scope.coverage()), NARROW));
  }

  /// Writes down what was found.
  private static final class Page {
    private final Notebook book;
    private final Scope scope;
    private final String of;
    private final Unit unit;
    private final List<Chart.Point> points = new ArrayList<>();
    private Statement statement = Statement.EMPTY;

    Page(Notebook book, Scope scope, String of, Unit unit) {
      this.book = book;
      this.scope = scope;
      this.of = of;
      this.unit = unit;
      book.fact("values.of", Label.shown(of));
    }

    private String name(String path, Scope.Side side, String... qualifiers) {
      return FactName.of(path, scope.qualified(side, qualifiers));
    }

    void write(Scope.Side side, Filter filter, int top) {
      int[] chosen = Selection.of(filter, side.things(), WHERE);
      var tally = Tally.of(side.things().field(OF, of).column(), chosen, top);
      var window = scope.sides().size() == 1 ? "" : " in the " + side.name() + " window";
      var things = book.fact(name("values.things", side), tally.things(), scope.level().unit());
      var distinct = book.fact(name("values.distinct", side), tally.distinct(), Unit.of("values"));
      var missing =
          book.fact(
              name("values.missing", side),
              tally.things() == 0 ? Double.NaN : (double) tally.missing() / tally.things(),
              Unit.SHARE);
      var ids = new ArrayList<>(List.of(things, missing, distinct));
      var most = most(side, tally, ids);
      statement =
          statement.then(
              "Of {}" + window + " {} have no value; there are {}" + most + ".",
              ids.toArray(String[]::new));
      if (tally.unparsedThings() > 0) {
        statement =
            statement.then(
                "{} hold something else, such as {}.",
                book.fact(
                    name("values.unparsed", side), tally.unparsedThings(), scope.level().unit()),
                book.fact(
                    name("values.unparsed.example", side),
                    Label.shown(tally.unparsed().getFirst().value())));
      }
      tally
          .first()
          .ifPresent(first ->
              statement =
                  statement.then(
                      "They lie from {} to {}.",
                      book.fact(name("values.first", side), first.toString(), Unit.INSTANT),
                      book.fact(
                          name("values.last", side),
                          tally.last().orElse(first).toString(),
                          Unit.INSTANT)));
      tally
          .numbers()
          .filter(sample -> !sample.isEmpty())
          .ifPresent(sample -> {
            var low = book.fact(name("values.min", side), sample.min(), unit);
            for (double share : QUANTILES) {
              book.fact(
                  name("values.quantile", side, "share", String.valueOf(share)),
                  sample.quantile(share),
                  unit);
            }
            var median = book.fact(name("values.median", side), sample.median(), unit);
            var mean = book.fact(name("values.mean", side), sample.mean(), unit);
            var high = book.fact(name("values.max", side), sample.max(), unit);
            statement =
                statement.then(
                    "The smallest is {}, the median {}, the mean {}, the largest {}.",
                    low,
                    median,
                    mean,
                    high);
          });
    }

    /// What stands most often, as the rest of a sentence.
    ///
    /// @param ids takes the facts of the rest
    private String most(Scope.Side side, Tally tally, List<String> ids) {
      var text = new StringBuilder();
      int rank = 0;
      for (var one : tally.most()) {
        var count =
            book.fact(
                name("values.count", side, "value", one.value()),
                one.things(),
                scope.level().unit());
        book.fact(
            name("values.share", side, "value", one.value()),
            (double) one.things() / tally.things(),
            Unit.SHARE);
        points.add(
            Chart.Point.of(
                scope.sides().size() == 1 ? "" : side.name(),
                Label.shown(one.value()),
                (double) one.things() / tally.things()));
        if (++rank <= TOLD) {
          var label =
              book.fact(
                  name("values.value", side, "rank", String.valueOf(rank)),
                  Label.shown(one.value()));
          text.append(rank == 1 ? ": {} ({})" : ", {} ({})");
          ids.add(label);
          ids.add(count);
        }
      }
      if (tally.distinct() > Math.min(TOLD, tally.most().size())) {
        text.append(rank == 0 ? "" : " and others");
      }
      return text.toString();
    }

    void end(Filter filter) {
      var evidence = new ArrayList<String>();
      if (!points.isEmpty()) {
        evidence.add(
            book.chart(
                new Chart(
                    Chart.Mark.HORIZONTAL_BAR,
                    "Values of " + of,
                    new Chart.Axis(of, Chart.Scale.CATEGORY, Unit.NONE),
                    new Chart.Axis(
                        "share of " + scope.level().words(), Chart.Scale.NUMBER, Unit.SHARE),
                    points,
                    List.of()),
                "The most frequent values, as shares of all that were looked at."));
      }
      var all = statement;
      if (!filter.isAll()) {
        all =
            all.then(
                "Only those were looked at that meet {}.",
                book.fact("values.where", filter.text()));
      }
      var coverage = scope.coverage();
      book.finding(
          "Values",
          Severity.INFO,
          coverage.population() == 0
              ? 0
              : Math.min(0.99, (double) coverage.examined() / coverage.population()),
          all.text(),
          all.factIds(),
          evidence);
    }
  }
}
