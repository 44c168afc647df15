package dev.clew.skills.predictors;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Held;
import dev.clew.skills.Inputs;
import dev.clew.skills.Ports;
import dev.clew.skills.Skill;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A predictor's log made by hand, column by column.
public final class MadePredictor {
  private final int baselineRows;
  private final int currentRows;
  private final Map<String, Column> baseline = new LinkedHashMap<>();
  private final Map<String, Column> current = new LinkedHashMap<>();
  private final List<String> features = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final Map<Role, String> roles = new LinkedHashMap<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private Schema.Task task = Schema.Task.BINARY;
  private Schema.ChunkRule chunk = new Schema.ChunkRule.Count(10);
  private Optional<String> timestamp = Optional.empty();
  private Optional<String> group = Optional.empty();
  private Optional<String> relevance = Optional.empty();
  private Optional<String> rank = Optional.empty();
  private final Map<String, String> scores = new LinkedHashMap<>();

  public MadePredictor(int baselineRows, int currentRows) {
    this.baselineRows = baselineRows;
    this.currentRows = currentRows;
  }

  public MadePredictor task(Schema.Task its) {
    task = its;
    return this;
  }

  public MadePredictor chunks(int rows) {
    chunk = new Schema.ChunkRule.Size(rows);
    return this;
  }

  public MadePredictor set(String parameter, String value) {
    parameters.put(parameter, value);
    return this;
  }

  public MadePredictor numbers(String name, double[] before, double[] now) {
    baseline.put(name, numbers(name, before));
    current.put(name, numbers(name, now));
    return this;
  }

  private static Column numbers(String name, double[] values) {
    boolean whole = Arrays.stream(values).allMatch(v -> Double.isNaN(v) || v == Math.rint(v));
    return new Column.Numbers(name, values, Map.of(), whole);
  }

  /// Texts; the empty one is missing.
  public MadePredictor categories(String name, String[] before, String[] now) {
    var codes = new LinkedHashMap<String, Integer>();
    int[] left = codes(before, codes);
    int[] right = codes(now, codes);
    var dictionary = List.copyOf(codes.keySet());
    baseline.put(name, new Column.Categories(name, left, dictionary));
    current.put(name, new Column.Categories(name, right, dictionary));
    return this;
  }

  private static int[] codes(String[] values, Map<String, Integer> codes) {
    return Arrays.stream(values)
        .mapToInt(v -> v.isEmpty() ? -1 : codes.computeIfAbsent(v, _ -> codes.size()))
        .toArray();
  }

  public MadePredictor feature(String name) {
    features.add(name);
    return this;
  }

  public MadePredictor tag(String name) {
    tags.add(name);
    return this;
  }

  public MadePredictor role(Role role, String name) {
    roles.put(role, name);
    return this;
  }

  public MadePredictor ranking(String groupColumn, String relevanceColumn) {
    task = Schema.Task.RANKING;
    group = Optional.of(groupColumn);
    relevance = Optional.of(relevanceColumn);
    return this;
  }

  /// The position that the model gave, from 1.
  public MadePredictor rank(String column) {
    rank = Optional.of(column);
    return this;
  }

  /// The column that holds a class's probability.
  public MadePredictor score(String label, String column) {
    scores.put(label, column);
    return this;
  }

  /// One row an hour from an instant on, in both windows one after the other.
  public MadePredictor hourly(long firstMillis) {
    long[] before = new long[baselineRows];
    long[] now = new long[currentRows];
    Arrays.setAll(before, i -> firstMillis + 3_600_000L * i);
    Arrays.setAll(now, i -> firstMillis + 3_600_000L * (baselineRows + i));
    baseline.put("at", new Column.Times("at", before, Map.of()));
    current.put("at", new Column.Times("at", now, Map.of()));
    timestamp = Optional.of("at");
    return this;
  }

  public Schema schema() {
    return new Schema(
        "made",
        task,
        timestamp.isPresent() ? Schema.Order.TIME : Schema.Order.ROW,
        timestamp,
        Optional.empty(),
        Optional.ofNullable(roles.get(Role.PREDICTION)),
        Optional.ofNullable(roles.get(Role.SCORE)),
        task == Schema.Task.BINARY ? Optional.of("1") : Optional.empty(),
        Optional.ofNullable(roles.get(Role.ACTUAL)),
        features,
        List.of(),
        tags,
        Map.of(),
        group,
        rank,
        relevance,
        new Schema.Files(List.of("b.csv"), List.of("c.csv"), List.of()),
        chunk,
        0,
        scores);
  }

  public InferenceLog log() {
    return new InferenceLog(
        schema(),
        new Rows(0, baselineRows, baseline),
        new Rows(0, currentRows, current),
        0,
        0,
        Coverage.whole(baselineRows + currentRows),
        List.of(),
        List.of());
  }

  public Inputs inputs(String skill) {
    return inputs(
        skill,
        new Windows(
            baselineRows == 0 ? new Window.None() : new Window.BaselineFiles(),
            new Window.CurrentFiles(),
            "given"));
  }

  public Inputs inputs(String skill, Windows windows) {
    var catalogue = Catalogue.load();
    return new Inputs(
        catalogue.require(skill),
        "made",
        new Inputs.Data.Log(log()),
        windows,
        catalogue.parameters(skill, parameters));
  }

  public Measurement measure(Skill skill, String id) {
    return Held.measured(skill, inputs(id));
  }

  /// The same, with somebody who hears how far it is.
  public Measurement measure(Skill skill, String id, Ports.Working progress) {
    var inputs = inputs(id);
    var none = Ports.NONE;
    return skill.measure(
        new Inputs(
            inputs.card(),
            inputs.target(),
            inputs.data(),
            inputs.windows(),
            inputs.parameters(),
            new Ports(
                none.embedder(),
                none.shelf(),
                none.model(),
                none.prompts(),
                none.scratch(),
                progress,
                none.notes())));
  }
}
