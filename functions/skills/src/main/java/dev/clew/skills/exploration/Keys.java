package dev.clew.skills.exploration;

import dev.clew.traces.rows.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;

/// What things are told apart by: a field's values, numbers in steps (`AGEP:10`), instants by hour,
/// day, week or month (`start:day`).
///
/// @param field the field's name
/// @param name as it was asked for
/// @param codes which label each thing has, -1 where its field has no value
/// @param labels distinct values as text
/// @param places where each label stands along the axis, NaN for texts
public record Keys(
    String field, String name, int[] codes, List<String> labels, List<Double> places) {

  /// More groups than this are no groups.
  public static final int MOST = 20_000;

  private static final List<String> PERIODS = List.of("hour", "day", "week", "month");

  /// A field's name without its steps.
  public static String field(String asked) {
    int colon = asked.lastIndexOf(':');
    return colon < 0 ? asked : asked.substring(0, colon);
  }

  /// Overlay.
  ///
  /// @param asked a field's name, with or without steps
  /// @throws dev.clew.evidence.ClewException of kind USER for a field that is not there, steps that
  ///   do not fit it, or too many groups
  public static Keys of(Things things, String where, String asked) {
    if (things.has(asked)) {
      return of(things.field(where, asked), asked, where, "");
    }
    int colon = asked.lastIndexOf(':');
    return colon < 0
        ? of(things.field(where, asked), asked, where, "")
        : of(
            things.field(where, asked.substring(0, colon)),
            asked,
            where,
            asked.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
  }

  private static Keys of(Field field, String asked, String where, String steps) {
    return switch (field.column()) {
      case Column.Categories texts -> {
        if (!steps.isEmpty()) {
          throw Wrong.in(
              where,
              field.name() + " holds texts, which have no steps of " + Wrong.shown(steps),
              "name the field alone");
        }
        yield texts(field, asked, texts, where);
      }
      case Column.Numbers numbers ->
          numbers(field, asked, numbers, where, width(field, where, steps));
      case Column.Times times -> times(field, asked, times, where, steps);
    };
  }

  private static Keys texts(Field field, String asked, Column.Categories texts, String where) {
    var used = new int[texts.dictionary().size()];
    Arrays.fill(used, -1);
    var labels = new ArrayList<String>();
    var codes = new int[texts.size()];
    for (int i = 0; i < codes.length; i++) {
      int code = texts.codes()[i];
      if (code >= 0 && used[code] < 0) {
        used[code] = labels.size();
        labels.add(texts.dictionary().get(code));
        few(labels, field, where);
      }
      codes[i] = code < 0 ? -1 : used[code];
    }
    return new Keys(
        field.name(), asked, codes, labels, Collections.nCopies(labels.size(), Double.NaN));
  }

  private static OptionalDouble width(Field field, String where, String steps) {
    if (steps.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double width = Double.parseDouble(steps);
      if (width > 0 && Double.isFinite(width)) {
        return OptionalDouble.of(width);
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw Wrong.in(
        where,
        field.name() + " holds numbers, whose steps are no '" + Wrong.shown(steps) + "'",
        "give the width of a step: " + field.name() + ":10");
  }

  private static Keys numbers(
      Field field, String asked, Column.Numbers column, String where, OptionalDouble width) {
    DoubleFunction<String> label =
        width.isEmpty()
            ? Texts::number
            : value -> step(value) + " to " + step(value + width.getAsDouble());
    var known = new HashMap<Double, Integer>();
    var labels = new ArrayList<String>();
    var places = new ArrayList<Double>();
    var codes = new int[column.size()];
    for (int i = 0; i < codes.length; i++) {
      double value = column.values()[i];
      if (Double.isNaN(value)) {
        codes[i] = -1;
        continue;
      }
      double place =
          0.0
              + (width.isEmpty()
                  ? value
                  : Math.floor(value / width.getAsDouble()) * width.getAsDouble());
      var code = known.get(place);
      if (code == null) {
        code = labels.size();
        known.put(place, code);
        labels.add(label.apply(place));
        places.add(place);
        few(labels, field, where);
      }
      codes[i] = code;
    }
    return new Keys(field.name(), asked, codes, labels, places);
  }

  private static String step(double value) {
    return Texts.number(new BigDecimal(value).round(new MathContext(12)).doubleValue());
  }

  private static Keys times(
      Field field, String asked, Column.Times column, String where, String steps) {
    if (!steps.isEmpty() && !PERIODS.contains(steps)) {
      throw Wrong.in(
          where,
          field.name() + " holds instants, whose steps are no '" + Wrong.shown(steps) + "'",
          "give one of " + String.join(", ", PERIODS) + ": " + field.name() + ":day");
    }
    LongFunction<Instant> begin = millis -> begin(Instant.ofEpochMilli(millis), steps);
    var known = new HashMap<Long, Integer>();
    var labels = new ArrayList<String>();
    var places = new ArrayList<Double>();
    var codes = new int[column.size()];
    for (int i = 0; i < codes.length; i++) {
      long millis = column.epochMillis()[i];
      if (millis == Column.Times.ABSENT) {
        codes[i] = -1;
        continue;
      }
      var place = begin.apply(millis);
      var code = known.get(place.toEpochMilli());
      if (code == null) {
        code = labels.size();
        known.put(place.toEpochMilli(), code);
        labels.add(
            steps.isEmpty() || steps.equals("hour")
                ? place.toString()
                : place.toString().substring(0, 10));
        places.add((double) place.toEpochMilli());
        few(labels, field, where);
      }
      codes[i] = code;
    }
    return new Keys(field.name(), asked, codes, labels, places);
  }

  private static Instant begin(Instant time, String steps) {
    var at = ZonedDateTime.ofInstant(time, ZoneOffset.UTC);
    return switch (steps) {
      case "hour" -> at.truncatedTo(ChronoUnit.HOURS).toInstant();
      case "day" -> at.truncatedTo(ChronoUnit.DAYS).toInstant();
      case "week" ->
          at.truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .toInstant();
      case "month" -> at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
      default -> time;
    };
  }

  private static void few(List<String> labels, Field field, String where) {
    if (labels.size() > MOST) {
      throw Wrong.in(
          where,
          field.name() + " has more than " + MOST + " different values",
          "group by another field, by steps such as "
              + field.name()
              + ":10 or "
              + field.name()
              + ":day, or narrow with where");
    }
  }
}
