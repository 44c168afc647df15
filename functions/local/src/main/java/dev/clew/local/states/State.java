package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One state of a machine. `next` is empty where the state ends its machine, branch or item.
sealed interface State {

  /// `InputPath` and `OutputPath`.
  record Data(Selection input, Selection output) {}

  /// How the states that do work treat input, result and failure.
  record Care(
      Optional<Template> parameters,
      Optional<Template> resultSelector,
      ResultPath resultPath,
      List<Retrier> retriers,
      List<Catcher> catchers) {}

  Data data();

  /// As the history spells it: `Task`.
  String type();

  /// Every state that this one can lead to.
  List<String> targets();

  /// A state that does work: it can fail, be tried again and be caught.
  sealed interface Working extends State {
    Care care();

    Optional<String> next();

    @Override
    default List<String> targets() {
      return Stream.concat(next().stream(), care().catchers().stream().map(Catcher::next)).toList();
    }
  }

  record Pass(
      Data data,
      Optional<JsonNode> result,
      Optional<Template> parameters,
      ResultPath resultPath,
      Optional<String> next)
      implements State {
    @Override
    public String type() {
      return "Pass";
    }

    @Override
    public List<String> targets() {
      return next.stream().toList();
    }
  }

  record Task(
      Data data,
      Care care,
      Resource resource,
      Optional<Duration> timeout,
      Optional<Path> timeoutPath,
      Optional<String> next)
      implements Working {
    @Override
    public String type() {
      return "Task";
    }
  }

  /// @param next where no choice holds
  record Choice(Data data, List<Branch> choices, Optional<String> next) implements State {
    record Branch(Rule rule, String next) {}

    @Override
    public String type() {
      return "Choice";
    }

    @Override
    public List<String> targets() {
      return Stream.concat(choices.stream().map(Branch::next), next.stream()).toList();
    }
  }

  record Wait(Data data, Until until, Optional<String> next) implements State {
    sealed interface Until {
      record Lasting(Duration duration) implements Until {}

      record LastingPath(Path seconds) implements Until {}

      record At(Instant instant) implements Until {}

      record AtPath(Path timestamp) implements Until {}
    }

    @Override
    public String type() {
      return "Wait";
    }

    @Override
    public List<String> targets() {
      return next.stream().toList();
    }
  }

  record Succeed(Data data) implements State {
    @Override
    public String type() {
      return "Succeed";
    }

    @Override
    public List<String> targets() {
      return List.of();
    }
  }

  record Fail(Data data, Optional<Expression> error, Optional<Expression> cause) implements State {
    @Override
    public String type() {
      return "Fail";
    }

    @Override
    public List<String> targets() {
      return List.of();
    }
  }

  record Parallel(Data data, Care care, List<Graph> branches, Optional<String> next)
      implements Working {
    @Override
    public String type() {
      return "Parallel";
    }
  }

  record Each(Data data, Care care, Items items, Graph processor, Optional<String> next)
      implements Working {
    @Override
    public String type() {
      return "Map";
    }
  }
}
