package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one definition into states, and refuses what it does not know.
final class DefinitionReader {
  /// As on AWS, in characters.
  private static final int LONGEST_NAME = 80;

  private static final int LONGEST_RETRY_SECONDS = 31_622_400;

  /// Names of all states so far: they are unique in the whole machine.
  private final Set<String> names = new HashSet<>();

  StateMachine machine(JsonNode json) {
    var fields = new Fields(json, Pointer.ROOT);
    comment(fields);
    fields
        .text("Version")
        .filter(version -> !version.equals("1.0"))
        .ifPresent(version -> {
          throw fields.at("Version").refuse("the version " + version + " is not known");
        });
    language(fields);
    var timeout = fields.seconds("TimeoutSeconds");
    return new StateMachine(graph(fields), timeout);
  }

  private static void comment(Fields fields) {
    fields.text("Comment");
  }

  private static void language(Fields fields) {
    fields
        .text("QueryLanguage")
        .filter(language -> !language.equals("JSONPath"))
        .ifPresent(language -> {
          throw fields
              .at("QueryLanguage")
              .refuse("the query language " + language + " is not known, only JSONPath is");
        });
  }

  /// `StartAt` and `States`; nothing else may be left in the fields.
  private Graph graph(Fields fields) {
    var startAt = fields.neededText("StartAt");
    var at = fields.at("States");
    var json = fields.needed("States");
    fields.done();
    if (!json.isObject() || json.isEmpty()) {
      throw at.refuse("a machine has at least one state");
    }
    var states = new LinkedHashMap<String, State>();
    for (var state : json.properties()) {
      var name = state.getKey();
      if (name.isEmpty() || name.length() > LONGEST_NAME || !names.add(name)) {
        throw at.then(name)
            .refuse("a state's name has 1 to " + LONGEST_NAME + " characters and is given once");
      }
    }
    for (var state : json.properties()) {
      states.put(state.getKey(), state(new Fields(state.getValue(), at.then(state.getKey()))));
    }
    if (!states.containsKey(startAt)) {
      throw fields.at("StartAt").refuse("there is no state '" + startAt + "'");
    }
    reached(startAt, states, at);
    return new Graph(startAt, states);
  }

  private static void reached(String startAt, Map<String, State> states, Pointer at) {
    var reached = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(startAt));
    while (!open.isEmpty()) {
      var name = open.pop();
      var state = states.get(name);
      if (state != null && reached.add(name)) {
        for (var target : state.targets()) {
          if (!states.containsKey(target)) {
            throw at.then(name).refuse("it leads to '" + target + "', and there is no such state");
          }
          open.push(target);
        }
      }
    }
    for (var name : states.keySet()) {
      if (!reached.contains(name)) {
        throw at.then(name).refuse("nothing leads to this state");
      }
    }
  }

  private State state(Fields fields) {
    comment(fields);
    language(fields);
    var type = fields.neededText("Type");
    var state =
        switch (type) {
          case "Pass" ->
              new State.Pass(
                  data(fields),
                  fields.value("Result"),
                  fields.template("Parameters"),
                  fields.resultPath(),
                  next(fields));
          case "Task" -> task(fields);
          case "Choice" -> new ChoiceReader(fields).choice(data(fields));
          case "Wait" -> new State.Wait(data(fields), until(fields), next(fields));
          case "Succeed" -> new State.Succeed(data(fields));
          case "Fail" -> fail(fields);
          case "Parallel" -> parallel(fields);
          case "Map" ->
              new MapReader(fields, this::graph).each(data(fields), care(fields), next(fields));
          default -> throw fields.at("Type").refuse("a state of type " + type + " is not known");
        };
    fields.done();
    return state;
  }

  private static State.Data data(Fields fields) {
    return new State.Data(fields.selection("InputPath"), fields.selection("OutputPath"));
  }

  private static Optional<String> next(Fields fields) {
    fields.oneOf("Next", "End");
    var end = fields.value("End");
    if (end.isPresent() && !(end.get().isBoolean() && end.get().booleanValue())) {
      throw fields.at("End").refuse("End is true or is not there");
    }
    if (end.isEmpty() && !fields.has("Next")) {
      throw fields.at().refuse("one of the fields Next and End is needed");
    }
    return fields.text("Next");
  }

  private static State task(Fields fields) {
    var resource =
        fields.at("Resource").checked(() -> Resource.parse(fields.neededText("Resource")));
    fields.oneOf("TimeoutSeconds", "TimeoutSecondsPath");
    var care = care(fields);
    parameters(resource, fields);
    return new State.Task(
        data(fields),
        care,
        resource,
        fields.seconds("TimeoutSeconds"),
        fields.path("TimeoutSecondsPath"),
        next(fields));
  }

  /// An integration's parameters are known by name.
  private static void parameters(Resource resource, Fields fields) {
    var at = fields.at("Parameters");
    switch (resource) {
      case Resource.Function _ -> {}
      case Resource.Invoke _ -> {
        var parameters = new Fields(fields.needed("Parameters"), at);
        either(parameters, "FunctionName");
        parameters.oneOf("Payload", "Payload.$");
        parameters.done();
      }
      case Resource.StartExecution _ -> {
        var parameters = new Fields(fields.needed("Parameters"), at);
        either(parameters, "StateMachineArn");
        parameters.oneOf("Input", "Input.$");
        parameters.oneOf("Name", "Name.$");
        parameters.done();
      }
    }
  }

  private static void either(Fields fields, String name) {
    fields.oneOf(name, name + ".$");
    if (!fields.has(name) && !fields.has(name + ".$")) {
      throw fields.at().refuse("the field " + name + " is missing");
    }
  }

  private static State.Wait.Until until(Fields fields) {
    var given =
        List.of("Seconds", "SecondsPath", "Timestamp", "TimestampPath").stream()
            .filter(fields::has)
            .toList();
    if (given.size() != 1) {
      throw fields
          .at()
          .refuse("one of the fields Seconds, SecondsPath, Timestamp and TimestampPath is needed");
    }
    return switch (given.getFirst()) {
      case "Seconds" ->
          new State.Wait.Until.Lasting(
              Duration.ofSeconds(fields.integer("Seconds", 0, 99_999_999).orElseThrow()));
      case "SecondsPath" ->
          new State.Wait.Until.LastingPath(fields.path("SecondsPath").orElseThrow());
      case "Timestamp" ->
          new State.Wait.Until.At(
              Comparison.instant(fields.needed("Timestamp"))
                  .orElseThrow(() -> fields.at("Timestamp").refuse("this is no timestamp")));
      default -> new State.Wait.Until.AtPath(fields.path("TimestampPath").orElseThrow());
    };
  }

  private static State fail(Fields fields) {
    fields.oneOf("Error", "ErrorPath");
    fields.oneOf("Cause", "CausePath");
    return new State.Fail(
        new State.Data(Selection.WHOLE, Selection.WHOLE),
        fields
            .value("Error")
            .<Expression>map(Literal::new)
            .or(() -> fields.expression("ErrorPath")),
        fields
            .value("Cause")
            .<Expression>map(Literal::new)
            .or(() -> fields.expression("CausePath")));
  }

  private State parallel(Fields fields) {
    var json = fields.needed("Branches");
    var at = fields.at("Branches");
    if (!json.isArray() || json.isEmpty()) {
      throw at.refuse("at least one branch is needed");
    }
    var branches = new ArrayList<Graph>();
    for (var i = 0; i < json.size(); i++) {
      var branch = new Fields(json.get(i), at.then(i));
      comment(branch);
      branches.add(graph(branch));
    }
    return new State.Parallel(data(fields), care(fields), List.copyOf(branches), next(fields));
  }

  private static State.Care care(Fields fields) {
    return new State.Care(
        fields.template("Parameters"),
        fields.template("ResultSelector"),
        fields.resultPath(),
        retriers(fields),
        catchers(fields));
  }

  private static List<Retrier> retriers(Fields fields) {
    var retriers = new ArrayList<Retrier>();
    for (var retrier : each(fields, "Retry")) {
      comment(retrier);
      retriers.add(
          new Retrier(
              errors(retrier),
              Duration.ofSeconds(retrier.integer("IntervalSeconds", 1, 99_999_999).orElse(1)),
              retrier.integer("MaxAttempts", 0, 99_999_999).orElse(3),
              retrier.number("BackoffRate", 1, Double.MAX_VALUE).orElse(2.0),
              retrier.integer("MaxDelaySeconds", 1, LONGEST_RETRY_SECONDS).map(Duration::ofSeconds),
              jitter(retrier)));
      retrier.done();
    }
    last(retriers.stream().map(Retrier::errors).toList(), fields.at("Retry"));
    return List.copyOf(retriers);
  }

  private static boolean jitter(Fields retrier) {
    var strategy = retrier.text("JitterStrategy").orElse("NONE");
    return switch (strategy) {
      case "FULL" -> true;
      case "NONE" -> false;
      default ->
          throw retrier.at("JitterStrategy").refuse("the strategy " + strategy + " is not known");
    };
  }

  private static List<Catcher> catchers(Fields fields) {
    var catchers = new ArrayList<Catcher>();
    for (var catcher : each(fields, "Catch")) {
      comment(catcher);
      catchers.add(new Catcher(errors(catcher), catcher.resultPath(), catcher.neededText("Next")));
      catcher.done();
    }
    last(catchers.stream().map(Catcher::errors).toList(), fields.at("Catch"));
    return List.copyOf(catchers);
  }

  private static List<Fields> each(Fields fields, String name) {
    var array = fields.value(name);
    if (array.isEmpty()) {
      return List.of();
    }
    if (!array.get().isArray()) {
      throw fields.at(name).refuse("an array is needed here");
    }
    var each = new ArrayList<Fields>();
    for (var i = 0; i < array.get().size(); i++) {
      each.add(new Fields(array.get().get(i), fields.at(name).then(i)));
    }
    return each;
  }

  private static ErrorNames errors(Fields fields) {
    var at = fields.at("ErrorEquals");
    var json = fields.needed("ErrorEquals");
    var errors = new ArrayList<String>();
    for (var error : json) {
      if (!error.isTextual()) {
        throw at.refuse("names of errors are texts");
      }
      errors.add(error.textValue());
    }
    if (!json.isArray() || errors.isEmpty()) {
      throw at.refuse("at least one error's name is needed");
    }
    if (errors.contains(ErrorNames.ALL) && errors.size() > 1) {
      throw at.refuse(ErrorNames.ALL + " stands alone");
    }
    return new ErrorNames(errors);
  }

  private static void last(List<ErrorNames> all, Pointer at) {
    for (var i = 0; i < all.size() - 1; i++) {
      if (all.get(i).names().contains(ErrorNames.ALL)) {
        throw at.then(i).refuse(ErrorNames.ALL + " comes last");
      }
    }
  }
}
