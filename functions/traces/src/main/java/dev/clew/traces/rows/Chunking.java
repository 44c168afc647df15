package dev.clew.traces.rows;

import dev.clew.evidence.Problem;
import dev.clew.traces.rows.Schema.ChunkRule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/// Cuts rows into the chunks that the points of a chart stand for, by NannyML's words.
///
/// By size or number, rows left over join the last chunk. By period, calendar periods in UTC, weeks
/// from Monday; a period without rows makes no chunk, and rows without a time, which stand at the
/// end, are in none. No rows make no chunks.
public final class Chunking {
  /// What a rule may name as a period.
  public static final List<String> PERIODS = List.of("S", "min", "H", "D", "W", "M", "Q", "Y");

  /// NannyML's default.
  public static final ChunkRule DEFAULT = new ChunkRule.Count(10);

  private Chunking() {}

  /// The chunks of `rows`, in order.
  ///
  /// @throws dev.clew.evidence.ClewException when the rule is a period and rows have no timestamp
  public static List<Chunk> chunks(Rows rows, Schema schema) {
    return chunks(rows, schema, schema.chunk());
  }

  /// The chunks of `rows` by another rule than the schema's, in order.
  ///
  /// @throws dev.clew.evidence.ClewException as [#chunks(Rows, Schema)]
  public static List<Chunk> chunks(Rows rows, Schema schema, ChunkRule rule) {
    if (rows.count() == 0) {
      return List.of();
    }
    return switch (rule) {
      case ChunkRule.Size(int size) -> bySize(rows, size);
      case ChunkRule.Count(int chunks) -> bySize(rows, Math.max(1, rows.count() / chunks));
      case ChunkRule.Period(String period) -> byPeriod(rows, schema, period);
    };
  }

  private static List<Chunk> bySize(Rows rows, int size) {
    var chunks = new ArrayList<Chunk>();
    int whole = Math.max(1, rows.count() / size);
    for (int i = 0; i < whole; i++) {
      int from = i * size;
      int to = i == whole - 1 ? rows.count() : from + size;
      var label = rows.rowNumber(from) + ".." + (rows.rowNumber(to - 1) + 1);
      chunks.add(new Chunk(from, to, label));
    }
    return List.copyOf(chunks);
  }

  private static List<Chunk> byPeriod(Rows rows, Schema schema, String period) {
    var column = schema.timestamp().flatMap(rows::column);
    if (!(column.orElse(null) instanceof Column.Times(var _, long[] millis, var _))) {
      throw new Problem(
              Problem.Kind.DATA,
              "chunks of period '" + period + "' need a timestamp, and these rows have none",
              schema.predictor(),
              "Name the timestamp column in schema.json, or give a chunk size")
          .asException();
    }
    var chunks = new ArrayList<Chunk>();
    int from = 0;
    while (from < millis.length && millis[from] != Column.Times.ABSENT) {
      var start = start(Instant.ofEpochMilli(millis[from]).atOffset(ZoneOffset.UTC), period);
      long end = next(start, period).toInstant().toEpochMilli();
      int to = from + 1;
      while (to < millis.length && millis[to] < end && millis[to] != Column.Times.ABSENT) {
        to++;
      }
      chunks.add(new Chunk(from, to, label(start, period)));
      from = to;
    }
    return List.copyOf(chunks);
  }

  private static OffsetDateTime start(OffsetDateTime time, String period) {
    var day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (period) {
      case "S" -> time.truncatedTo(ChronoUnit.SECONDS);
      case "min" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "H" -> time.truncatedTo(ChronoUnit.HOURS);
      case "D" -> day;
      case "W" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "M" -> day.withDayOfMonth(1);
      case "Q" -> day.with(IsoFields.DAY_OF_QUARTER, 1L);
      case "Y" -> day.withDayOfYear(1);
      default -> throw new IllegalArgumentException("period '" + period + "' is not checked");
    };
  }

  private static OffsetDateTime next(OffsetDateTime start, String period) {
    return switch (period) {
      case "S" -> start.plusSeconds(1);
      case "min" -> start.plusMinutes(1);
      case "H" -> start.plusHours(1);
      case "D" -> start.plusDays(1);
      case "W" -> start.plusWeeks(1);
      case "M" -> start.plusMonths(1);
      case "Q" -> start.plusMonths(3);
      case "Y" -> start.plusYears(1);
      default -> throw new IllegalArgumentException("period '" + period + "' is not checked");
    };
  }

  /// The start of the period, as far as the period needs it: `2026`, `2026-11`, `2026-11-02`, an
  /// instant.
  private static String label(OffsetDateTime start, String period) {
    LocalDate day = start.toLocalDate();
    return switch (period) {
      case "Y" -> Integer.toString(day.getYear());
      case "M", "Q" -> day.toString().substring(0, 7);
      case "D", "W" -> day.toString();
      default -> start.toInstant().toString();
    };
  }
}
