package dev.clew.skills.exploration;

import dev.clew.evidence.SpanRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// The rows, spans, calls or traces of one window, with their fields. Not thread-safe.
public final class Things {
  private final Level level;
  private final int count;
  private final Map<String, Field> fields;
  private final IntFunction<String> ids;
  private final IntFunction<Optional<SpanRef>> refs;

  /// @param ids by what a reader finds each again: a row's number, `traceId/spanId`, a trace's id
  Things(
      Level level,
      int count,
      List<Field> fields,
      IntFunction<String> ids,
      IntFunction<Optional<SpanRef>> refs) {
    this.level = level;
    this.count = count;
    var byName = new LinkedHashMap<String, Field>();
    fields.forEach(field -> byName.putIfAbsent(field.name(), field));
    this.fields = Collections.unmodifiableMap(byName);
    this.ids = ids;
    this.refs = refs;
  }

  public Level level() {
    return level;
  }

  public int count() {
    return count;
  }

  /// By name; data's own order.
  public Map<String, Field> fields() {
    return fields;
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /// A field that somebody named.
  ///
  /// @param where which parameter named it
  /// @throws dev.clew.evidence.ClewException of kind USER that names the nearest
  public Field field(String where, String name) {
    var field = fields.get(name);
    if (field == null) {
      throw Wrong.unknown(
          where,
          level == Level.ROWS ? "column" : "field of " + level.words(),
          name,
          fields.keySet());
    }
    return field;
  }

  /// By what a reader finds it again.
  public String id(int index) {
    return ids.apply(index);
  }

  /// Where it is found; empty for rows.
  public Optional<SpanRef> ref(int index) {
    return refs.apply(index);
  }
}
