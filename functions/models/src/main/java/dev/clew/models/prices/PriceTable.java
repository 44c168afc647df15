package dev.clew.models.prices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prices by model and day, from `prices.csv`. A model that is not in it has no price: what it
/// costs is unknown, never nothing.
public final class PriceTable {
  private static final int COLUMNS = 13;

  /// By name, the oldest price first.
  private final Map<String, List<Price>> prices = new HashMap<>();

  private PriceTable() {}

  /// The table that comes with Clew.
  public static PriceTable bundled() {
    try (var in = PriceTable.class.getResourceAsStream("prices.csv")) {
      if (in == null) {
        throw new IllegalStateException("prices.csv is not beside its reader");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("prices.csv can not be read", e);
    }
  }

  /// Overlay.
  ///
  /// @param text lines of comma-separated fields, none quoted; `#` starts a comment line, the first
  ///   line that is no comment names the columns
  /// @throws IllegalArgumentException that names the line
  public static PriceTable parse(String text) {
    var table = new PriceTable();
    var lines = text.lines().toList();
    boolean headed = false;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (headed) {
        table.add(line, i + 1);
      }
      headed = true;
    }
    table.prices.values().forEach(list -> list.sort(Comparator.comparing(Price::from)));
    return table;
  }

  /// The price that held on the day of an instant; without one, the newest.
  ///
  /// @param model as written in the data
  public Optional<Price> price(String model, Optional<Instant> when) {
    for (var name : ModelName.candidates(model)) {
      var list = prices.get(name);
      if (list != null) {
        return when.isEmpty()
            ? Optional.of(list.getLast())
            : inForce(list, LocalDate.ofInstant(when.get(), ZoneOffset.UTC));
      }
    }
    return Optional.empty();
  }

  private static Optional<Price> inForce(List<Price> list, LocalDate day) {
    return list.reversed().stream().filter(price -> !price.from().isAfter(day)).findFirst();
  }

  private void add(String line, int number) {
    var fields = line.split(",", -1);
    if (fields.length != COLUMNS) {
      throw new IllegalArgumentException(
          "prices, line " + number + ": " + fields.length + " fields, not " + COLUMNS);
    }
    try {
      var names = new ArrayList<String>();
      names.add(fields[1]);
      if (!fields[2].isEmpty()) {
        names.addAll(List.of(fields[2].split(" ")));
      }
      var from = fields[3].isEmpty() ? LocalDate.MIN : LocalDate.parse(fields[3]);
      var large =
          fields[8].isEmpty()
              ? Optional.<Price.Rates>empty()
              : Optional.of(rates(fields[9], fields[10], fields[11], fields[12]));
      var price =
          new Price(
              fields[1],
              from,
              rates(fields[4], fields[5], fields[6], fields[7]),
              large,
              fields[8].isEmpty() ? 0 : Long.parseLong(fields[8]));
      for (var name : names) {
        prices.computeIfAbsent(name, _ -> new ArrayList<>()).add(price);
      }
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("prices, line " + number + ": " + e.getMessage(), e);
    }
  }

  /// Where no price for cached input or for writing a cache is published, such tokens are billed as
  /// input.
  private static Price.Rates rates(String input, String cached, String written, String output) {
    double usual = Double.parseDouble(input);
    return new Price.Rates(
        usual,
        cached.isEmpty() ? usual : Double.parseDouble(cached),
        written.isEmpty() ? usual : Double.parseDouble(written),
        Double.parseDouble(output));
  }
}
