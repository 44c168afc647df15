package dev.clew.skills.aggregate;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.Statement;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Filters;
import dev.clew.skills.exploration.Keys;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.ToolText;
import dev.clew.skills.exploration.Unread;
import dev.clew.skills.exploration.Wrong;
import dev.clew.skills.predictors.FactName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Counts, sums, means, quantiles, shares and metrics of the things that a filter means, together
/// or group by group.
@AutoService(Skill.class)
public final class Aggregate implements Skill {
  private static final String GROUP = "aggregate, parameter group";

  /// Groups that the sentence names; the chart and the facts hold all that are listed.
  private static final int TOLD = 8;

  /// Things of which the evidence gives the ids.
  private static final int SHOWN = 20;

  private static final String NARROW =
      "Lower limit, group by fewer fields or by steps, or narrow with where";

  @Override
  public Measurement measure(Inputs inputs) {
    var parameters = inputs.parameters();
    var filter = Filters.parse(Table.WHERE, parameters.text("where"));
    var measure =
        Measure.of(
            parameters.text("measure"), parameters.text("of"), parameters.number("quantile"));
    var group = group(inputs, parameters.text("group"));
    var named =
        Stream.of(
                filter.fields().stream(),
                group.stream().map(Keys::field),
                measure.fields().stream())
            .flatMap(names -> names)
            .distinct()
            .toList();
    if (parameters.has("unread") && filter.isAll() && group.isEmpty() && measure.of().isEmpty()) {
      return Unread.refused(parameters.text("unread"), "clew run aggregate --set where=\"..\"");
    }
    var scope = Scope.of(inputs, parameters.text("level"), named, Level.TRACES);
    if (scope.count() == 0) {
      return new Measurement.NotApplicable(
          "there are no " + scope.level().words() + " in the window", "choose another window");
    }
    var order = parameters.text("order");
    var table =
        Table.of(
            scope,
            filter,
            group,
            measure,
            order.equals("auto") ? (along(scope, group) ? "group" : "largest") : order);
    var page = new Page(inputs, scope, filter, measure, table, parameters.whole("limit"));
    return new Measurement.Found(
        ToolText.checked(page.written().results(scope.coverage()), NARROW));
  }

  /// Whether the first group lies along an axis that was cut into steps.
  private static boolean along(Scope scope, List<String> group) {
    return !group.isEmpty()
        && !scope.current().things().has(group.getFirst())
        && group.getFirst().indexOf(':') > 0;
  }

  private static List<String> group(Inputs inputs, String text) {
    if (text.isBlank()) {
      return List.of();
    }
    boolean isOne =
        inputs.data() instanceof Inputs.Data.Log(var log)
            && log.current().column(text.strip()).isPresent();
    var names =
        isOne
            ? List.of(text.strip())
            : Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    if (names.size() > 2 || names.stream().distinct().count() < names.size()) {
      throw Wrong.in(
          GROUP,
          "groups are told apart by one or two different fields, not " + Wrong.shown(text),
          "name one or two");
    }
    return names;
  }

  /// Writes down what was found.
  private static final class Page {
    private final Inputs inputs;
    private final Scope scope;
    private final Filter filter;
    private final Measure measure;
    private final Table table;
    private final int limit;
    private final Notebook book;
    private final Unit unit;

    Page(Inputs inputs, Scope scope, Filter filter, Measure measure, Table table, int limit) {
      this.inputs = inputs;
      this.scope = scope;
      this.filter = filter;
      this.measure = measure;
      this.table = table;
      this.limit = limit;
      unit = measure.unit(scope);
      book =
          scope.book(
              inputs,
              "filter, group and "
                  + measure.name()
                  + ": shares after Wilson (1927), means with a normal interval, quantiles of type 7"
                  + " with order statistics, metrics as performance-degradation");
    }

    Notebook written() {
      var understood = book.fact("aggregate.where", filter.text());
      var statement = Statement.EMPTY;
      for (var side : scope.sides()) {
        statement = statement.then(matched(side, understood));
      }
      var figures = table.names().isEmpty() ? total() : groups();
      var all =
          measure.name().equals("count") && table.names().isEmpty()
              ? statement
              : figures.then(statement);
      all = all.then(Unread.said(book, inputs));
      book.finding(title(), Severity.INFO, confidence(), all.text(), all.factIds(), evidence());
      return book;
    }

    private String title() {
      return switch (measure.name()) {
        case "count" -> table.names().isEmpty() ? "Counted" : "Counted by group";
        default -> table.names().isEmpty() ? "Measured" : "Measured by group";
      };
    }

    private double confidence() {
      var coverage = scope.coverage();
      return coverage.population() == 0
          ? 0
          : Math.min(0.99, (double) coverage.examined() / coverage.population());
    }

    private Statement matched(Scope.Side side, String understood) {
      var all =
          book.fact(
              FactName.of("aggregate.population", scope.qualified(side)),
              side.things().count(),
              scope.level().unit());
      var window = scope.sides().size() == 1 ? "" : " in the " + side.name() + " window";
      if (filter.isAll()) {
        return Statement.of("There are {}" + window + ".", all);
      }
      var matched =
          book.fact(
              FactName.of("aggregate.matched", scope.qualified(side)),
              table.matched().getOrDefault(side.name(), new int[0]).length,
              scope.level().unit());
      return Statement.of(
          "{} of {} meet the condition {}" + window + ".", matched, all, understood);
    }

    private Statement total() {
      var row = table.rows().stream().findFirst();
      if (measure.name().equals("count") || row.isEmpty()) {
        return Statement.EMPTY;
      }
      var words = book.fact("aggregate.measure", measure.words(scope));
      var statement = Statement.EMPTY;
      for (var side : scope.sides()) {
        var value = value(side, row.get());
        statement =
            statement.then(
                "The {} is {}"
                    + (scope.sides().size() == 1 ? "" : " in the " + side.name() + " window")
                    + ".",
                words,
                value);
      }
      return statement;
    }

    private Statement groups() {
      var words = book.fact("aggregate.measure", measure.words(scope));
      var by = book.fact("aggregate.by", String.join(", ", table.names()));
      var total = book.fact("aggregate.groups", table.rows().size(), Unit.of("groups"));
      var told = new StringBuilder("The {} by {}, of {}");
      var ids = new ArrayList<>(List.of(words, by, total));
      int rank = 0;
      for (var row : table.rows().stream().limit(limit).toList()) {
        var values = scope.sides().stream().map(side -> value(side, row)).toList();
        if (++rank <= TOLD) {
          ids.add(
              book.fact(
                  FactName.of("aggregate.group", "rank", String.valueOf(rank)),
                  row.group().text()));
          told.append(rank == 1 ? ": {} {}" : "; {} {}");
          ids.add(values.getFirst());
          if (values.size() > 1) {
            told.append(" (baseline {})");
            ids.add(values.getLast());
          }
        }
      }
      if (table.rows().size() > Math.min(TOLD, limit)) {
        told.append("; and others");
      }
      return Statement.of(told + ".", ids.toArray(String[]::new));
    }

    private String value(Scope.Side side, Table.Row row) {
      var qualifiers = new ArrayList<String>();
      for (int i = 0; i < table.names().size(); i++) {
        qualifiers.add(table.names().get(i));
        qualifiers.add(row.group().labels().get(i));
      }
      var name =
          FactName.of(
              "aggregate." + measure.name(),
              scope.qualified(side, qualifiers.toArray(String[]::new)));
      var value = row.value(side.name());
      if (!value.isKnown() && measure.name().equals("count")) {
        return book.fact(name, 0L, unit);
      }
      if (!value.isKnown()) {
        return book.unknown(name, unit);
      }
      return value.whole()
          ? book.fact(name, (long) value.value(), unit)
          : book.fact(name, value.value(), value.low(), value.high(), unit);
    }

    private List<String> evidence() {
      var evidence = new ArrayList<String>();
      chart()
          .ifPresent(chart ->
              evidence.add(
                  book.chart(
                      chart, "One bar a group; whiskers are the intervals, where there are any.")));
      if (!filter.isAll()) {
        some().ifPresent(evidence::add);
      }
      return evidence;
    }

    private Optional<Chart> chart() {
      var points = new ArrayList<Chart.Point>();
      boolean several = scope.sides().size() > 1;
      for (var row : table.rows().stream().limit(limit).toList()) {
        for (var side : scope.sides()) {
          var value = row.value(side.name());
          if (value.isKnown() && !table.names().isEmpty()) {
            var series = several ? side.name() : "";
            points.add(
                Double.isFinite(value.low()) && Double.isFinite(value.high())
                    ? Chart.Point.of(
                        series, row.group().text(), value.value(), value.low(), value.high())
                    : Chart.Point.of(series, row.group().text(), value.value()));
          }
        }
      }
      return points.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Chart(
                  Chart.Mark.HORIZONTAL_BAR,
                  measure.words(scope) + " by " + String.join(", ", table.names()),
                  new Chart.Axis(String.join(", ", table.names()), Chart.Scale.CATEGORY, Unit.NONE),
                  new Chart.Axis(measure.words(scope), Chart.Scale.NUMBER, unit),
                  points,
                  List.of()));
    }

    /// Some of the things that the filter means, by their ids.
    private Optional<String> some() {
      var side = scope.current();
      var chosen =
          Arrays.stream(table.matched().getOrDefault(side.name(), new int[0]))
              .limit(SHOWN)
              .boxed()
              .toList();
      if (chosen.isEmpty()) {
        return Optional.empty();
      }
      var refs = new ArrayList<SpanRef>();
      chosen.forEach(thing -> side.things().ref(thing).ifPresent(refs::add));
      return Optional.of(
          refs.isEmpty()
              ? book.rows(
                  "Some of the rows",
                  chosen.stream().map(side.things()::id).toList(),
                  "By row number.")
              : book.spans(
                  "Some of the " + scope.level().words(), refs, "The first ones, in order."));
    }
  }
}
