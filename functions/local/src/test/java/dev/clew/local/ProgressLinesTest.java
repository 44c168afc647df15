package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.Progress.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ProgressLines lines(boolean live) {
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    var screen = new Screen(stream, stream, new Terminal(60, false), live);
    return new ProgressLines(screen, new Interrupts(screen, Duration.ZERO));
  }

  private List<String> said() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /// What a terminal shows after these bytes: a line feed begins a new line, `ESC[nA` goes n lines
  /// up, `ESC[J` clears from there.
  private List<String> screen() {
    var shown = new ArrayList<>(List.of(""));
    var text = err.toString(StandardCharsets.UTF_8);
    var code = Pattern.compile("\u001b\\[(\\d*)([AJ])");
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      var found = code.matcher(text).region(i, text.length());
      if (found.lookingAt()) {
        if (found.group(2).equals("A")) {
          row -= Integer.parseInt(found.group(1));
        } else {
          shown.subList(row, shown.size()).clear();
          shown.add("");
        }
        i = found.end() - 1;
      } else if (text.charAt(i) == '\n') {
        row++;
        if (row == shown.size()) {
          shown.add("");
        }
      } else if (text.charAt(i) != '\r') {
        shown.set(row, shown.get(row) + text.charAt(i));
      }
    }
    return shown.stream().filter(line -> !line.isEmpty()).toList();
  }

  private static Event.Item item(String id, String skill, StepStatus status, String reason) {
    return new Event.Item(id, skill, "shop", "what " + skill + " tells", status, reason);
  }

  private static void follow(ProgressLines lines) {
    lines.on(
        new Event.Todo(
            0,
            List.of(
                item("S1", "drift", StepStatus.IN_PROGRESS, ""),
                item("S2", "latency", StepStatus.PENDING, ""))));
    lines.on(
        new Event.Changed(
            1, new Answer.Change("S1", "added S3: values on shop", "a column moved", "playbook")));
    lines.on(
        new Event.Todo(
            1,
            List.of(
                item("S1", "drift", StepStatus.DONE, ""),
                item("S2", "latency", StepStatus.BLOCKED, "no clock"),
                item("S3", "values", StepStatus.IN_PROGRESS, ""))));
  }

  @Test
  void withoutATerminalEachThingThatHappensIsALine() {
    follow(lines(false));

    assertEquals(
        List.of(
            "clew: plan S1: drift on shop, to tell what drift tells",
            "clew: plan S2: latency on shop, to tell what latency tells",
            "clew: S1 begun: drift on shop",
            "clew: plan changed, after S1 added S3: values on shop, as a column moved",
            "clew: S1 done",
            "clew: S2 blocked: no clock",
            "clew: S3 begun: values on shop"),
        said());
  }

  @Test
  void onATerminalThePlanStandsThereAtOnceAndItsStepsTickOff() {
    follow(lines(true));

    assertEquals(
        List.of(
            "clew: the plan",
            "  ✓ S1 drift on shop",
            "  ✗ S2 latency on shop: no clock",
            "  ▸ S3 values on shop ...",
            "  ~ after S1 added S3: values on shop, as a column moved"),
        screen());
  }

  @Test
  void noLineIsLongerThanTheTerminal() {
    var lines = lines(true);
    lines.on(
        new Event.Todo(
            0,
            List.of(
                item("S1", "drift", StepStatus.BLOCKED, "because " + "of this ".repeat(20)),
                item("S2", "latency", StepStatus.PENDING, ""))));

    assertTrue(screen().stream().allMatch(line -> line.length() < 60), screen().toString());
  }

  @Test
  void oneStepIsNoPlanAndLeavesNothingBehind() {
    var lines = lines(true);
    lines.on(new Event.Todo(0, List.of(item("S1", "drift", StepStatus.IN_PROGRESS, ""))));
    lines.read(2, 5, 100);
    assertEquals(List.of("clew: drift on shop ... read 2 of 5 objects, 100 spans"), screen());

    lines.clear();

    assertEquals(List.of(), screen());
  }
}
