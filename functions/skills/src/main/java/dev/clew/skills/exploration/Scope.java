package dev.clew.skills.exploration;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Window;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a tool looks at: the things of one level, in one window or in both.
///
/// @param level what is counted
/// @param sides the windows, the current one first; one where nothing is compared
/// @param coverage how much of what is in the windows was read
public record Scope(Level level, List<Side> sides, Coverage coverage) {
  /// What a parameter says that leaves the level to the fields that are named.
  public static final String AUTO = "auto";

  private static final String LEVEL = "parameter level";

  public Scope {
    sides = List.copyOf(sides);
  }

  /// One window.
  ///
  /// @param name `current` or `baseline`
  /// @param log its rows, for a predictor
  /// @param traces its traces, for an application
  public record Side(String name, Things things, Optional<LogPart> log, List<Trace> traces) {
    public Side {
      traces = List.copyOf(traces);
    }
  }

  /// Rows with what their columns mean.
  public record LogPart(Schema schema, Rows rows) {}

  /// Both windows, where the question has two.
  ///
  /// @param level a level's word, or [#AUTO]
  /// @param named fields that the parameters name, which decide where the level is left open
  /// @param usual the level where nothing decides, for applications
  /// @throws dev.clew.evidence.ClewException of kind USER for a level that the target does not have
  public static Scope of(Inputs inputs, String level, List<String> named, Level usual) {
    return switch (inputs.data()) {
      case Inputs.Data.Docs _ ->
          throw new IllegalStateException(inputs.card().name() + " was given pages");
      case Inputs.Data.Log _ -> ofLog(inputs, level);
      case Inputs.Data.Traces _ -> ofTraces(inputs, level, named, usual);
    };
  }

  /// The same without the baseline.
  public Scope currentOnly() {
    return new Scope(level, List.of(current()), coverage);
  }

  /// The current window.
  public Side current() {
    return sides.getFirst();
  }

  /// Things in all windows.
  public long count() {
    return sides.stream().mapToLong(side -> side.things().count()).sum();
  }

  /// Qualifiers of a fact's name that tell the windows apart: none where there is one.
  public String[] qualified(Side side, String... qualifiers) {
    return sides.size() == 1
        ? qualifiers
        : Stream.concat(Arrays.stream(qualifiers), Stream.of("window", side.name()))
            .toArray(String[]::new);
  }

  /// A notebook whose next facts come from a look over all this.
  public Notebook book(Inputs inputs, String method) {
    return inputs.notebook().computing(method, count());
  }

  private static Scope ofLog(Inputs inputs, String level) {
    if (!level.equals(AUTO) && !level.equals(Level.ROWS.word())) {
      throw Wrong.in(
          LEVEL,
          inputs.target() + " is a predictor: it has rows, no " + Wrong.shown(level),
          "leave the level out");
    }
    var log = inputs.log();
    var sides = new ArrayList<Side>();
    sides.add(side("current", log.schema(), log.rows(inputs.windows().current())));
    if (!(inputs.windows().baseline() instanceof Window.None)) {
      sides.add(side("baseline", log.schema(), log.rows(inputs.windows().baseline())));
    }
    long rows = sides.stream().mapToLong(side -> side.things().count()).sum();
    long missing = log.coverage().population() - log.coverage().examined();
    return new Scope(
        Level.ROWS,
        sides,
        new Coverage(rows + missing, rows, log.coverage().exact(), log.coverage().unread()));
  }

  private static Side side(String name, Schema schema, Rows rows) {
    return new Side(
        name, RowFields.of(rows, schema), Optional.of(new LogPart(schema, rows)), List.of());
  }

  private static Scope ofTraces(Inputs inputs, String level, List<String> named, Level usual) {
    var application = inputs.application();
    var compared = Compared.of(application, inputs.windows());
    var found =
        level.equals(AUTO) ? fitting(compared.examined(), named, usual) : stated(inputs, level);
    var sides = new ArrayList<Side>();
    sides.add(side("current", found, compared.current()));
    if (!(inputs.windows().baseline() instanceof Window.None)) {
      sides.add(side("baseline", found, compared.baseline()));
    }
    return new Scope(found, sides, compared.coverage(application));
  }

  private static Level stated(Inputs inputs, String level) {
    var found = Arrays.stream(Level.values()).filter(one -> one.word().equals(level)).findFirst();
    if (found.isEmpty() || found.get() == Level.ROWS) {
      throw Wrong.in(
          LEVEL,
          inputs.target() + " is an application: it has no " + Wrong.shown(level),
          "give spans, llm, tool or traces");
    }
    return found.get();
  }

  private static Side side(String name, Level level, List<Trace> traces) {
    return new Side(name, things(level, traces), Optional.empty(), traces);
  }

  private static Things things(Level level, List<Trace> traces) {
    return switch (level) {
      case TRACES -> TraceFields.of(traces);
      case SPANS, LLM, TOOL -> SpanFields.of(traces, level);
      case ROWS -> throw new IllegalArgumentException("an application has no rows");
    };
  }

  /// Whole traces where these have all the named fields; else calls of tools or models where a
  /// field is theirs; else spans.
  private static Level fitting(List<Trace> traces, List<String> named, Level usual) {
    if (named.isEmpty()) {
      return usual;
    }
    if (has(TraceFields.of(traces), named)) {
      return Level.TRACES;
    }
    var plain = named.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (Stream.of("tool", "arguments", "result").anyMatch(plain::contains)) {
      return Level.TOOL;
    }
    return Stream.of("model", "provider").anyMatch(plain::contains) ? Level.LLM : Level.SPANS;
  }

  private static boolean has(Things things, List<String> named) {
    return named.stream().allMatch(things::has);
  }
}
