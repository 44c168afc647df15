package dev.clew.local;

import dev.clew.interpretation.PlainText;
import dev.clew.investigation.Progress;
import dev.clew.investigation.StepResult;
import java.util.stream.Collectors;

/// Tells on standard error how far an investigation is: on a terminal in one line that is written
/// over, elsewhere in a line for each step.
final class ProgressLines implements Progress {
  private static final String OVER = "\r\u001b[K";

  private final Screen screen;

  ProgressLines(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.Planned(var steps, var _) ->
          say(
              "plan: "
                  + steps.stream()
                      .map(step -> step.skill() + " on " + step.target())
                      .collect(Collectors.joining(", ")));
      case Event.StepStarted(int step, int of, var request) ->
          say(step + " of " + of + ": " + request.skill() + " on " + request.target() + " ...");
      case Event.StepEnded(int step, int of, StepResult.Failed failed) ->
          say(step + " of " + of + ": " + failed.request().skill() + " failed");
      case Event.StepEnded(int _, int _, StepResult.Measured _) -> {}
      case Event.Todo _, Event.Asked _ -> {}
      case Event.Changed(int _, var change) ->
          say("after " + change.at() + " " + change.what() + ": " + change.reason());
      case Event.Answered _ -> clear();
    }
  }

  /// Objects read so far; only where a line can be written over, since there may be many.
  void read(int done, int total, long spans) {
    if (screen.live() && total > 1) {
      say("read " + done + " of " + total + " objects, " + spans + " spans");
    }
  }

  /// How far something has come that takes its time; elsewhere than on a terminal its beginning and
  /// end.
  synchronized void works(String what, long done, long total) {
    if (screen.live() || done == 0 || done == total) {
      say(what + ": " + done + " of " + total);
    }
  }

  /// What goes to which model, before it goes: a line of its own that stays.
  void sends(String host, String model, String purpose, long tokens, long redacted) {
    clear();
    screen
        .err()
        .println(
            PlainText.line(
                "clew: sends "
                    + tokens
                    + " tokens to "
                    + model
                    + " at "
                    + host
                    + " ("
                    + purpose
                    + (redacted == 0 ? "" : "; " + redacted + " redacted")
                    + ")"));
  }

  private void say(String text) {
    var line = PlainText.line(text);
    if (screen.live()) {
      screen.err().print(OVER + "clew: " + PlainText.cut(line, 70));
      screen.err().flush();
    } else {
      screen.err().println("clew: " + line);
    }
  }

  /// Leaves no half line behind.
  void clear() {
    if (screen.live()) {
      screen.err().print(OVER);
      screen.err().flush();
    }
  }
}
