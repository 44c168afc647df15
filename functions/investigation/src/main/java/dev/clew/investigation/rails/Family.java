package dev.clew.investigation.rails;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The five kinds of questions, the top of the tree.
enum Family {
  PREDICTORS(
      "a deployed model's log of predictions: is it still good, what drifted, is its data sound"),
  APPLICATIONS(
      "traces of LLM applications and agents: failures, single runs, latency, tokens and cost, groups of runs"),
  EXPLORATION(
      "a look into the data of either: what columns, attributes, tools or models there are, how many rows, runs or"
          + " calls of some kind, a few of them to read, or those that mention some words"),
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
