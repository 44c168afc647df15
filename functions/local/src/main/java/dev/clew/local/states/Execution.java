package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One run of a state machine, from its start until long after its end.
public final class Execution {

  /// How far it is.
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
  }

  /// How it ended: an output, or an error and its cause.
  public record End(
      Status status, Optional<JsonNode> output, String error, String cause, Instant at) {}

  /// As on AWS; the run's last event has its place among them.
  static final int MOST_EVENTS = 25_000;

  private final String id;
  private final String name;
  private final String machineId;
  private final StateMachine machine;
  private final JsonNode input;
  private final Instant startedAt;
  private final Stop stop;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final List<HistoryEvent> history = new ArrayList<>();
  private final List<Execution> children = new ArrayList<>();

  Execution(
      String id,
      String name,
      String machineId,
      StateMachine machine,
      JsonNode input,
      Instant startedAt,
      Stop stop) {
    this.id = id;
    this.name = name;
    this.machineId = machineId;
    this.machine = machine;
    this.input = input;
    this.startedAt = startedAt;
    this.stop = stop;
  }

  /// The ARN that it would have.
  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  String machineId() {
    return machineId;
  }

  StateMachine machine() {
    return machine;
  }

  public JsonNode input() {
    return input;
  }

  public Instant startedAt() {
    return startedAt;
  }

  Stop stop() {
    return stop;
  }

  public Status status() {
    var ended = end.getNow(null);
    return ended == null ? Status.RUNNING : ended.status();
  }

  /// How it ended; empty while it runs.
  public Optional<End> end() {
    @Nullable End ended = end.getNow(null);
    return Optional.ofNullable(ended);
  }

  /// Completes when it has ended.
  public CompletableFuture<End> ended() {
    return end.copy();
  }

  /// Asks it to stop: what runs in a function goes on there, and nothing follows it. A run that has
  /// ended stays as it is.
  public void stop(String error, String cause) {
    stop.ask(new Ended(Status.ABORTED, error, cause));
  }

  /// So far.
  public List<HistoryEvent> history() {
    synchronized (history) {
      return List.copyOf(history);
    }
  }

  /// The names of the states in the order in which they were entered.
  public List<String> states() {
    return history().stream().filter(HistoryEvent::entersState).map(HistoryEvent::state).toList();
  }

  /// Executions that this one started: children of a distributed Map, runs of other machines.
  public List<Execution> children() {
    synchronized (children) {
      return List.copyOf(children);
    }
  }

  void parentOf(Execution child) {
    synchronized (children) {
      children.add(child);
    }
  }

  /// @throws Ended when the history is full
  void note(Instant at, String type, String state, Optional<String> error) {
    synchronized (history) {
      if (history.size() >= MOST_EVENTS - 1) {
        throw new Ended(
            Status.FAILED,
            ErrorNames.RUNTIME,
            "the execution reached the maximum number of history events (" + MOST_EVENTS + ")");
      }
      history.add(new HistoryEvent(history.size() + 1, at, type, state, error));
    }
  }

  void end(End how) {
    synchronized (history) {
      history.add(
          new HistoryEvent(
              history.size() + 1,
              how.at(),
              switch (how.status()) {
                case SUCCEEDED -> "ExecutionSucceeded";
                case FAILED -> "ExecutionFailed";
                case TIMED_OUT -> "ExecutionTimedOut";
                case ABORTED -> "ExecutionAborted";
                case RUNNING -> throw new IllegalStateException("no end");
              },
              "",
              how.error().isEmpty() ? Optional.empty() : Optional.of(how.error())));
    }
    end.complete(how);
  }
}
