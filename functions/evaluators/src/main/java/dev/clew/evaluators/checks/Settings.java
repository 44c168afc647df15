package dev.clew.evaluators.checks;

import dev.clew.evaluators.Definition;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Settings of an evaluator's check, each known or an error.
record Settings(Definition definition) {

  /// These and no others.
  Settings only(String... known) {
    var names = List.of(known);
    for (var name : definition.settings().keySet()) {
      if (!names.contains(name)) {
        throw wrong(
            "its check has no setting '" + name + "'",
            names.isEmpty() ? "leave it out" : Nearest.remedy(name, names),
            null);
      }
    }
    return this;
  }

  String text(String name, String otherwise) {
    return definition.settings().getOrDefault(name, otherwise);
  }

  double share(String name, double otherwise) {
    var written = definition.settings().get(name);
    if (written == null) {
      return otherwise;
    }
    try {
      var value = Double.parseDouble(written);
      if (value >= 0 && value <= 1) {
        return value;
      }
      throw wrong("setting " + name + " is " + written, "give a number from 0 to 1", null);
    } catch (NumberFormatException e) {
      throw wrong("setting " + name + " is '" + written + "'", "give a number from 0 to 1", e);
    }
  }

  int count(String name, int otherwise) {
    var written = definition.settings().get(name);
    if (written == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(written);
      if (value >= 1) {
        return value;
      }
      throw wrong("setting " + name + " is " + written, "give a whole number from 1 on", null);
    } catch (NumberFormatException e) {
      throw wrong("setting " + name + " is '" + written + "'", "give a whole number", e);
    }
  }

  ClewException wrong(String what, String remedy, @Nullable Throwable cause) {
    return new ClewException(
        new Problem(Problem.Kind.USER, what, "evaluator " + definition.name(), remedy), cause);
  }
}
