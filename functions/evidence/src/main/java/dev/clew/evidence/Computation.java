package dev.clew.evidence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is needed to compute some facts again.
///
/// @param id unique in its answer, `C` and a number
/// @param skill the skill's id
/// @param version the skill's version
/// @param method what was computed, in the field's terms
/// @param parameters all parameters of the skill's run, by name, in order
/// @param rowsExamined rows or spans that went in
/// @param objects what was read
/// @param judgedBy the model that judged these facts, which code alone can not compute again; empty
///   where code computed them
public record Computation(
    String id,
    String skill,
    String version,
    String target,
    String method,
    Map<String, String> parameters,
    Windows windows,
    long rowsExamined,
    List<ObjectRead> objects,
    String judgedBy) {

  public Computation {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    objects = List.copyOf(objects);
  }

  /// By code alone.
  public Computation(
      String id,
      String skill,
      String version,
      String target,
      String method,
      Map<String, String> parameters,
      Windows windows,
      long rowsExamined,
      List<ObjectRead> objects) {
    this(id, skill, version, target, method, parameters, windows, rowsExamined, objects, "");
  }

  /// Whether a model judged, so that the same data may come to something else another time.
  public boolean isJudged() {
    return !judgedBy.isEmpty();
  }

  public Computation renumbered(String newId) {
    return new Computation(
        newId,
        skill,
        version,
        target,
        method,
        parameters,
        windows,
        rowsExamined,
        objects,
        judgedBy);
  }
}
