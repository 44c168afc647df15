package dev.clew.investigation.budget;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The most that may be spent, cost by cost; without a limit where none is named.
public record Limits(Map<Cost, Long> of) {
  public static final Limits NONE = new Limits(Map.of());

  /// For one investigation: some ten times what the longest of the samples' takes.
  public static final Limits INVESTIGATION =
      parse("tokens=400000,usd=2,calls=60,bytes=100000000000,seconds=3600", "");

  /// For a tenant and a day.
  public static final Limits DAY =
      parse("tokens=20000000,usd=50,calls=5000,bytes=5000000000000,seconds=200000", "");

  public Limits {
    var copy = new EnumMap<Cost, Long>(Cost.class);
    copy.putAll(of);
    of = Collections.unmodifiableMap(copy);
    copy.forEach((cost, limit) -> {
      if (limit < 0) {
        throw new IllegalArgumentException(cost + " " + limit);
      }
    });
  }

  public OptionalLong get(Cost cost) {
    var limit = of.get(cost);
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  /// The most money, in US dollars, where there is a limit.
  public OptionalDouble usd() {
    var limit = of.get(Cost.MICRO_USD);
    return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit / 1e6);
  }

  /// Reads limits as settings write them: `tokens=400000,usd=2.50,calls=60,bytes=1000,seconds=60`.
  /// What is not named has no limit; nothing at all is no limit at all.
  ///
  /// @param where the setting's name, for the error
  /// @throws ClewException of kind USER for a name that is none or a number that is none
  public static Limits parse(String text, String where) {
    var limits = new EnumMap<Cost, Long>(Cost.class);
    for (var part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      var sides = part.split("=", 2);
      var word = sides[0].strip().toLowerCase(Locale.ROOT);
      var cost =
          Arrays.stream(Cost.values())
              .filter(one -> one.word().equals(word))
              .findFirst()
              .orElseThrow(() ->
                  wrong(
                      where,
                      "there is no cost '" + word + "' to limit",
                      Nearest.remedy(word, Arrays.stream(Cost.values()).map(Cost::word).toList())));
      var number = sides.length == 2 ? sides[1].strip() : "";
      if (!number.matches("[0-9]{1,15}(\\.[0-9]{1,6})?")) {
        throw wrong(
            where,
            "'" + number + "' is no limit for " + word,
            "Write it as tokens=400000,usd=2.50,calls=60,bytes=100000000000,seconds=3600");
      }
      limits.put(cost, scaled(cost, new BigDecimal(number)));
    }
    return new Limits(limits);
  }

  private static long scaled(Cost cost, BigDecimal number) {
    return switch (cost) {
      case TOKENS, CALLS, BYTES -> number.longValue();
      case MICRO_USD -> number.movePointRight(6).longValueExact();
      case MILLIS -> number.movePointRight(3).longValue();
    };
  }

  private static ClewException wrong(String where, String what, String remedy) {
    return new Problem(Problem.Kind.USER, what, where, remedy).asException();
  }
}
