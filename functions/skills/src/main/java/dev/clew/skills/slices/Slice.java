package dev.clew.skills.slices;

import dev.clew.evidence.Coverage;
import dev.clew.skills.Inputs;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.Parameters;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Filters;
import dev.clew.skills.exploration.RowFields;
import dev.clew.skills.exploration.Selection;
import dev.clew.skills.exploration.Wrong;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Trace;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A part of a target's data: the rows or runs that a filter means.
///
/// Runs stay whole, since what a call costs or breaks shows in its run: a condition on calls (`tool
/// = 'book_reservation'`) means the runs that hold such a call, several conditions joined by `and`
/// the runs that hold one call of which all are true.
///
/// @param filter what is meant
public record Slice(Filter filter) {
  private static final String WHERE = "parameter " + ParameterSchema.FILTER;

  /// Fields of spans that need no more than a span's skeleton.
  private static final Set<String> SKELETON =
      Set.of(
          "trace",
          "span",
          "parent",
          "name",
          "operation",
          "kind",
          "tool",
          "model",
          "provider",
          "agent",
          "service",
          "session",
          "user",
          "status",
          "error",
          "error.message",
          "errors",
          "start",
          "duration",
          "tokens",
          "tokens.prompt",
          "tokens.completion",
          "tokens.cached",
          "tokens.reasoning",
          "cost",
          "failed",
          "reward",
          "spans",
          "llm_calls",
          "tool_calls",
          "tools",
          "models",
          "agents");

  /// What the parameters of a run say; empty where it is of all there is.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER that says what is wrong with the filter
  public static Optional<Slice> in(Parameters parameters) {
    return parameters.has(ParameterSchema.FILTER)
        ? Optional.of(new Slice(Filters.parse(WHERE, parameters.text(ParameterSchema.FILTER))))
        : Optional.empty();
  }

  /// All that it does not mean.
  public Slice rest() {
    return new Slice(new Filter.Not(filter));
  }

  /// What must be read of spans to tell which are meant, besides what is needed anyway.
  public Needs needs(Needs own) {
    var parts = EnumSet.noneOf(Needs.Part.class);
    parts.addAll(own.parts());
    for (var field : filter.fields()) {
      switch (field) {
        case "arguments", "result" -> parts.add(Needs.Part.TOOL_DETAILS);
        case "exception" -> parts.add(Needs.Part.EVENTS);
        default -> {
          if (!SKELETON.contains(field)) {
            parts.add(Needs.Part.ATTRIBUTES);
          }
        }
      }
    }
    return new Needs(parts, own.maxTextCharacters());
  }

  /// The part of the data.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER when the filter names a field that is not
  ///   there, or compares one with what it can not be
  public Inputs.Data of(Inputs.Data data) {
    return switch (data) {
      case Inputs.Data.Log log -> new Inputs.Data.Log(of(log.log()));
      case Inputs.Data.Traces traces -> new Inputs.Data.Traces(of(traces.application()));
      case Inputs.Data.Docs _ ->
          throw Wrong.in(WHERE, "documentation has no parts to filter", "leave the filter out");
    };
  }

  /// Indices of the rows it means, ascending.
  int[] chosen(Rows rows, Schema schema) {
    return Selection.of(filter, RowFields.of(rows, schema), WHERE);
  }

  private InferenceLog of(InferenceLog log) {
    var current = log.current().pick(chosen(log.current(), log.schema()));
    var baseline =
        log.baseline().count() == 0
            ? log.baseline()
            : log.baseline().pick(chosen(log.baseline(), log.schema()));
    long rows = (long) current.count() + baseline.count();
    var read = log.coverage();
    long missing = read.population() - read.examined();
    return new InferenceLog(
        chunked(log.schema(), share(current.count(), log.current().count())),
        baseline,
        current,
        log.actualsMissing() == 0 ? 0 : withoutActual(log.schema(), current),
        log.actualsUnused(),
        new Coverage(rows + missing, rows, read.exact(), read.unread()),
        log.objects(),
        log.inferences());
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  /// Rows whose actual never arrived.
  private static long withoutActual(Schema schema, Rows rows) {
    return schema
        .actual()
        .flatMap(rows::column)
        .map(column ->
            switch (column) {
              case Column.Numbers numbers -> (long) numbers.missing();
              case Column.Categories texts -> (long) texts.missing();
              case Column.Times times -> (long) times.missing();
            })
        .orElse(0L);
  }

  /// As many chunks as over all rows: each is as long as before, and so holds fewer rows.
  private static Schema chunked(Schema schema, double share) {
    var rule =
        switch (schema.chunk()) {
          case Schema.ChunkRule.Size(int rows) ->
              new Schema.ChunkRule.Size((int) Math.max(1, Math.round(rows * share)));
          case Schema.ChunkRule.Count count -> count;
          case Schema.ChunkRule.Period period -> period;
        };
    return new Schema(
        schema.predictor(),
        schema.task(),
        schema.order(),
        schema.timestamp(),
        schema.id(),
        schema.prediction(),
        schema.score(),
        schema.positive(),
        schema.actual(),
        schema.features(),
        schema.categorical(),
        schema.tags(),
        schema.embeddings(),
        schema.group(),
        schema.rank(),
        schema.relevance(),
        schema.files(),
        rule,
        schema.firstRow(),
        schema.scores());
  }

  private Application of(Application application) {
    var chosen = chosen(application.traces());
    return application.only(IntStream.of(chosen).mapToObj(application.traces()::get).toList());
  }

  /// Indices of the runs it means, ascending.
  int[] chosen(List<Trace> traces) {
    return RunSelection.of(filter, traces, WHERE);
  }
}
