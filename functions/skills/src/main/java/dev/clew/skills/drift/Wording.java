package dev.clew.skills.drift;

import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.FactName;
import java.util.ArrayList;

/// How a column went, and since when, in sentences.
final class Wording {
  private final Page page;

  Wording(Page page) {
    this.page = page;
  }

  /// With less in common, a column tells the windows apart and little else.
  static final double LEAST_OVERLAP = 0.2;

  /// How the mean of numbers went, within a sentence; empty for other columns.
  String went(ColumnReport report) {
    return report
        .shape()
        .filter(Wording::hasMeans)
        .map(shape -> " (" + mean(report, shape) + ")")
        .orElse("");
  }

  /// What [#went] leaves to say.
  String rest(ColumnReport report) {
    return report.shape().filter(Wording::hasMeans).map(Wording::overlap).orElse(how(report));
  }

  private static boolean hasMeans(Shape shape) {
    return shape.meanBefore().isPresent() && shape.meanNow().isPresent();
  }

  private static String overlap(Shape shape) {
    return shape.overlap() < LEAST_OVERLAP
        ? " Hardly any of its values occurs before and after."
        : "";
  }

  /// How its values went: the mean of numbers, else the values that changed most.
  String how(ColumnReport report) {
    if (report.shape().isEmpty()) {
      return "";
    }
    return values(report, report.shape().get()) + overlap(report.shape().get());
  }

  private String values(ColumnReport report, Shape shape) {
    String column = report.name();
    if (hasMeans(shape)) {
      return " For {" + page.name(column) + "}, " + mean(report, shape) + ".";
    }
    var parts = new ArrayList<String>();
    for (var part : shape.largest(2)) {
      String cell = part.condition().text();
      String name = page.text(FactName.of("drift.cell", "column", column, "cell", cell), cell);
      String before =
          page.number(
              FactName.of("drift.share", "column", column, "cell", cell, "window", "baseline"),
              part.before(),
              Unit.SHARE);
      String now =
          page.number(
              FactName.of("drift.share", "column", column, "cell", cell, "window", "since"),
              part.now(),
              Unit.SHARE);
      parts.add("{" + name + "} went from {" + before + "} to {" + now + "} of the rows");
    }
    return parts.isEmpty() ? "" : " " + String.join(", ", parts) + ".";
  }

  private String mean(ColumnReport report, Shape shape) {
    String before =
        page.number(
            FactName.of("drift.mean", "column", report.name(), "window", "baseline"),
            shape.meanBefore().orElseThrow(),
            Unit.NONE);
    String now =
        page.number(
            FactName.of("drift.mean", "column", report.name(), "window", "since"),
            shape.meanNow().orElseThrow(),
            Unit.NONE);
    return "its mean went from {" + before + "} to {" + now + "}";
  }

  /// When it moved; empty for the whole window.
  String since(ColumnReport report) {
    if (report.from() == 0) {
      return "";
    }
    String began =
        page.place()
            .fact(
                page.notebook(),
                FactName.of("drift.began", "column", report.name()),
                report.from());
    return " It began at about {" + began + "}.";
  }
}
