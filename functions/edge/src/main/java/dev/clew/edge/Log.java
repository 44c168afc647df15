package dev.clew.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.Consumer;

/// Structured log lines: an event's name, ids, counts and durations. Never content, never secrets,
/// never an exception's message, which may quote either.
public final class Log {
  private final Consumer<String> lines;

  public Log(Consumer<String> lines) {
    this.lines = lines;
  }

  /// @param facts names and values in turn
  public void event(String name, Object... facts) {
    var line = JsonNodeFactory.instance.objectNode();
    line.put("event", name);
    for (int i = 0; i + 1 < facts.length; i += 2) {
      switch (facts[i + 1]) {
        case Long number -> line.put(String.valueOf(facts[i]), number);
        case Integer number -> line.put(String.valueOf(facts[i]), number);
        case Boolean flag -> line.put(String.valueOf(facts[i]), flag);
        default -> line.put(String.valueOf(facts[i]), String.valueOf(facts[i + 1]));
      }
    }
    lines.accept(line.toString());
  }

  /// What went wrong: the classes and places, not the words.
  public void failure(String reference, Throwable failure) {
    var chain = new StringBuilder();
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      var frames = cause.getStackTrace();
      chain
          .append(chain.isEmpty() ? "" : " < ")
          .append(cause.getClass().getName())
          .append(frames.length == 0 ? "" : " at " + frames[0]);
    }
    event("failure", "reference", reference, "cause", chain);
  }
}
