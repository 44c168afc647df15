package dev.clew.traces.rows;

import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import java.time.Instant;
import java.util.Optional;

/// Which two windows a question compares: those that were given, and the design's defaults for the
/// rest.
///
/// A predictor compares its baseline files with its current ones, or the first half of its rows
/// with the second. An application compares the last quarter of its time with what came before;
/// without a clock there is one window, everything, and no baseline.
public final class WindowChoice {
  private WindowChoice() {}

  /// The windows of a question.
  ///
  /// @param baseline as the user said it, if he did
  /// @param current as the user said it, if he did
  /// @throws dev.clew.evidence.ClewException when words name no window, or one that is not there
  public static Windows choose(Extent extent, Optional<String> baseline, Optional<String> current) {
    var before = baseline.map(words -> WindowWords.parse(words, extent));
    var after = current.map(words -> WindowWords.parse(words, extent));
    if (before.isEmpty() && after.isEmpty()) {
      return defaults(extent);
    }
    if (before.isPresent() && after.isPresent()) {
      return new Windows(
          before.get().window(),
          after.get().window(),
          "given: " + before.get().said() + " against " + after.get().said());
    }
    return after.isPresent()
        ? withBaseline(extent, after.get())
        : withCurrent(extent, before.get());
  }

  /// What is compared when nothing was said.
  public static Windows defaults(Extent extent) {
    if (extent.baseline()) {
      return new Windows(
          new Window.BaselineFiles(),
          new Window.CurrentFiles(),
          "by default the baseline files against the current ones");
    }
    if (!extent.quarters().isEmpty()
        && !extent.quarters().get(0).isBefore(extent.quarters().get(2))) {
      return Windows.only(new Window.All(), "everything, as most rows have the same time");
    }
    if (extent.toRow() - extent.fromRow() >= 2) {
      return new Windows(
          WindowWords.part(extent, 0, 1, 2, "first half"),
          WindowWords.part(extent, 1, 2, 2, "second half"),
          "by default the first half of the rows against the second, as there are no baseline"
              + " files");
    }
    if (extent.hasRows()) {
      return Windows.only(new Window.All(), "everything, as there is one row");
    }
    var first = extent.first();
    if (first.isPresent() && first.get().isBefore(extent.last().orElseThrow())) {
      return new Windows(
          WindowWords.part(extent, 0, 3, 4, "first three quarters"),
          WindowWords.part(extent, 3, 4, 4, "last quarter"),
          "by default the last quarter of the time against what came before");
    }
    return Windows.only(
        new Window.All(),
        first.isPresent()
            ? "everything, without a baseline, as all of it begins at the same time"
            : "everything, without a baseline, as the data has no times");
  }

  /// What is looked at when nothing was said and nothing needs comparing: with baseline files as
  /// they are, else everything by itself.
  public static Windows whole(Extent extent) {
    return extent.baseline()
        ? defaults(extent)
        : Windows.only(
            new Window.All(), "everything, without a baseline, as there are no baseline files");
  }

  private static Windows withBaseline(Extent extent, WindowWords.Reading current) {
    var window = current.window();
    Window baseline =
        extent.baseline() && !(window instanceof Window.BaselineFiles)
            ? new Window.BaselineFiles()
            : before(extent, window);
    var said =
        switch (baseline) {
          case Window.None _ -> "; nothing comes before it to compare it with";
          case Window.BaselineFiles _ -> "; against the baseline files by default";
          case Window.All _, Window.CurrentFiles _, Window.Rows _, Window.Time _ ->
              "; against what comes before it by default";
        };
    return new Windows(baseline, window, "given: " + current.said() + said);
  }

  private static Window before(Extent extent, Window window) {
    return switch (window) {
      case Window.Rows(long from, var _) when from > extent.fromRow() ->
          new Window.Rows(extent.fromRow(), from);
      case Window.Time(Instant from, var _)
          when extent.first().isPresent() && extent.first().get().isBefore(from) ->
          new Window.Time(extent.roundStart().orElseThrow(), from);
      case Window.All _,
          Window.None _,
          Window.BaselineFiles _,
          Window.CurrentFiles _,
          Window.Rows _,
          Window.Time _ ->
          new Window.None();
    };
  }

  private static Windows withCurrent(Extent extent, WindowWords.Reading baseline) {
    Window current =
        switch (baseline.window()) {
          case Window.Rows(var _, long to) when to < extent.toRow() ->
              new Window.Rows(to, extent.toRow());
          case Window.Time(var _, Instant to)
              when extent.last().isPresent() && !extent.last().get().isBefore(to) ->
              new Window.Time(to, extent.roundEnd().orElseThrow());
          case Window.BaselineFiles _, Window.None _ ->
              extent.hasRows() ? new Window.CurrentFiles() : new Window.All();
          case Window.All _, Window.CurrentFiles _, Window.Rows _, Window.Time _ ->
              throw extent.without("data after the baseline '" + baseline.said() + "'");
        };
    return new Windows(
        baseline.window(),
        current,
        "given: baseline " + baseline.said() + "; against what follows");
  }
}
