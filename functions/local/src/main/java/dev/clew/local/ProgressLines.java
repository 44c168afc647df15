package dev.clew.local;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.Progress;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells on standard error how far an investigation is: its plan at once, each step as it is done,
/// each change with its reason. On a terminal the plan is a list that is written over; elsewhere
/// there is a line for each thing that happens.
final class ProgressLines implements Progress {
  private static final String ESCAPE = "\u001b[";

  private final Screen screen;
  private final Interrupts interrupts;
  private final Map<String, Item> steps = new LinkedHashMap<>();
  private final List<Answer.Change> changes = new ArrayList<>();
  private String now = "";
  private int drawn;

  private record Item(String id, String what, String settles, StepStatus status, String reason) {
    Item being(StepStatus other, String why) {
      return new Item(id, what, settles, other, why);
    }
  }

  ProgressLines(Screen screen, Interrupts interrupts) {
    this.screen = screen;
    this.interrupts = interrupts;
  }

  @Override
  public boolean cancelled() {
    return interrupts.requested();
  }

  @Override
  public synchronized void on(Event event) {
    switch (event) {
      case Event.Planned(var requests, var _) -> {
        steps.clear();
        for (int i = 0; i < requests.size(); i++) {
          var id = "S" + (i + 1);
          put(new Item(id, what(requests.get(i)), "", StepStatus.PENDING, ""));
        }
        planned();
      }
      case Event.StepStarted(int step, int _, var _) -> became(step, StepStatus.IN_PROGRESS, "");
      case Event.StepEnded(int step, int _, StepResult.Failed failed) ->
          became(step, StepStatus.BLOCKED, failed.problem().toString());
      case Event.StepEnded(int step, int _, StepResult.Measured _) ->
          became(step, StepStatus.DONE, "");
      case Event.Todo(int _, var items) -> todo(items);
      case Event.Changed(int _, var change) -> changed(change);
      case Event.Asked(int _, var question) -> line("it asks: " + question);
      case Event.Answered _ -> answered();
    }
  }

  private static String what(StepRequest request) {
    return request.skill() + " on " + request.target();
  }

  private void put(Item item) {
    steps.put(item.id(), item);
  }

  /// The plan, as it is first known.
  private void planned() {
    if (screen.live()) {
      draw();
      return;
    }
    steps
        .values()
        .forEach(item ->
            line(
                "plan "
                    + item.id()
                    + ": "
                    + item.what()
                    + (item.settles().isEmpty() ? "" : ", to tell " + item.settles())));
  }

  private void became(int step, StepStatus status, String why) {
    var item = steps.get("S" + step);
    if (item != null) {
      became(item.being(status, why));
    }
  }

  private void became(Item item) {
    put(item);
    now = "";
    if (screen.live()) {
      draw();
      return;
    }
    switch (item.status()) {
      case PENDING -> {}
      case IN_PROGRESS -> line(item.id() + " begun: " + item.what());
      case DONE -> line(item.id() + " done");
      case BLOCKED -> line(item.id() + " blocked: " + item.reason());
    }
  }

  private void todo(List<Event.Item> items) {
    boolean first = steps.isEmpty();
    var before = new LinkedHashMap<>(steps);
    steps.clear();
    for (var item : items) {
      put(
          new Item(
              item.id(),
              item.skill() + " on " + item.target(),
              item.settles(),
              item.status(),
              item.reason()));
    }
    if (first) {
      planned();
    }
    for (var item : List.copyOf(steps.values())) {
      var known = before.get(item.id());
      if (known == null ? item.status() != StepStatus.PENDING : known.status() != item.status()) {
        became(item);
      }
    }
    if (screen.live()) {
      draw();
    }
  }

  private void changed(Answer.Change change) {
    changes.add(change);
    if (screen.live()) {
      draw();
    } else {
      line("plan changed, " + said(change));
    }
  }

  private static String said(Answer.Change change) {
    return (change.at().isEmpty() ? "" : "after " + change.at() + " ")
        + change.what()
        + ", as "
        + change.reason();
  }

  /// A plan of several steps stays to be read; one step was no plan.
  private void answered() {
    if (screen.live() && steps.size() > 1) {
      now = "";
      draw();
      drawn = 0;
    }
    clear();
    steps.clear();
    changes.clear();
  }

  /// Objects read so far; only where a line can be written over, since there may be many.
  synchronized void read(int done, int total, long spans) {
    if (screen.live() && total > 1) {
      now = "read " + done + " of " + total + " objects, " + spans + " spans";
      draw();
    }
  }

  /// How far something has come that takes its time; elsewhere than on a terminal its beginning and
  /// end.
  synchronized void works(String what, long done, long total) {
    if (screen.live()) {
      now = what + ": " + done + " of " + total;
      draw();
    } else if (done == 0 || done == total) {
      line(what + ": " + done + " of " + total);
    }
  }

  /// What goes to which model, before it goes: a line of its own that stays.
  synchronized void sends(String host, String model, String purpose, long tokens, long redacted) {
    line(
        "sends "
            + tokens
            + " tokens to "
            + model
            + " at "
            + host
            + " ("
            + purpose
            + (redacted == 0 ? "" : "; " + redacted + " redacted")
            + ")");
    if (screen.live() && !steps.isEmpty()) {
      draw();
    }
  }

  /// A line that stays.
  private void line(String text) {
    clear();
    screen.err().println(PlainText.line("clew: " + text));
  }

  /// The list in the place of the one before.
  private void draw() {
    var lines = new ArrayList<String>();
    if (steps.size() == 1 && changes.isEmpty()) {
      var only = steps.values().iterator().next();
      lines.add("clew: " + only.what() + " ..." + (now.isEmpty() ? "" : " " + now));
    } else if (steps.isEmpty()) {
      lines.add("clew: " + now);
    } else {
      lines.add("clew: the plan");
      steps.values().forEach(item -> lines.add(shown(item)));
      changes.forEach(change -> lines.add("  ~ " + said(change)));
    }
    clear();
    lines.forEach(one -> screen.err().print(fitting(one) + "\n"));
    screen.err().flush();
    drawn = lines.size();
  }

  /// On one line of the terminal: a line that went on in the next one could not be written over.
  private String fitting(String text) {
    var indent = text.startsWith("  ") ? "  " : "";
    var line = indent + PlainText.line(text);
    int most = Math.max(20, screen.columns() - 1);
    if (line.length() <= most) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
    return line.substring(0, end) + "\u2026";
  }

  private String shown(Item item) {
    var mark =
        switch (item.status()) {
          case PENDING -> "\u00b7";
          case IN_PROGRESS -> "\u25b8";
          case DONE -> "\u2713";
          case BLOCKED -> "\u2717";
        };
    var more =
        switch (item.status()) {
          case PENDING -> item.settles().isEmpty() ? "" : ": " + item.settles();
          case IN_PROGRESS -> now.isEmpty() ? " ..." : " ... " + now;
          case DONE -> "";
          case BLOCKED -> ": " + item.reason();
        };
    return "  " + mark + " " + item.id() + " " + item.what() + more;
  }

  /// Leaves nothing behind of what was to be written over.
  synchronized void clear() {
    if (screen.live() && drawn > 0) {
      screen.err().print(ESCAPE + drawn + "A\r" + ESCAPE + "J");
      screen.err().flush();
    }
    drawn = 0;
  }
}
