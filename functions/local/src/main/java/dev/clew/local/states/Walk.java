package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/// One way through the states of one run: the run itself, a branch, or one item of a Map.
final class Walk {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final World world;
  private final Execution execution;
  private final Stop stop;
  private final SplittableRandom random;
  private final Optional<Instant> deadline;
  private final Optional<JsonNode> item;

  /// What all walks share.
  record World(Tasks tasks, Buckets buckets, Pace pace, Executions executions) {}

  /// Where a state left, and with what.
  private record Step(JsonNode output, Optional<String> next) {}

  /// @param item `$$.Map` within a Map
  Walk(
      World world,
      Execution execution,
      Stop stop,
      SplittableRandom random,
      Optional<Instant> deadline,
      Optional<JsonNode> item) {
    this.world = world;
    this.execution = execution;
    this.stop = stop;
    this.random = random;
    this.deadline = deadline;
    this.item = item;
  }

  /// One for a part of the run that goes on beside others.
  Walk part(Execution of, Stop partStop, Optional<JsonNode> partItem) {
    return new Walk(world, of, partStop, random.split(), deadline, partItem);
  }

  World world() {
    return world;
  }

  Execution execution() {
    return execution;
  }

  Stop stop() {
    return stop;
  }

  /// The whole run, from its first event to its last.
  void run(Graph graph) {
    try {
      note("ExecutionStarted", "");
      var output = through(graph, execution.input());
      end(Execution.Status.SUCCEEDED, Optional.of(output), "", "");
    } catch (TaskFailure e) {
      end(Execution.Status.FAILED, Optional.empty(), e.error(), e.reason());
    } catch (Ended e) {
      end(e.status(), Optional.empty(), e.error(), e.reason());
    } catch (RuntimeException e) {
      // Nobody may wait for ever for a run that a fault of ours ended.
      end(Execution.Status.FAILED, Optional.empty(), ErrorNames.RUNTIME, String.valueOf(e));
      throw e;
    }
  }

  private void end(Execution.Status status, Optional<JsonNode> output, String error, String cause) {
    execution.end(new Execution.End(status, output, error, cause, world.pace().now()));
  }

  /// From the first state to the one that ends.
  JsonNode through(Graph graph, JsonNode input) throws TaskFailure {
    var name = graph.startAt();
    var data = input;
    while (true) {
      check();
      var state = graph.named(name);
      note(state.type() + "StateEntered", name);
      var step = step(name, state, data);
      Payload.checked(step.output(), "the output of " + name);
      check();
      note(state.type() + "StateExited", name);
      if (step.next().isEmpty()) {
        return step.output();
      }
      name = step.next().get();
      data = step.output();
    }
  }

  private Step step(String name, State state, JsonNode raw) throws TaskFailure {
    var entered = world.pace().now();
    return switch (state) {
      case State.Working working -> worked(name, working, raw, entered);
      case State.Pass pass -> {
        var scope = scope(name, raw, entered, 0);
        var input = pass.data().input().of(scope);
        if (pass.parameters().isPresent()) {
          input = pass.parameters().get().fill(scope.over(input));
        }
        var result = pass.resultPath().put(raw, pass.result().orElse(input));
        yield new Step(pass.data().output().of(scope.over(result)), pass.next());
      }
      case State.Choice choice -> {
        var scope = scope(name, raw, entered, 0);
        var input = choice.data().input().of(scope);
        yield new Step(
            choice.data().output().of(scope.over(input)),
            Optional.of(chosen(choice, scope.over(input), name)));
      }
      case State.Wait wait -> {
        var scope = scope(name, raw, entered, 0);
        var input = wait.data().input().of(scope);
        pause(time(wait.until(), scope.over(input)));
        yield new Step(wait.data().output().of(scope.over(input)), wait.next());
      }
      case State.Succeed succeed -> {
        var scope = scope(name, raw, entered, 0);
        var input = succeed.data().input().of(scope);
        yield new Step(succeed.data().output().of(scope.over(input)), Optional.empty());
      }
      case State.Fail fail -> {
        var scope = scope(name, raw, entered, 0);
        throw new TaskFailure(said(fail.error(), scope), said(fail.cause(), scope));
      }
    };
  }

  private static String said(Optional<Expression> text, Scope scope) throws TaskFailure {
    if (text.isEmpty()) {
      return "";
    }
    var value = text.get().value(scope);
    if (!value.isTextual()) {
      throw new TaskFailure(ErrorNames.RUNTIME, "an error and its cause are texts, not " + value);
    }
    return value.textValue();
  }

  private static String chosen(State.Choice choice, Scope scope, String name) throws TaskFailure {
    for (var branch : choice.choices()) {
      if (branch.rule().holds(scope)) {
        return branch.next();
      }
    }
    return choice
        .next()
        .orElseThrow(
            () -> new TaskFailure(ErrorNames.NO_CHOICE, "no choice of " + name + " holds"));
  }

  private Duration time(State.Wait.Until until, Scope scope) throws TaskFailure {
    return switch (until) {
      case State.Wait.Until.Lasting lasting -> lasting.duration();
      case State.Wait.Until.LastingPath path -> seconds(path.seconds(), scope);
      case State.Wait.Until.At at -> Duration.between(world.pace().now(), at.instant());
      case State.Wait.Until.AtPath path -> {
        var value = path.timestamp().value(scope);
        var instant =
            Comparison.instant(value)
                .orElseThrow(() -> new TaskFailure(ErrorNames.RUNTIME, value + " is no timestamp"));
        yield Duration.between(world.pace().now(), instant);
      }
    };
  }

  static Duration seconds(Path path, Scope scope) throws TaskFailure {
    var value = path.value(scope);
    if (!value.isIntegralNumber() || value.longValue() < 0) {
      throw new TaskFailure(
          ErrorNames.RUNTIME, path + " is " + value + " and should be a number of seconds");
    }
    return Duration.ofSeconds(value.longValue());
  }

  /// With retries and catches around it.
  private Step worked(String name, State.Working state, JsonNode raw, Instant entered)
      throws TaskFailure {
    var care = state.care();
    var tries = new int[care.retriers().size()];
    for (var again = 0; ; again++) {
      var scope = scope(name, raw, entered, again);
      try {
        var input = Payload.checked(state.data().input().of(scope), "the input of " + name);
        var result =
            Payload.checked(result(name, state, scope.over(input)), "the result of " + name);
        if (care.resultSelector().isPresent()) {
          result = care.resultSelector().get().fill(scope.over(result));
        }
        var output = care.resultPath().put(raw, result);
        return new Step(state.data().output().of(scope.over(output)), state.next());
      } catch (TaskFailure failure) {
        // What was stopped with the run looks like a failure of it.
        check();
        var retrier = retrier(care, failure);
        if (retrier >= 0 && tries[retrier] < care.retriers().get(retrier).most()) {
          pause(care.retriers().get(retrier).delay(tries[retrier]++, random));
          check();
          continue;
        }
        for (var catcher : care.catchers()) {
          if (catcher.errors().match(failure.error())) {
            var error = JSON.objectNode();
            error.put("Error", failure.error()).put("Cause", failure.reason());
            return new Step(catcher.resultPath().put(raw, error), Optional.of(catcher.next()));
          }
        }
        throw failure;
      }
    }
  }

  /// The first one that is for the failure; -1 for none.
  private static int retrier(State.Care care, TaskFailure failure) {
    for (var i = 0; i < care.retriers().size(); i++) {
      if (care.retriers().get(i).errors().match(failure.error())) {
        return i;
      }
    }
    return -1;
  }

  private JsonNode result(String name, State.Working state, Scope scope) throws TaskFailure {
    return switch (state) {
      case State.Task task -> new TaskRun(this, name, task).result(scope);
      case State.Parallel parallel -> {
        var parameters = filled(parallel.care(), scope);
        yield new Branches(this, name).results(parallel.branches(), parameters);
      }
      case State.Each each -> new MapRun(this, name, each).results(scope);
    };
  }

  static JsonNode filled(State.Care care, Scope scope) throws TaskFailure {
    return care.parameters().isPresent() ? care.parameters().get().fill(scope) : scope.data();
  }

  private void pause(Duration time) {
    var left = left();
    var most = left.isPresent() && left.get().compareTo(time) < 0 ? left.get() : time;
    if (most.isPositive()) {
      world.pace().pause(most, stop.asked());
    }
    check();
  }

  /// Of the run's time; empty where it has no end.
  Optional<Duration> left() {
    return deadline.map(instant -> Duration.between(world.pace().now(), instant));
  }

  /// @throws Ended when the run was asked to stop or its time is over
  void check() {
    stop.check();
    if (left().filter(time -> !time.isPositive()).isPresent()) {
      throw new Ended(Execution.Status.TIMED_OUT, ErrorNames.TIMEOUT, "the run's time is over");
    }
  }

  void note(String type, String state) {
    note(type, state, Optional.empty());
  }

  void note(String type, String state, Optional<String> error) {
    execution.note(world.pace().now(), type, state, error);
  }

  private Scope scope(String name, JsonNode data, Instant entered, int again) {
    var context = JSON.objectNode();
    var run = context.putObject("Execution");
    run.put("Id", execution.id());
    run.set("Input", execution.input());
    run.put("Name", execution.name());
    run.put("StartTime", execution.startedAt().toString());
    context
        .putObject("State")
        .put("EnteredTime", entered.toString())
        .put("Name", name)
        .put("RetryCount", again);
    context
        .putObject("StateMachine")
        .put("Id", execution.machineId())
        .put("Name", Executions.shortName(execution.machineId()));
    if (item.isPresent()) {
      context.set("Map", item.get());
    }
    return new Scope(data, context, random);
  }

  /// `$$.Map` of one item.
  static ObjectNode itemContext(int index, JsonNode value) {
    var map = JSON.objectNode();
    map.putObject("Item").put("Index", index).set("Value", value);
    return map;
  }

  /// What paths in a Map's `ItemSelector` see.
  Scope selecting(Scope scope, JsonNode map) {
    var context = ((ObjectNode) scope.context()).deepCopy();
    context.set("Map", map);
    return new Scope(scope.data(), context, random);
  }
}
