package dev.clew.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A machine drawn at random, of Pass, Choice, Task, Succeed and Fail states over one counter, and
/// what it must do: told from the drawing alone, without its definition, by counting.
///
/// Pass adds to the counter; a Task adds one to it where it succeeds, and fails as its script says;
/// a Choice goes back to a Pass while the counter is below a limit, so that every run ends.
final class RandomMachine {
  private static final String[] ERRORS = {"A", "B", "C", "States.Timeout"};

  /// @param next of the state, the catcher and the choice, as indices of states
  /// @param script errors of a Task's calls, call by call over the whole run; empty: success
  private record Node(
      Kind kind,
      int add,
      int limit,
      int next,
      int other,
      String retried,
      int most,
      String caught,
      List<String> script) {}

  private enum Kind {
    PASS,
    CHOICE,
    TASK,
    SUCCEED,
    FAIL
  }

  /// What a run must come to.
  record Expected(List<String> states, boolean succeeds, int counter, String error, int calls) {}

  private final List<Node> nodes = new ArrayList<>();

  RandomMachine(long seed) {
    var random = new SplittableRandom(seed);
    var size = random.nextInt(3, 9);
    for (var i = 0; i < size; i++) {
      nodes.add(node(i, size, random));
    }
    nodes.add(new Node(Kind.SUCCEED, 0, 0, 0, 0, "", 0, "", List.of()));
    nodes.add(new Node(Kind.FAIL, 0, 0, 0, 0, "", 0, "", List.of()));
  }

  private Node node(int i, int size, SplittableRandom random) {
    // Forward, or to one of the two ends behind the last.
    var next = random.nextInt(i + 1, size + 2);
    var other = random.nextInt(i + 1, size + 2);
    return switch (i == 0 ? 0 : random.nextInt(3)) {
      case 0 -> new Node(Kind.PASS, random.nextInt(1, 4), 0, next, 0, "", 0, "", List.of());
      case 1 -> {
        var back = random.nextInt(i);
        while (nodes.get(back).kind() != Kind.PASS) {
          back--;
        }
        yield new Node(Kind.CHOICE, 0, random.nextInt(0, 12), back, next, "", 0, "", List.of());
      }
      default ->
          new Node(
              Kind.TASK,
              1,
              0,
              next,
              other,
              pattern(random),
              random.nextInt(4),
              pattern(random),
              script(random));
    };
  }

  private static String pattern(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> "States.ALL";
      case 1 -> "States.TaskFailed";
      default -> ERRORS[random.nextInt(ERRORS.length)];
    };
  }

  private static List<String> script(SplittableRandom random) {
    var script = new ArrayList<String>();
    for (var i = random.nextInt(6); i > 0; i--) {
      script.add(random.nextInt(3) == 0 ? "" : ERRORS[random.nextInt(ERRORS.length)]);
    }
    return List.copyOf(script);
  }

  private String name(int i) {
    return switch (nodes.get(i).kind()) {
      case SUCCEED -> "Good";
      case FAIL -> "Bad";
      default -> "S" + i;
    };
  }

  /// In the Amazon States Language.
  String definition() {
    var machine = Trial.JSON.createObjectNode().put("StartAt", name(0));
    var states = machine.putObject("States");
    var open = new TreeSet<>(Set.of(0));
    while (!open.isEmpty()) {
      var i = open.removeFirst();
      states.set(name(i), state(i));
      targets(i).filter(target -> !states.has(name(target))).forEach(open::add);
    }
    return machine.toString();
  }

  private IntStream targets(int i) {
    var node = nodes.get(i);
    return switch (node.kind()) {
      case PASS -> IntStream.of(node.next());
      case CHOICE, TASK -> IntStream.of(node.next(), node.other());
      case SUCCEED, FAIL -> IntStream.empty();
    };
  }

  private ObjectNode state(int i) {
    var node = nodes.get(i);
    var state = Trial.JSON.createObjectNode();
    switch (node.kind()) {
      case PASS -> {
        state.put("Type", "Pass").put("Next", name(node.next()));
        state.putObject("Parameters").put("n.$", "States.MathAdd($.n, " + node.add() + ")");
      }
      case CHOICE -> {
        state.put("Type", "Choice").put("Default", name(node.other()));
        state
            .putArray("Choices")
            .addObject()
            .put("Variable", "$.n")
            .put("NumericLessThan", node.limit())
            .put("Next", name(node.next()));
      }
      case TASK -> {
        state
            .put("Type", "Task")
            .put("Resource", "arn:aws:lambda:us-east-1:123456789012:function:" + name(i))
            .put("Next", name(node.next()));
        state
            .putArray("Retry")
            .addObject()
            .put("MaxAttempts", node.most())
            .put("JitterStrategy", "FULL")
            .putArray("ErrorEquals")
            .add(node.retried());
        state
            .putArray("Catch")
            .addObject()
            .put("ResultPath", "$.failure")
            .put("Next", name(node.other()))
            .putArray("ErrorEquals")
            .add(node.caught());
      }
      case SUCCEED -> state.put("Type", "Succeed");
      case FAIL -> state.put("Type", "Fail").put("Error", "Bad");
    }
    return state;
  }

  /// The functions of its Task states.
  Tasks functions() {
    var calls = new int[nodes.size()];
    return (function, payload) -> {
      var i = Integer.parseInt(function.substring(function.lastIndexOf('S') + 1));
      var script = nodes.get(i).script();
      var call = calls[i]++;
      if (call < script.size() && !script.get(call).isEmpty()) {
        throw new TaskFailure(script.get(call), "planned");
      }
      return Trial.JSON.createObjectNode().put("n", payload.get("n").intValue() + 1);
    };
  }

  private static boolean takes(String pattern, String error) {
    return pattern.equals(error)
        || pattern.equals("States.ALL")
        || (pattern.equals("States.TaskFailed") && !error.equals("States.Timeout"));
  }

  /// Counts it through.
  Expected expected() {
    var states = new ArrayList<String>();
    var calls = new int[nodes.size()];
    var made = 0;
    var n = 0;
    var at = 0;
    while (true) {
      var node = nodes.get(at);
      states.add(name(at));
      switch (node.kind()) {
        case PASS -> {
          n += node.add();
          at = node.next();
        }
        case CHOICE -> at = n < node.limit() ? node.next() : node.other();
        case SUCCEED -> {
          return new Expected(states, true, n, "", made);
        }
        case FAIL -> {
          return new Expected(states, false, n, "Bad", made);
        }
        case TASK -> {
          var again = 0;
          while (true) {
            made++;
            var call = calls[at]++;
            var error = call < node.script().size() ? node.script().get(call) : "";
            if (error.isEmpty()) {
              n++;
              at = node.next();
              break;
            }
            if (takes(node.retried(), error) && again < node.most()) {
              again++;
              continue;
            }
            if (!takes(node.caught(), error)) {
              return new Expected(states, false, n, error, made);
            }
            at = node.other();
            break;
          }
        }
      }
    }
  }
}
