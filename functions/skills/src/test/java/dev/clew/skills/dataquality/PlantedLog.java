package dev.clew.skills.dataquality;

import dev.clew.evidence.Coverage;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// A sound log of a loan model, and the same with faults planted at known places. Rows are made
/// from a seed; the truth of each planted fault stands beside it in the test.
final class PlantedLog {
  static final int ROWS = 2_000;
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<String> CITIES =
      List.of("Lisbon", "Porto", "Braga", "Coimbra", "Faro", "Evora");

  final Map<String, double[]> numbers = new LinkedHashMap<>();
  final Map<String, Map<Integer, String>> unparsed = new LinkedHashMap<>();
  final Map<String, String[]> texts = new LinkedHashMap<>();
  final Map<String, long[]> times = new LinkedHashMap<>();

  PlantedLog(long seed, int firstId) {
    var random = new SplittableRandom(seed);
    var income = new double[ROWS];
    var age = new double[ROWS];
    var score = new double[ROWS];
    var prediction = new double[ROWS];
    var defaulted = new double[ROWS];
    var id = new String[ROWS];
    var city = new String[ROWS];
    var zip = new String[ROWS];
    var phone = new String[ROWS];
    var at = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      income[row] = Math.round(30_000 + 9_000 * random.nextGaussian()) / 10.0;
      age[row] = 18 + random.nextInt(60);
      score[row] = random.nextDouble();
      prediction[row] = score[row] >= 0.5 ? 1 : 0;
      defaulted[row] = random.nextDouble() < score[row] ? 1 : 0;
      id[row] = "p" + (firstId + row);
      int place = random.nextInt(CITIES.size());
      city[row] = CITIES.get(place);
      zip[row] = Integer.toString(1000 * (place + 1) + random.nextInt(20));
      phone[row] = "9" + (10_000_000 + random.nextInt(89_999_999));
      at[row] = START.toEpochMilli() + 3_600_000L * row;
    }
    texts.put("id", id);
    times.put("at", at);
    numbers.put("income", income);
    numbers.put("age", age);
    texts.put("city", city);
    texts.put("zip", zip);
    texts.put("phone", phone);
    numbers.put("score", score);
    numbers.put("prediction", prediction);
    numbers.put("defaulted", defaulted);
  }

  PlantedLog with(Consumer<PlantedLog> fault) {
    fault.accept(this);
    return this;
  }

  Rows rows(Map<String, List<String>> dictionaries) {
    var columns = new LinkedHashMap<String, Column>();
    int count = texts.get("id").length;
    for (var name :
        List.of(
            "id",
            "at",
            "income",
            "age",
            "city",
            "zip",
            "phone",
            "score",
            "prediction",
            "defaulted")) {
      if (numbers.containsKey(name)) {
        columns.put(
            name,
            new Column.Numbers(
                name, numbers.get(name), unparsed.getOrDefault(name, Map.of()), false));
      } else if (texts.containsKey(name)) {
        var dictionary = dictionaries.computeIfAbsent(name, _ -> new ArrayList<>());
        var places = new HashMap<String, Integer>();
        dictionary.forEach(cell -> places.put(cell, places.size()));
        var codes = new int[count];
        for (int row = 0; row < count; row++) {
          var cell = texts.get(name)[row];
          if (cell == null) {
            codes[row] = -1;
            continue;
          }
          codes[row] =
              places.computeIfAbsent(
                  cell,
                  _ -> {
                    dictionary.add(cell);
                    return dictionary.size() - 1;
                  });
        }
        columns.put(name, new Column.Categories(name, codes, dictionary));
      } else if (times.containsKey(name)) {
        columns.put(name, new Column.Times(name, times.get(name), Map.of()));
      }
    }
    return new Rows(0, count, columns);
  }

  static InferenceLog log(PlantedLog baseline, PlantedLog current) {
    var dictionaries = new LinkedHashMap<String, List<String>>();
    var before = baseline.rows(dictionaries);
    var now = current.rows(dictionaries);
    return new InferenceLog(
        schema(),
        before,
        now,
        0,
        0,
        Coverage.whole(before.count() + now.count()),
        List.of(),
        List.of());
  }

  /// As a ranking whose lists are named by a column.
  static InferenceLog ranking(PlantedLog baseline, PlantedLog current, String group) {
    var log = log(baseline, current);
    var its = log.schema();
    return new InferenceLog(
        new Schema(
            its.predictor(),
            Schema.Task.RANKING,
            its.order(),
            its.timestamp(),
            its.id(),
            its.prediction(),
            its.score(),
            Optional.empty(),
            its.actual(),
            its.features().stream().filter(name -> !name.equals(group)).toList(),
            its.categorical(),
            its.tags(),
            its.embeddings(),
            Optional.of(group),
            its.rank(),
            its.relevance(),
            its.files(),
            its.chunk(),
            its.firstRow(),
            its.scores()),
        log.baseline(),
        log.current(),
        0,
        0,
        log.coverage(),
        List.of(),
        List.of());
  }

  private static Schema schema() {
    return new Schema(
        "loans",
        Schema.Task.BINARY,
        Schema.Order.ROW,
        Optional.of("at"),
        Optional.of("id"),
        Optional.of("prediction"),
        Optional.of("score"),
        Optional.of("1"),
        Optional.of("defaulted"),
        List.of("income", "age", "city", "zip", "phone"),
        List.of("city", "zip", "phone"),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Schema.Files(List.of("before.csv"), List.of("now.csv"), List.of()),
        new Schema.ChunkRule.Count(10),
        0,
        Map.of());
  }
}
