package dev.clew.skills.predictors;

import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// One column in both stretches.
///
/// @param baseline absent where the baseline has no such column
/// @param current absent where the current rows have no such column
public record Variable(
    String name, Role role, Optional<Column> baseline, Optional<Column> current) {

  /// The columns that have the role of a feature, prediction, score, actual or tag, each once, in
  /// that order. Of the actual, rows that still wait for many of theirs count as empty: see
  /// [Arrival].
  public static List<Variable> of(Comparison comparison) {
    Schema schema = comparison.schema();
    var variables = new ArrayList<Variable>();
    var seen = new HashSet<String>();
    schema.features().forEach(name -> add(variables, seen, name, Role.FEATURE, comparison));
    schema.prediction().ifPresent(name -> add(variables, seen, name, Role.PREDICTION, comparison));
    schema.score().ifPresent(name -> add(variables, seen, name, Role.SCORE, comparison));
    schema.actual().ifPresent(name -> add(variables, seen, name, Role.ACTUAL, comparison));
    schema.tags().forEach(name -> add(variables, seen, name, Role.TAG, comparison));
    return List.copyOf(variables);
  }

  private static void add(
      List<Variable> variables,
      HashSet<String> seen,
      String name,
      Role role,
      Comparison comparison) {
    var variable =
        settled(
            new Variable(
                name, role, comparison.baseline().column(name), comparison.current().column(name)));
    if ((variable.baseline.isPresent() || variable.current.isPresent()) && seen.add(name)) {
      variables.add(variable);
    }
  }

  private static Variable settled(Variable variable) {
    if (variable.role != Role.ACTUAL || variable.baseline.isEmpty() || variable.current.isEmpty()) {
      return variable;
    }
    var now = variable.current.get();
    return new Variable(
        variable.name,
        variable.role,
        variable.baseline,
        Optional.of(Arrival.of(variable.baseline.get(), now).settled(now)));
  }
}
