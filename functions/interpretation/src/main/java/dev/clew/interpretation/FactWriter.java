package dev.clew.interpretation;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Writes a fact the way a reader wants it: unit, rounding, thousands separators, interval.
///
/// The unit decides: shares become percentages, differences carry their sign, money its currency,
/// seconds grow into minutes and hours. Rounding keeps three digits that mean something, and more
/// where a value lies so close to 0 % or 100 % that fewer would say it is there. What is not known
/// is written "unknown".
public final class FactWriter {
  private static final Unit BYTES = Unit.of("bytes");
  private static final Unit MILLISECONDS = Unit.of("ms");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final Pattern ISO_INSTANT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?Z");
  private static final Pattern ISO_DURATION =
      Pattern.compile(
          "P(?=.*\\d[DHMS])(?:\\d{1,5}D)?(?:T(?:\\d{1,6}H)?(?:\\d{1,6}M)?(?:\\d{1,9}(?:\\.\\d{1,9})?S)?)?");

  private FactWriter() {}

  /// The value with its unit and, where one was computed, its interval: `0.903 (0.901 to 0.905)`.
  public static String write(Fact fact) {
    return write(fact, Form.FULL);
  }

  /// The value in one of its forms.
  public static String write(Fact fact, Form form) {
    return switch (fact.value()) {
      case FactValue.Nothing _ -> "unknown";
      case FactValue.Flag flag -> flag.value() ? "yes" : "no";
      case FactValue.Text text -> text(text.value(), fact.unit());
      case FactValue.Whole whole -> interval((double) whole.value(), true, fact, form);
      case FactValue.Real real -> interval(real.value(), false, fact, form);
    };
  }

  /// One number of a unit, without an interval: for axes, tables and limits.
  public static String number(double value, Unit unit) {
    return withUnit(value, value == Math.rint(value), unit, Form.FULL, decimals(value, unit));
  }

  /// A count with its unit: `1 row`, `12,000 rows`.
  public static String count(long value, Unit unit) {
    return withUnit((double) value, true, unit, Form.FULL, 0);
  }

  /// How a figure stands in its sentence.
  public enum Form {
    /// Number, unit and interval.
    FULL,
    /// The unit is named by the words around it: `34 of 56 traces`.
    BARE,
    /// The direction is named by the words before it: `fell by 3.1 points`.
    SIZE,
    /// Within brackets, where the interval's own would be a second pair: `(68.4%, 46.0% to 84.6%)`.
    ASIDE
  }

  private static String interval(double value, boolean whole, Fact fact, Form form) {
    var unit = fact.unit();
    var low = fact.low();
    var high = fact.high();
    if (low.isEmpty() && high.isEmpty()) {
      return withUnit(value, whole, unit, form, whole ? 0 : decimals(value, unit));
    }
    int decimals = decimals(value, low, high, unit);
    if (form == Form.SIZE && value < 0) {
      return sized(-value, negated(high), negated(low), unit, decimals);
    }
    var written = withUnit(value, false, unit, form, decimals);
    var ends = ends(low, high, unit, form, decimals);
    return form == Form.ASIDE ? written + ", " + ends : written + " (" + ends + ")";
  }

  private static String sized(
      double value, OptionalDouble low, OptionalDouble high, Unit unit, int decimals) {
    return withUnit(value, false, unit, Form.SIZE, decimals)
        + " ("
        + ends(low, high, unit, Form.SIZE, decimals)
        + ")";
  }

  private static OptionalDouble negated(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
  }

  private static String ends(
      OptionalDouble low, OptionalDouble high, Unit unit, Form form, int decimals) {
    // Inside brackets a size may still cross zero, so its sign stays; the unit stands once, before
    // them.
    if (low.isPresent() && high.isPresent()) {
      return end(low.getAsDouble(), unit, form, decimals)
          + " to "
          + end(high.getAsDouble(), unit, form, decimals);
    }
    return low.isPresent()
        ? "at least " + end(low.getAsDouble(), unit, form, decimals)
        : "at most " + end(high.orElseThrow(), unit, form, decimals);
  }

  private static String end(double value, Unit unit, Form form, int decimals) {
    if (unit.equals(Unit.SHARE)) {
      return fixed(100 * value, decimals) + "%";
    }
    if (unit.equals(Unit.POINTS)) {
      return sign(value, form) + fixed(100 * Math.abs(value), decimals);
    }
    if (unit.equals(Unit.CHANGE)) {
      return sign(value, form) + fixed(Math.abs(value), decimals);
    }
    if (unit.equals(Unit.SECONDS) || unit.equals(Unit.USD) || unit.equals(BYTES)) {
      return withUnit(value, false, unit, Form.FULL, decimals);
    }
    return fixed(value, decimals);
  }

  private static String sign(double value, Form form) {
    return value < 0 ? "-" : form == Form.SIZE || value == 0 ? "" : "+";
  }

  private static String withUnit(double value, boolean whole, Unit unit, Form form, int decimals) {
    if (unit.equals(Unit.SHARE)) {
      return share(value, decimals);
    }
    if (unit.equals(Unit.POINTS)) {
      var number =
          (form == Form.SIZE ? "" : sign(value, form)) + fixed(100 * Math.abs(value), decimals);
      return number
          + (form == Form.BARE
              ? ""
              : fixed(100 * Math.abs(value), decimals).equals("1") ? " point" : " points");
    }
    if (unit.equals(Unit.CHANGE)) {
      return (form == Form.SIZE ? "" : sign(value, form)) + plain(Math.abs(value), decimals);
    }
    if (unit.equals(Unit.RATIO)) {
      return fixed(value, decimals) + "x";
    }
    if (unit.equals(Unit.USD)) {
      if (value > 0 && value < 0.0000005) {
        return "under $0.000001";
      }
      return (value < 0 ? "-" : "") + "$" + fixed(Math.abs(value), decimals);
    }
    if (unit.equals(Unit.SECONDS)) {
      return duration(value);
    }
    if (unit.equals(MILLISECONDS)) {
      return duration(value / 1000);
    }
    if (unit.equals(BYTES)) {
      return bytes(value);
    }
    if (unit.equals(Unit.ROW_NUMBER)) {
      return (form == Form.BARE ? "" : "row ") + ungrouped(value);
    }
    if (unit.symbol().equals("year")) {
      return ungrouped(value);
    }
    var number = whole ? fixed(value, 0) : plain(value, decimals);
    if (form == Form.BARE || unit.symbol().isEmpty()) {
      return number;
    }
    if (unit.symbol().equals("%")) {
      return number + "%";
    }
    return number + " " + (number.equals("1") ? singular(unit.symbol()) : unit.symbol());
  }

  /// `traces` to `trace`, `categories` to `category`; other words as they are.
  static String singular(String plural) {
    if (plural.contains(" ")) {
      return plural;
    }
    if (plural.endsWith("ies")) {
      return plural.substring(0, plural.length() - 3) + "y";
    }
    if (plural.endsWith("sses") || plural.endsWith("xes") || plural.endsWith("ches")) {
      return plural.substring(0, plural.length() - 2);
    }
    return plural.endsWith("s") && !plural.endsWith("ss")
        ? plural.substring(0, plural.length() - 1)
        : plural;
  }

  private static String share(double value, int decimals) {
    double percent = 100 * value;
    if (percent > 0 && percent < 0.0005) {
      return "under 0.001%";
    }
    return fixed(percent, decimals) + "%";
  }

  private static int decimals(double value, Unit unit) {
    if (value == 0) {
      return 0;
    }
    if (unit.equals(Unit.SHARE)) {
      return shareDecimals(value);
    }
    if (unit.equals(Unit.POINTS)) {
      double points = 100 * Math.abs(value);
      return points == Math.rint(points) ? 0 : small(points, points);
    }
    double size = Math.abs(value);
    if (unit.equals(Unit.USD)) {
      return size >= 0.995 ? 2 : Math.min(6, cents(size));
    }
    if (unit.equals(Unit.RATIO)) {
      return size >= 100 ? 0 : size >= 2 ? 1 : 2;
    }
    if (value == Math.rint(value) && size < 1e15) {
      return 0;
    }
    return size >= 1000
        ? 0
        : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 ? 3 : significant(size, 3);
  }

  /// Two digits that mean something; a third where whole cents would be more than [#CENTS] off:
  /// $0.105 is not $0.10.
  private static int cents(double size) {
    int two = significant(size, 2);
    boolean far = Math.abs(Math.rint(100 * size) / 100 - size) > CENTS * size;
    return two == 2 && far ? 3 : two;
  }

  private static final double CENTS = 0.02;

  private static int shareDecimals(double value) {
    double percent = 100 * value;
    if (Math.abs(percent - Math.rint(percent)) < 1e-9) {
      return 0;
    }
    // As close to 100 % as to 0 %: 99.97 % must not become 100.0 %.
    double margin = Math.min(Math.abs(percent), Math.abs(100 - percent));
    return small(margin, percent);
  }

  /// Two digits that mean something, at most three decimals, and no zero at the end of three.
  private static int small(double margin, double percent) {
    if (margin >= 0.095) {
      return margin >= 0.95 ? 1 : 2;
    }
    return Math.rint(1000 * percent) % 10 == 0 ? 2 : 3;
  }

  private static int significant(double size, int digits) {
    return digits - 1 - (int) Math.floor(Math.log10(size));
  }

  private static int decimals(double value, OptionalDouble low, OptionalDouble high, Unit unit) {
    int own = decimals(value, unit);
    if (low.isEmpty() || high.isEmpty()) {
      return own;
    }
    double scale = unit.equals(Unit.SHARE) || unit.equals(Unit.POINTS) ? 100 : 1;
    double half = scale * (high.getAsDouble() - low.getAsDouble()) / 2;
    if (half == 0) {
      return own;
    }
    // The first digit in which the interval's ends differ from the value, and no digit beyond.
    int telling = Math.max(0, -(int) Math.floor(Math.log10(half)));
    int least = scale == 100 ? 1 : Math.abs(value) < 10 ? 3 : Math.abs(value) < 100 ? 1 : 0;
    if (unit.equals(Unit.USD)) {
      return Math.max(2, own);
    }
    return unit.equals(Unit.RATIO)
        ? Math.max(own, Math.min(2, telling))
        : Math.min(6, Math.max(least, telling));
  }

  private static String plain(double value, int decimals) {
    if (value != 0 && Math.abs(value) < 1e-4) {
      var mantissa = String.format(Locale.ROOT, "%.1e", value);
      return mantissa.replaceFirst("e([+-])0*(\\d)", "e$1$2");
    }
    return fixed(value, decimals);
  }

  private static String fixed(double value, int decimals) {
    var rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    if (rounded.signum() == 0) {
      rounded = rounded.abs();
    }
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  private static String ungrouped(double value) {
    return BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String duration(double seconds) {
    double size = Math.abs(seconds);
    var sign = seconds < 0 ? "-" : "";
    if (size == 0) {
      return "0 s";
    }
    if (size < 0.9995) {
      double millis = 1000 * size;
      return sign
          + (millis < 9.95 ? fixed(millis, millis < 0.95 ? 2 : 1) : fixed(millis, 0))
          + " ms";
    }
    if (size < 59.5) {
      return sign + fixed(size, size < 9.95 ? 2 : 1) + " s";
    }
    long whole = Math.round(size);
    if (whole < 3600) {
      return sign + whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
    }
    long minutes = Math.round(size / 60);
    if (minutes < 48 * 60) {
      return sign + minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    return sign + fixed(size / 86_400, 1) + " days";
  }

  private static String bytes(double value) {
    double size = Math.abs(value);
    if (size < 1000) {
      return fixed(value, 0) + (size == 1 ? " byte" : " bytes");
    }
    var names = new String[] {"kB", "MB", "GB", "TB", "PB"};
    int step = 0;
    double scaled = value / 1000;
    while (Math.abs(scaled) >= 999.5 && step < names.length - 1) {
      scaled /= 1000;
      step++;
    }
    return fixed(scaled, Math.abs(scaled) < 99.95 ? 1 : 0) + " " + names[step];
  }

  private static String text(String value, Unit unit) {
    return unit.equals(Unit.INSTANT) ? instant(value) : value.isEmpty() ? "(empty)" : plain(value);
  }

  /// Instants and durations as ISO 8601 writes them, in the words of a reader; other text as it is.
  static String plain(String text) {
    if (ISO_INSTANT.matcher(text).matches()) {
      return instant(text);
    }
    return ISO_DURATION.matcher(text).matches()
        ? duration(Duration.parse(text).toNanos() / 1e9)
        : text;
  }

  private static String instant(String value) {
    try {
      var time = LocalDateTime.ofInstant(Instant.parse(value), ZoneOffset.UTC);
      return (time.getSecond() == 0 ? MINUTE : SECOND).format(time) + " UTC";
    } catch (DateTimeParseException _) {
      return value;
    }
  }
}
