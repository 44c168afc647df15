package dev.clew.investigation.rails;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The four kinds of questions, the top of the tree.
enum Family {
  PREDICTORS(
      "a deployed model's log of predictions: is it still good, what drifted, is its data sound"),
  APPLICATIONS(
      "traces of LLM applications and agents: failures, single runs, latency, tokens and cost, groups of runs"),
  DOCUMENTATION("how to use the platform or Clew itself"),
  MONITORING("monitors, alarms, dashboards and reports to be made or changed");

  private final String about;

  Family(String about) {
    this.about = about;
  }

  /// As cards and tools write it.
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String about() {
    return about;
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Family::id).toList();
  }
}
