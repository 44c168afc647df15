package dev.clew.traces.rows;

import dev.clew.evidence.Coverage;
import dev.clew.traces.rows.Schema.ChunkRule;
import dev.clew.traces.rows.Schema.Files;
import dev.clew.traces.rows.Schema.Order;
import dev.clew.traces.rows.Schema.Task;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Logs made by hand: a column `x` that counts rows, and a timestamp `ts` where times are given.
final class MadeLog {
  private MadeLog() {}

  static Schema schema(ChunkRule chunk, long firstRow, boolean timed) {
    return new Schema(
        "made",
        Task.UNKNOWN,
        timed ? Order.TIME : Order.ROW,
        timed ? Optional.of("ts") : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of("x"),
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Files(List.of(), List.of("x.csv"), List.of()),
        chunk,
        firstRow,
        Map.of());
  }

  static Rows rows(long firstRow, int count) {
    var values = new double[count];
    Arrays.setAll(values, i -> firstRow + i);
    return new Rows(firstRow, count, Map.of("x", new Column.Numbers("x", values, Map.of(), true)));
  }

  static Rows timed(String... times) {
    var rows = rows(0, times.length);
    var columns = new LinkedHashMap<>(rows.columns());
    columns.put(
        "ts",
        new Column.Times(
            "ts",
            Arrays.stream(times)
                .mapToLong(time ->
                    time.isEmpty() ? Column.Times.ABSENT : Instant.parse(time).toEpochMilli())
                .toArray(),
            Map.of()));
    return new Rows(0, times.length, columns);
  }

  static InferenceLog log(Schema schema, Rows baseline, Rows current) {
    return new InferenceLog(
        schema,
        baseline,
        current,
        0,
        0,
        Coverage.whole(baseline.count() + current.count()),
        List.of(),
        List.of());
  }

  static InferenceLog counted(long firstRow, int baseline, int current) {
    return log(
        schema(Chunking.DEFAULT, firstRow, false), rows(0, baseline), rows(firstRow, current));
  }

  static InferenceLog timedLog(String... times) {
    return log(schema(Chunking.DEFAULT, 0, true), rows(0, 0), timed(times));
  }
}
