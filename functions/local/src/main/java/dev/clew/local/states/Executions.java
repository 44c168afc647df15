package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The state machines of a deployment and their runs, as Step Functions keeps them: a run has a
/// name, and a name starts one run.
public final class Executions {
  /// Ended runs that are remembered.
  private static final int REMEMBERED = 1000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private final Tasks tasks;
  private final Buckets buckets;
  private final Pace pace;
  private final long seed;
  private final Map<String, StateMachine> machines = new ConcurrentHashMap<>();
  private final Map<Key, Execution> executions = new LinkedHashMap<>();

  private record Key(String machine, String name) {}

  /// @param isNew whether this call began it: whoever called then runs it
  public record Begun(Execution execution, boolean isNew) {}

  /// @param seed of jitter, random numbers and UUIDs: the same one, machine, name and input give
  ///   the same run
  public Executions(Tasks tasks, Buckets buckets, Pace pace, long seed) {
    this.tasks = tasks;
    this.buckets = buckets;
    this.pace = pace;
    this.seed = seed;
  }

  /// @param machine its ARN, or what stands for it in definitions
  public void deploy(String machine, StateMachine definition) {
    machines.put(machine, definition);
  }

  /// Begins a run, which the caller then [#run]s. A name that runs with the same input is that run.
  ///
  /// @throws TaskFailure `StepFunctions.…Exception` when there is no such machine, the name is
  ///   taken, or name or input are not allowed
  public Begun begin(String machine, String name, JsonNode input) throws TaskFailure {
    return begin(machine, name, input, new Stop());
  }

  Begun begin(String machine, String name, JsonNode input, Stop stop) throws TaskFailure {
    var definition = machines.get(machine);
    if (definition == null) {
      throw refused("StateMachineDoesNotExist", "there is no state machine '" + machine + "'");
    }
    if (!NAME.matcher(name).matches()) {
      throw refused("InvalidName", "'" + name + "' is not 1 to 80 letters, digits, '-' and '_'");
    }
    try {
      Payload.checked(input, "the input");
    } catch (TaskFailure e) {
      throw refused("InvalidExecutionInput", e.reason());
    }
    synchronized (executions) {
      var key = new Key(machine, name);
      var old = executions.get(key);
      if (old != null) {
        if (old.status() == Execution.Status.RUNNING && old.input().equals(input)) {
          return new Begun(old, false);
        }
        throw refused("ExecutionAlreadyExists", "the name '" + name + "' is taken");
      }
      var execution =
          new Execution(
              "arn:aws:states:local:000000000000:execution:" + shortName(machine) + ":" + name,
              name,
              machine,
              definition,
              input,
              pace.now(),
              stop);
      executions.put(key, execution);
      forgetOld();
      return new Begun(execution, true);
    }
  }

  private void forgetOld() {
    var surplus = executions.size() - REMEMBERED;
    var each = executions.values().iterator();
    while (surplus > 0 && each.hasNext()) {
      if (each.next().status() != Execution.Status.RUNNING) {
        each.remove();
        surplus--;
      }
    }
  }

  public Optional<Execution> named(String machine, String name) {
    synchronized (executions) {
      return Optional.ofNullable(executions.get(new Key(machine, name)));
    }
  }

  /// Runs it to its end in this thread. How it ended stands in the execution: nothing is thrown for
  /// a run that fails.
  public void run(Execution execution) {
    var random = new SplittableRandom(seed ^ execution.id().hashCode());
    var walk =
        new Walk(
            new Walk.World(tasks, buckets, pace, this),
            execution,
            execution.stop(),
            random,
            execution.machine().timeout().map(pace.now()::plus),
            Optional.empty());
    walk.run(execution.machine().graph());
  }

  static String shortName(String machine) {
    return machine.substring(machine.lastIndexOf(':') + 1);
  }

  private static TaskFailure refused(String error, String reason) {
    return new TaskFailure("StepFunctions." + error + "Exception", reason);
  }
}
