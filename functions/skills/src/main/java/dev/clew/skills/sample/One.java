package dev.clew.skills.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.models.context.View;
import dev.clew.skills.Inputs;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.exploration.DocumentPath;
import dev.clew.skills.exploration.Field;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Pages;
import dev.clew.skills.exploration.Places;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.Things;
import dev.clew.skills.exploration.ToolText;
import dev.clew.skills.exploration.Wrong;
import dev.clew.skills.predictors.FactName;
import dev.clew.traces.rows.Column;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// One row, span or trace by its id: as a view, a part of it by a path, places in it by words, or
/// page by page.
final class One {
  private static final String ID = "sample, parameter id";
  private static final String PATH = "sample, parameter path";
  private static final Unit CHARACTERS = Unit.of("characters");

  /// Characters of a page.
  private static final int PAGE = 6_000;

  private static final int VIEW_TOKENS = 1_500;

  private static final int MOST_PLACES = 20;

  /// Fields that become facts.
  private static final int MOST_FACTS = 40;

  private static final int LONGEST_FACT = 200;

  private final Scope scope;
  private final Things things;
  private final int thing;
  private final JsonNode document;

  private One(Scope scope, int thing, JsonNode document) {
    this.scope = scope;
    this.things = scope.current().things();
    this.thing = thing;
    this.document = document;
  }

  static Measurement measure(Inputs inputs, List<String> fields, String narrow) {
    var id = inputs.parameters().text("id").strip();
    var found = find(inputs, id);
    var book = found.scope.book(inputs, "one by its id");
    found.write(book, inputs, fields);
    return new Measurement.Found(ToolText.checked(book.results(found.scope.coverage()), narrow));
  }

  private static One find(Inputs inputs, String id) {
    return switch (inputs.data()) {
      case Inputs.Data.Docs _ -> throw new IllegalStateException("sample was given pages");
      case Inputs.Data.Log _ -> row(inputs, id);
      case Inputs.Data.Traces _ -> id.contains("/") ? span(inputs, id) : trace(inputs, id);
    };
  }

  private static One row(Inputs inputs, String id) {
    var whole = Scope.of(inputs, Scope.AUTO, List.of(), Level.ROWS);
    for (var side : whole.sides()) {
      var things = side.things();
      var part = side.log().orElseThrow();
      var ids = part.schema().id().flatMap(part.rows()::column);
      IntPredicate meant =
          ids.isPresent()
              ? index -> ids.get().text(index).equals(id)
              : index -> things.id(index).equals(id);
      var index = IntStream.range(0, things.count()).filter(meant).findFirst();
      if (index.isEmpty() && ids.isPresent()) {
        index =
            IntStream.range(0, things.count()).filter(row -> things.id(row).equals(id)).findFirst();
      }
      if (index.isPresent()) {
        return new One(
            new Scope(whole.level(), List.of(side), whole.coverage()),
            index.getAsInt(),
            Document.of(things, index.getAsInt()));
      }
    }
    throw Wrong.in(
        ID,
        "there is no row '" + Wrong.shown(id) + "' in the windows",
        "give a prediction id or a row number; describe says which rows there are");
  }

  private static One trace(Inputs inputs, String id) {
    var scope = Scope.of(inputs, Level.TRACES.word(), List.of(), Level.TRACES);
    var all = new ArrayList<Trace>();
    scope.sides().forEach(side -> all.addAll(side.traces()));
    var exact = all.stream().filter(trace -> trace.traceId().equals(id)).distinct().toList();
    var begun =
        exact.isEmpty() && id.length() >= 3
            ? all.stream().filter(trace -> trace.traceId().startsWith(id)).distinct().toList()
            : exact;
    if (begun.size() != 1) {
      throw Wrong.in(
          ID,
          begun.isEmpty()
              ? "there is no trace '" + Wrong.shown(id) + "' in the windows"
              : begun.size() + " traces begin with '" + Wrong.shown(id) + "'",
          begun.isEmpty()
              ? "sample without an id shows some; a span is traceId/spanId"
              : "give more of the id");
    }
    var trace = begun.getFirst();
    var side =
        scope.sides().stream()
            .filter(one -> one.traces().contains(trace))
            .findFirst()
            .orElseThrow();
    return new One(
        new Scope(Level.TRACES, List.of(side), scope.coverage()),
        side.traces().indexOf(trace),
        Document.of(trace));
  }

  private static One span(Inputs inputs, String id) {
    var scope = Scope.of(inputs, Level.SPANS.word(), List.of(), Level.SPANS);
    for (var side : scope.sides()) {
      var things = side.things();
      var index =
          IntStream.range(0, things.count()).filter(i -> things.id(i).equals(id)).findFirst();
      if (index.isPresent()) {
        var ref = things.ref(index.getAsInt()).orElseThrow();
        var span =
            side.traces().stream()
                .filter(trace -> trace.traceId().equals(ref.traceId()))
                .flatMap(trace -> trace.spans().stream())
                .filter(one -> one.spanId().equals(ref.spanId()))
                .findFirst()
                .orElseThrow();
        return new One(
            new Scope(Level.SPANS, List.of(side), scope.coverage()),
            index.getAsInt(),
            Document.of(span));
      }
    }
    throw Wrong.in(
        ID,
        "there is no span '" + Wrong.shown(id) + "' in the windows",
        "a span is traceId/spanId, as evidence and sample give it");
  }

  private void write(Notebook book, Inputs inputs, List<String> fields) {
    var parameters = inputs.parameters();
    var id = book.fact("sample.id", Label.shown(things.id(thing)));
    if (!parameters.has("path") && !parameters.has("grep") && !parameters.has("page")) {
      facts(book, fields);
    }
    var place = parameters.has("path") ? parameters.text("path").strip() : "$";
    var node =
        parameters.has("path") ? DocumentPath.parse(PATH, place).in(document) : shown(fields);
    var text = node.isTextual() ? node.asText() : node.toString();
    var length = book.fact("sample.characters", text.length(), CHARACTERS);
    var excerpts = new ArrayList<Excerpt>();
    Statement statement;
    if (parameters.has("grep")) {
      statement = grep(book, text, place, parameters.text("grep"), excerpts);
    } else if (parameters.has("page")) {
      statement = page(book, text, place, parameters.whole("page"), excerpts);
    } else {
      var view = View.of(place, text, List.of(), VIEW_TOKENS);
      var detail = book.fact("sample.detail", view.detail().name().toLowerCase(Locale.ROOT));
      excerpts.add(new Excerpt(where(place), cut(view.text())));
      statement = Statement.of("{} has {}; shown: {}.", id, length, detail);
    }
    var evidence =
        scope.level() == Level.ROWS
            ? book.rows("The row", List.of(things.id(thing)), "As JSON.", excerpts)
            : book.spans(
                scope.level() == Level.TRACES ? "The trace" : "The span",
                List.of(things.ref(thing).orElse(new SpanRef("", ""))),
                "As JSON; a place in it is opened with path, words with grep, the next part with page.",
                excerpts);
    book.finding(
        "One by its id",
        Severity.INFO,
        0.99,
        statement.text(),
        statement.factIds(),
        List.of(evidence));
  }

  private JsonNode shown(List<String> fields) {
    if (fields.isEmpty()) {
      return document;
    }
    var node = JsonNodeFactory.instance.objectNode();
    for (var name : fields) {
      var field = things.field("sample, parameter fields", name);
      node.set(name, Document.cell(field.column(), thing));
    }
    return node;
  }

  private String where(String place) {
    return (scope.level() == Level.ROWS ? "row " : "") + things.id(thing) + " " + place;
  }

  /// No view is longer than a page, whatever its tokens hold.
  private static String cut(String view) {
    return view.length() <= PAGE + 1_000
        ? view
        : view.substring(0, PAGE) + "… (cut; open a part with path, or page by page)";
  }

  /// Short fields of one thing, each a fact of its own.
  private void facts(Notebook book, List<String> fields) {
    List<Field> shown =
        fields.isEmpty()
            ? List.copyOf(things.fields().values())
            : fields.stream().map(name -> things.field("sample, parameter fields", name)).toList();
    int written = 0;
    for (var field : shown) {
      if (written < MOST_FACTS && fact(book, field).isPresent()) {
        written++;
      }
    }
  }

  private Optional<String> fact(Notebook book, Field field) {
    var name = FactName.of("sample.value", "field", field.name());
    return switch (field.column()) {
      case Column.Numbers numbers when Double.isFinite(numbers.values()[thing]) -> {
        double value = numbers.values()[thing];
        yield Optional.of(
            value == Math.rint(value) && Math.abs(value) < 1e15
                ? book.fact(name, (long) value, field.unit())
                : book.fact(name, value, field.unit()));
      }
      case Column.Times times when times.epochMillis()[thing] != Column.Times.ABSENT ->
          Optional.of(book.fact(name, times.text(thing), Unit.INSTANT));
      case Column.Numbers _, Column.Categories _, Column.Times _ -> {
        var text = field.column().text(thing);
        yield text.isEmpty() || text.length() > LONGEST_FACT
            ? Optional.empty()
            : Optional.of(book.fact(name, text));
      }
    };
  }

  private Statement grep(
      Notebook book, String text, String place, String words, List<Excerpt> excerpts) {
    var places = Places.of(text, words, MOST_PLACES);
    places
        .found()
        .forEach(found ->
            excerpts.add(
                new Excerpt(where(place) + " at character " + found.at(), found.around())));
    return Statement.of(
        "{} stands there {}.",
        book.fact("sample.grep", Label.shown(words)),
        book.fact("sample.places", places.count(), Unit.of("times")));
  }

  private Statement page(
      Notebook book, String text, String place, int page, List<Excerpt> excerpts) {
    var pages = new Pages(text, PAGE);
    if (page > pages.count()) {
      throw Wrong.in(
          "sample, parameter page",
          "there is no page " + page,
          "the last page is " + pages.count());
    }
    excerpts.add(new Excerpt(where(place), pages.page(page)));
    return Statement.of(
        "Page {} of {} is shown.",
        book.fact("sample.page", page, Unit.NONE),
        book.fact("sample.pages", pages.count(), Unit.NONE));
  }
}
