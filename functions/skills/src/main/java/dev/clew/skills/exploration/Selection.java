package dev.clew.skills.exploration;

import dev.clew.skills.predictors.Condition;
import dev.clew.traces.rows.Column;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which things a filter means. Each condition is held against its field's kind first: a number is
/// compared with numbers, an instant with instants.
public final class Selection {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,15}(?:\\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,3})?");

  private final String where;
  private final Things things;

  /// Fields that several conditions name are parsed once.
  private final Map<String, double[]> numbersOf = new HashMap<>();

  private Selection(String where, Things things) {
    this.where = where;
    this.things = things;
  }

  /// Indices of the things that a filter means, ascending.
  ///
  /// @param where which parameter the filter is, for errors
  /// @throws dev.clew.evidence.ClewException of kind USER when it names a field that is not there,
  ///   or compares a field with what it can not be
  public static int[] of(Filter filter, Things things, String where) {
    return new Selection(where, things).bits(filter).stream().toArray();
  }

  private BitSet bits(Filter filter) {
    return switch (filter) {
      case Filter.And(var of) -> {
        var all = new BitSet(things.count());
        all.set(0, things.count());
        of.forEach(one -> all.and(bits(one)));
        yield all;
      }
      case Filter.Or(var of) -> {
        var any = new BitSet(things.count());
        of.forEach(one -> any.or(bits(one)));
        yield any;
      }
      case Filter.Not(var of) -> {
        var none = bits(of);
        none.flip(0, things.count());
        yield none;
      }
      case Filter.Compare compare -> compared(compare);
      case Filter.In(var field, var values) -> {
        var any = new BitSet(things.count());
        values.forEach(
            value -> any.or(compared(new Filter.Compare(field, Filter.Relation.EQ, value))));
        yield any;
      }
      case Filter.Contains(var field, var words) -> contains(field, words);
      case Filter.Exists(var field) -> exists(column(field));
    };
  }

  private Column column(String field) {
    return things.field(where, field).column();
  }

  private BitSet compared(Filter.Compare compare) {
    return switch (column(compare.field())) {
      case Column.Numbers numbers -> numbers(compare, numbers);
      case Column.Times times -> times(compare, times);
      case Column.Categories texts -> texts(compare, texts);
    };
  }

  private BitSet numbers(Filter.Compare compare, Column.Numbers column) {
    return switch (compare.value()) {
      case Literal.Num(double other) -> numbers(column.values(), above(compare.relation(), other));
      case Literal.Word(var text) when NUMBER.matcher(text.strip()).matches() ->
          numbers(column.values(), above(compare.relation(), Double.parseDouble(text.strip())));
      case Literal.Word(var text) when isEquality(compare) && !column.unparsed().isEmpty() -> {
        // Cells that are no number can be asked for as they stand.
        var found = compare.relation() == Filter.Relation.EQ ? new BitSet() : exists(column);
        column
            .unparsed()
            .forEach((row, cell) -> {
              if (cell.equals(text)) {
                found.set(row, compare.relation() == Filter.Relation.EQ);
              }
            });
        yield found;
      }
      case Literal.Word _, Literal.Flag _ -> throw mismatch(compare, "numbers", "give a number");
    };
  }

  private static BitSet numbers(double[] values, DoublePredicate wanted) {
    var found = new BitSet(values.length);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i]) && wanted.test(values[i])) {
        found.set(i);
      }
    }
    return found;
  }

  private static DoublePredicate above(Filter.Relation relation, double other) {
    return switch (relation) {
      case EQ -> value -> value == other;
      case NE -> value -> value != other;
      case LT -> value -> value < other;
      case LE -> value -> value <= other;
      case GT -> value -> value > other;
      case GE -> value -> value >= other;
    };
  }

  private BitSet times(Filter.Compare compare, Column.Times column) {
    var wanted =
        compare.value() instanceof Literal.Word(var text)
            ? instant(text)
            : Optional.<Instant>empty();
    if (wanted.isEmpty()) {
      throw mismatch(
          compare, "instants", "give a date or an instant such as '2026-11-01T12:00:00Z'");
    }
    long other = wanted.get().toEpochMilli();
    LongPredicate holds =
        switch (compare.relation()) {
          case EQ -> value -> value == other;
          case NE -> value -> value != other;
          case LT -> value -> value < other;
          case LE -> value -> value <= other;
          case GT -> value -> value > other;
          case GE -> value -> value >= other;
        };
    var millis = column.epochMillis();
    var found = new BitSet(millis.length);
    for (int i = 0; i < millis.length; i++) {
      if (millis[i] != Column.Times.ABSENT && holds.test(millis[i])) {
        found.set(i);
      }
    }
    return found;
  }

  private static Optional<Instant> instant(String text) {
    var stripped = text.strip().replace(' ', 'T');
    try {
      return Optional.of(
          stripped.length() == 10
              ? LocalDate.parse(stripped).atStartOfDay(ZoneOffset.UTC).toInstant()
              : stripped.endsWith("Z")
                  ? Instant.parse(stripped)
                  : LocalDateTime.parse(stripped).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private BitSet texts(Filter.Compare compare, Column.Categories column) {
    var dictionary = column.dictionary();
    if (!isEquality(compare)) {
      double other =
          switch (compare.value()) {
            case Literal.Num(double value) -> value;
            case Literal.Word(var text) when NUMBER.matcher(text.strip()).matches() ->
                Double.parseDouble(text.strip());
            case Literal.Word _, Literal.Flag _ -> Double.NaN;
          };
      double[] numbers = numbersOf.computeIfAbsent(compare.field(), _ -> parsed(dictionary));
      boolean allNumbers = Arrays.stream(numbers).noneMatch(Double::isNaN);
      if (Double.isNaN(other) || !allNumbers) {
        throw mismatch(compare, "texts", "texts have no order: use =, !=, in (..) or contains");
      }
      var wanted = above(compare.relation(), other);
      return coded(column, code -> wanted.test(numbers[code]));
    }
    var equal = equal(compare.value());
    return coded(
        column,
        code -> equal.test(dictionary.get(code)) == (compare.relation() == Filter.Relation.EQ));
  }

  /// Whether a text is the one that is meant: numbers by value, so that `17` finds `17.0`; yes and
  /// no in any case of letters; else letter by letter.
  private static Predicate<String> equal(Literal value) {
    return switch (value) {
      case Literal.Num(double number) ->
          text ->
              text.equals(Condition.number(number))
                  || (NUMBER.matcher(text).matches() && Double.parseDouble(text) == number);
      case Literal.Flag(boolean flag) -> Boolean.toString(flag)::equalsIgnoreCase;
      case Literal.Word(var word) -> word::equals;
    };
  }

  private static double[] parsed(List<String> dictionary) {
    return dictionary.stream()
        .mapToDouble(text -> NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN)
        .toArray();
  }

  private static BitSet coded(Column.Categories column, IntPredicate wantedCode) {
    var wanted = new boolean[column.dictionary().size()];
    for (int code = 0; code < wanted.length; code++) {
      wanted[code] = wantedCode.test(code);
    }
    var codes = column.codes();
    var found = new BitSet(codes.length);
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] >= 0 && wanted[codes[i]]) {
        found.set(i);
      }
    }
    return found;
  }

  private BitSet contains(String field, String words) {
    var wanted = words.toLowerCase(Locale.ROOT);
    return switch (column(field)) {
      case Column.Categories texts ->
          coded(
              texts,
              code -> texts.dictionary().get(code).toLowerCase(Locale.ROOT).contains(wanted));
      case Column.Numbers _ ->
          throw Wrong.in(
              where,
              "field " + Wrong.shown(field) + " holds numbers, and 'contains' reads texts",
              "compare it with =, < or >");
      case Column.Times _ ->
          throw Wrong.in(
              where,
              "field " + Wrong.shown(field) + " holds instants, and 'contains' reads texts",
              "compare it with < or >");
    };
  }

  private static BitSet exists(Column column) {
    return switch (column) {
      case Column.Categories texts -> coded(texts, _ -> true);
      case Column.Numbers numbers -> {
        var found = numbers(numbers.values(), _ -> true);
        numbers.unparsed().keySet().forEach(found::set);
        yield found;
      }
      case Column.Times times -> {
        var found = new BitSet(times.size());
        for (int i = 0; i < times.size(); i++) {
          found.set(i, times.epochMillis()[i] != Column.Times.ABSENT);
        }
        times.unparsed().keySet().forEach(found::set);
        yield found;
      }
    };
  }

  private static boolean isEquality(Filter.Compare compare) {
    return switch (compare.relation()) {
      case EQ, NE -> true;
      case LT, LE, GT, GE -> false;
    };
  }

  private RuntimeException mismatch(Filter.Compare compare, String holds, String remedy) {
    return Wrong.in(
        where,
        "field "
            + Wrong.shown(compare.field())
            + " holds "
            + holds
            + ", and "
            + Wrong.shown(compare.value().text())
            + " is none to compare it with "
            + compare.relation().sign(),
        remedy);
  }
}
