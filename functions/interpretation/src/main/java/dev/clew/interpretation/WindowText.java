package dev.clew.interpretation;

import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/// Windows as they stand on the wire: `all`, `none`, `baseline files`, `current files`,
/// `70000..75000`, `2026-11-01T00:00:00Z..2026-11-08T00:00:00Z`.
public final class WindowText {
  private WindowText() {}

  /// @throws IllegalArgumentException for anything else
  static Window parse(String text) {
    return switch (text) {
      case "all" -> new Window.All();
      case "none", "" -> new Window.None();
      case "baseline files" -> new Window.BaselineFiles();
      case "current files" -> new Window.CurrentFiles();
      default -> stretch(text);
    };
  }

  private static Window stretch(String text) {
    int dots = text.indexOf("..");
    if (dots > 0) {
      var from = text.substring(0, dots);
      var to = text.substring(dots + 2);
      try {
        return from.matches("[0-9]+")
            ? new Window.Rows(Long.parseLong(from), Long.parseLong(to))
            : new Window.Time(Instant.parse(from), Instant.parse(to));
      } catch (NumberFormatException | DateTimeParseException e) {
        throw new IllegalArgumentException("'" + text + "' is no window", e);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no window");
  }

  /// How a reader is told: `rows 70000..75000`, the baseline files, a stretch of time.
  static String said(Window window) {
    return switch (window) {
      case Window.All _ -> "everything there is";
      case Window.None _ -> "nothing to compare with";
      case Window.BaselineFiles _ -> "the baseline files";
      case Window.CurrentFiles _ -> "the current files";
      case Window.Rows(long from, long to) -> "rows " + from + ".." + to;
      case Window.Time(Instant from, Instant to) -> {
        boolean brief = Duration.between(from, to).compareTo(SHORT) < 0;
        yield time(from, brief) + " to " + time(to, brief);
      }
    };
  }

  /// A shorter window is told to the second.
  private static final Duration SHORT = Duration.ofHours(1);

  private static String time(Instant time, boolean seconds) {
    var text = time.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.endsWith("T00:00:00Z")
        ? text.substring(0, 10)
        : text.substring(0, seconds ? 19 : 16).replace('T', ' ') + " UTC";
  }

  /// What is compared with what, and how that came about. Where the windows have names of their
  /// own, the choice's words say it all; rows and times are said themselves. Empty where no stretch
  /// was chosen, since what was looked at is no stretch.
  public static String compared(Windows windows) {
    var chosen = PlainText.line(windows.chosen());
    if (chosen.isEmpty()
        && windows.baseline() instanceof Window.None
        && windows.current() instanceof Window.All) {
      return "";
    }
    boolean named = !isGiven(windows.baseline()) && !isGiven(windows.current());
    if (named && !chosen.isEmpty()) {
      return chosen.replaceFirst("^given: ", "");
    }
    var said =
        windows.baseline() instanceof Window.None
            ? said(windows.current())
            : said(windows.current()) + " against " + said(windows.baseline());
    return chosen.isEmpty() || chosen.startsWith("given") ? said : said + " (" + chosen + ")";
  }

  /// Whether the command line must be told: the named windows are its defaults.
  static boolean isGiven(Window window) {
    return switch (window) {
      case Window.Rows _, Window.Time _ -> true;
      case Window.All _, Window.None _, Window.BaselineFiles _, Window.CurrentFiles _ -> false;
    };
  }
}
