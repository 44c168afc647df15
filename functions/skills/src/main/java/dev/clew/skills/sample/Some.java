package dev.clew.skills.sample;

import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.models.context.View;
import dev.clew.skills.Inputs;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.exploration.Field;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.RowFields;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.SpanTexts;
import dev.clew.skills.exploration.Things;
import dev.clew.skills.exploration.Unread;
import dev.clew.skills.predictors.FactName;
import dev.clew.traces.rows.Column;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Several things, each in a line of its fields, with views of its long texts.
final class Some {
  /// Characters for all lines and views together; facts' names come on top.
  private static final int ROOM = 7_000;

  private static final int LONGEST_LINE = 700;
  private static final int LONGEST_VALUE = 120;
  private static final int CHARACTERS_A_TOKEN = 3;

  /// Fields that say nothing to a reader, or stand in the id already, and those that are shown as
  /// texts.
  private static final Set<String> LEFT_OUT =
      Set.of(
          "trace", "span", "parent", "operation", "status", "arguments", "result", "error.message");

  private final Scope scope;
  private final Things things;
  private final List<String> fields;
  private final int room;

  private Some(Scope scope, List<String> fields, int drawn) {
    this.scope = scope;
    this.things = scope.current().things();
    this.fields = fields;
    this.room = ROOM / Math.max(1, drawn);
  }

  static Notebook write(
      Inputs inputs, Scope scope, Filter filter, List<String> fields, int matched, int[] drawn) {
    fields.forEach(name -> scope.current().things().field("sample, parameter fields", name));
    var some = new Some(scope, fields, drawn.length);
    var book =
        scope.book(inputs, "a sample by lot: the hash of each id with the seed, smallest first");
    var unit = scope.level().unit();
    var shown = book.fact("sample.shown", drawn.length, unit);
    var of = book.fact("sample.matched", matched, unit);
    var all = book.fact("sample.population", some.things.count(), unit);
    var where = book.fact("sample.where", filter.text());
    var excerpts = new ArrayList<Excerpt>();
    for (int thing : drawn) {
      var line = some.line(thing);
      book.fact(FactName.of("sample.thing", "id", some.things.id(thing)), line);
      excerpts.add(new Excerpt(some.things.id(thing), line));
    }
    for (int thing : drawn) {
      excerpts.addAll(some.texts(thing, Math.max(0, some.room - some.line(thing).length())));
    }
    var statement =
        filter.isAll()
            ? Statement.of("{} of {} are shown.", shown, of)
            : Statement.of("{} of {} meet the condition {}; {} are shown.", of, all, where, shown);
    statement = statement.then(Unread.said(book, inputs));
    var coverage = scope.coverage();
    book.finding(
        drawn.length == 0 ? "None" : "Some of them",
        Severity.INFO,
        coverage.population() == 0
            ? 0
            : Math.min(0.99, (double) coverage.examined() / coverage.population()),
        statement.text(),
        statement.factIds(),
        drawn.length == 0 ? List.of() : List.of(some.evidence(book, drawn, excerpts)));
    return book;
  }

  private String evidence(Notebook book, int[] drawn, List<Excerpt> excerpts) {
    var title = "The " + scope.level().words() + " that were drawn";
    var reading = "Open one with its id; path, grep and page get what a view leaves out.";
    if (scope.level() == Level.ROWS) {
      var ids = new ArrayList<String>();
      for (int thing : drawn) {
        ids.add(things.id(thing));
      }
      return book.rows(title, ids, reading, excerpts);
    }
    var refs = new ArrayList<SpanRef>();
    for (int thing : drawn) {
      refs.add(things.ref(thing).orElseThrow());
    }
    return book.spans(title, refs, reading, excerpts);
  }

  /// `failed = true; tokens = 1200`: those that were named, else those that have a value.
  private String line(int thing) {
    var line = new StringBuilder();
    int left = 0;
    for (Field field : shown()) {
      var value = value(field.column(), thing);
      if (value.isEmpty() && fields.isEmpty()) {
        continue;
      }
      var part = field.name() + " = " + (value.isEmpty() ? Label.NONE : value);
      if (line.length() + part.length() > Math.min(LONGEST_LINE, room)) {
        left++;
      } else {
        line.append(line.isEmpty() ? "" : "; ").append(part);
      }
    }
    return line + (left == 0 ? "" : "; … " + left + " more fields");
  }

  private List<Field> shown() {
    return fields.isEmpty()
        ? things.fields().values().stream()
            .filter(field ->
                scope.level() == Level.ROWS
                    ? !RowFields.isNumber(field)
                    : !LEFT_OUT.contains(field.name()))
            .toList()
        : fields.stream().map(name -> things.field("sample, parameter fields", name)).toList();
  }

  private static String value(Column column, int thing) {
    var text = column.text(thing).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
  }

  /// Views of a span's texts, or of how a run begins and ends.
  private List<Excerpt> texts(int thing, int characters) {
    var ref = things.ref(thing);
    if (ref.isEmpty() || !fields.isEmpty()) {
      return List.of();
    }
    var trace = traces().get(ref.get().traceId());
    if (trace == null) {
      throw new IllegalStateException("trace " + ref.get().traceId() + " is not in its window");
    }
    var texts = ref.get().spanId().isEmpty() ? ends(trace) : ofSpan(trace, ref.get().spanId());
    var excerpts = new ArrayList<Excerpt>();
    for (var text : texts) {
      long tokens =
          Math.max(View.LEAST_TOKENS, (characters / texts.size() - 60) / CHARACTERS_A_TOKEN);
      var where = things.id(thing) + " " + text.place();
      var view = View.of(where, text.text(), List.of(), tokens);
      excerpts.add(new Excerpt(where, view.text()));
    }
    return excerpts;
  }

  private Map<String, Trace> traces() {
    Map<String, Trace> traces = new HashMap<>();
    scope.current().traces().forEach(trace -> traces.put(trace.traceId(), trace));
    return traces;
  }

  private static List<SpanTexts.Placed> ofSpan(Trace trace, String spanId) {
    var texts =
        trace.spans().stream()
            .filter(span -> span.spanId().equals(spanId))
            .findFirst()
            .map(SpanTexts::of)
            .orElse(List.of());
    var own =
        texts.stream()
            .filter(text ->
                Set.of("arguments", "result", "error.message", "input", "exception")
                        .contains(text.part())
                    || text.part().startsWith("output"))
            .limit(3)
            .toList();
    var asked = texts.stream().filter(text -> text.part().startsWith("input ")).toList();
    if (asked.isEmpty()) {
      return own;
    }
    // Of the messages in, the last is what the call is about.
    var all = new ArrayList<SpanTexts.Placed>();
    all.add(asked.getLast());
    all.addAll(own);
    return all;
  }

  /// What a run was first asked, and what it said last.
  private static List<SpanTexts.Placed> ends(Trace trace) {
    var ends = new ArrayList<SpanTexts.Placed>();
    first(trace).ifPresent(ends::add);
    last(trace).ifPresent(ends::add);
    return ends;
  }

  private static Optional<SpanTexts.Placed> first(Trace trace) {
    return trace.spans().stream()
        .flatMap(span -> SpanTexts.of(span).stream().map(text -> placed(span, text)))
        .filter(text -> text.part().equals("input user") || text.part().equals("input"))
        .findFirst();
  }

  private static Optional<SpanTexts.Placed> last(Trace trace) {
    return trace.spans().reversed().stream()
        .flatMap(span -> SpanTexts.of(span).reversed().stream().map(text -> placed(span, text)))
        .filter(text -> text.part().startsWith("output"))
        .findFirst();
  }

  private static SpanTexts.Placed placed(Span span, SpanTexts.Placed text) {
    return new SpanTexts.Placed(span.spanId() + " " + text.place(), text.part(), text.text());
  }
}
