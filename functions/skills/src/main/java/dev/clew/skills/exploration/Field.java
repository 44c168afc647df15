package dev.clew.skills.exploration;

import dev.clew.evidence.Unit;
import dev.clew.traces.rows.Column;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One thing that can be known of each row, span or trace. Its values are made when they are first
/// asked for.
public final class Field {
  private final String name;
  private final String about;
  private final Unit unit;
  private final Supplier<Column> source;
  private @Nullable Column column;

  /// @param about what it is to its data: `feature`, `attribute`; empty for what every span has
  /// @param unit of its numbers
  Field(String name, String about, Unit unit, Supplier<Column> source) {
    this.name = name;
    this.about = about;
    this.unit = unit;
    this.source = source;
  }

  public String name() {
    return name;
  }

  /// What it is to its data; empty for what every span or trace has.
  public String about() {
    return about;
  }

  public Unit unit() {
    return unit;
  }

  /// Its values, one a thing.
  public Column column() {
    var known = column;
    if (known == null) {
      known = source.get();
      column = known;
    }
    return known;
  }

  /// `numbers`, `whole numbers`, `instants`, `yes or no`, `texts` or `no values`.
  public String kind() {
    return switch (column()) {
      case Column.Numbers numbers when numbers.missing() == numbers.size() -> "no values";
      case Column.Numbers numbers -> numbers.whole() ? "whole numbers" : "numbers";
      case Column.Times times when times.missing() == times.size() -> "no values";
      case Column.Times _ -> "instants";
      case Column.Categories texts when texts.missing() == texts.size() -> "no values";
      case Column.Categories texts -> isFlag(texts) ? "yes or no" : "texts";
    };
  }

  private static boolean isFlag(Column.Categories texts) {
    return texts.dictionary().size() <= 2
        && texts.dictionary().stream()
            .allMatch(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
  }
}
