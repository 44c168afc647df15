package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A Map state at work: its items within the run, or each in an execution of its own.
final class MapRun {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Walk walk;
  private final String state;
  private final State.Each each;

  MapRun(Walk walk, String state, State.Each each) {
    this.walk = walk;
    this.state = state;
    this.each = each;
  }

  JsonNode results(Scope scope) throws TaskFailure {
    walk.note("MapStateStarted", state);
    var inputs = inputs(scope);
    var most = most(scope);
    if (each.items().distributed()) {
      return distributed(scope, inputs, most);
    }
    var group = walk.stop().part();
    var branches = new Branches(walk, state);
    var parts = new ArrayList<Supplier<Branches.Outcome>>();
    for (var input : inputs) {
      var part = walk.part(walk.execution(), group, Optional.of(input.map()));
      parts.add(() -> branches.outcome(group, () -> iteration(part, input)));
    }
    return branches.gathered("MapState", walk.world().pace().together(most, parts));
  }

  /// @param map `$$.Map` of the item
  private record Input(ObjectNode map, JsonNode value) {}

  private JsonNode iteration(Walk part, Input input) throws TaskFailure {
    walk.note("MapIterationStarted", state);
    try {
      var output = part.through(each.processor(), input.value());
      walk.note("MapIterationSucceeded", state);
      return output;
    } catch (TaskFailure e) {
      walk.note("MapIterationFailed", state, Optional.of(e.error()));
      throw e;
    }
  }

  private List<Input> inputs(Scope scope) throws TaskFailure {
    var items = items(scope);
    var inputs = new ArrayList<Input>();
    for (var i = 0; i < items.size(); i++) {
      var map = Walk.itemContext(i, items.get(i));
      var selector = each.items().selector();
      inputs.add(
          new Input(
              map,
              selector.isPresent()
                  ? selector.get().fill(walk.selecting(scope, map))
                  : items.get(i)));
    }
    return inputs;
  }

  private List<JsonNode> items(Scope scope) throws TaskFailure {
    var reader = each.items().reader();
    if (reader.isPresent()) {
      return read(reader.get(), reader.get().parameters().fill(scope));
    }
    var path = each.items().path();
    var items = path.isPresent() ? path.get().value(scope) : scope.data();
    if (!items.isArray()) {
      throw new TaskFailure(
          ErrorNames.RUNTIME, "the items of " + state + " are no array but " + items.getNodeType());
    }
    return items.valueStream().toList();
  }

  private List<JsonNode> read(Items.Reader reader, JsonNode parameters) throws TaskFailure {
    var bucket = parameters.path("Bucket").asText();
    var key = parameters.path("Key").asText();
    try {
      var body = walk.world().buckets().get(bucket, key);
      var items = new ArrayList<JsonNode>();
      if (reader.lines()) {
        try (MappingIterator<JsonNode> lines = MAPPER.readerFor(JsonNode.class).readValues(body)) {
          lines.forEachRemaining(items::add);
        }
      } else {
        var array = MAPPER.readTree(body);
        if (!array.isArray()) {
          throw new IOException("it holds no array");
        }
        array.forEach(items::add);
      }
      return reader.most() == 0 || reader.most() >= items.size()
          ? items
          : items.subList(0, reader.most());
    } catch (IOException | RuntimeException e) {
      throw new TaskFailure(
          ErrorNames.ITEM_READER, "s3://" + bucket + "/" + key + ": " + e.getMessage());
    }
  }

  private int most(Scope scope) throws TaskFailure {
    var path = each.items().most().path();
    if (path.isEmpty()) {
      return each.items().most().fixed();
    }
    var value = path.get().value(scope);
    if (!value.isIntegralNumber() || value.intValue() < 0) {
      throw new TaskFailure(
          ErrorNames.RUNTIME, path.get() + " is " + value + " and should be a number of children");
    }
    return value.intValue();
  }

  // ---- each item in an execution of its own
  // -------------------------------------------------------

  private JsonNode distributed(Scope scope, List<Input> inputs, int most) throws TaskFailure {
    walk.note("MapRunStarted", state);
    var label = each.items().label().isEmpty() ? state : each.items().label();
    var id =
        walk.execution().id().replace(":execution:", ":mapRun:")
            + "/"
            + label
            + ":"
            + Intrinsic.UUID_4.of(List.of(), scope.random()).textValue();
    var group = walk.stop().part();
    var failed = new AtomicInteger();
    var parts = new ArrayList<Supplier<Execution>>();
    for (var i = 0; i < inputs.size(); i++) {
      var child =
          new Execution(
              id.replace(":mapRun:", ":execution:") + ":" + i,
              Integer.toString(i),
              walk.execution().machineId() + "/" + label,
              walk.execution().machine(),
              inputs.get(i).value(),
              walk.world().pace().now(),
              group.part());
      var part = walk.part(child, child.stop(), Optional.of(inputs.get(i).map()));
      parts.add(() -> {
        part.run(each.processor());
        if (child.status() != Execution.Status.SUCCEEDED
            && each.items().tolerance().exceeded(failed.incrementAndGet(), inputs.size())) {
          group.ask(
              new Ended(Execution.Status.ABORTED, ErrorNames.TOLERANCE, "too many others failed"));
        }
        return child;
      });
    }
    var children = walk.world().pace().together(most, parts);
    children.forEach(walk.execution()::parentOf);
    walk.check();
    var written = write(scope, id, children);
    if (each.items().tolerance().exceeded(failed.get(), Math.max(1, inputs.size()))) {
      walk.note("MapRunFailed", state, Optional.of(ErrorNames.TOLERANCE));
      throw new TaskFailure(
          ErrorNames.TOLERANCE, failed + " of " + inputs.size() + " children failed");
    }
    walk.note("MapRunSucceeded", state);
    walk.note("MapStateSucceeded", state);
    if (written.isPresent()) {
      return written.get();
    }
    var outputs = JSON.arrayNode();
    for (var child : children) {
      child.end().flatMap(Execution.End::output).ifPresent(outputs::add);
    }
    return outputs;
  }

  /// The children's descriptions, those that succeeded and the others apart, with a manifest.
  private Optional<JsonNode> write(Scope scope, String id, List<Execution> children)
      throws TaskFailure {
    var writer = each.items().writer();
    if (writer.isEmpty()) {
      return Optional.empty();
    }
    var parameters = writer.get().fill(scope);
    var bucket = parameters.path("Bucket").asText();
    var folder =
        (parameters.path("Prefix").asText() + "/").replaceFirst("^/|(?<=/)/$", "")
            + id.substring(id.lastIndexOf(':') + 1)
            + "/";
    var succeeded = JSON.arrayNode();
    var others = JSON.arrayNode();
    for (var child : children) {
      var end = child.ended().join();
      (end.status() == Execution.Status.SUCCEEDED ? succeeded : others)
          .add(Descriptions.described(child, end));
    }
    var manifest = JSON.objectNode();
    manifest.put("DestinationBucket", bucket).put("MapRunArn", id);
    var files = manifest.putObject("ResultFiles");
    try {
      for (var status : List.of("FAILED", "PENDING", "SUCCEEDED")) {
        var listed = files.putArray(status);
        var results =
            switch (status) {
              case "FAILED" -> others;
              case "SUCCEEDED" -> succeeded;
              default -> JSON.arrayNode();
            };
        if (!results.isEmpty()) {
          var body = results.toString().getBytes(StandardCharsets.UTF_8);
          var key = folder + status + "_0.json";
          walk.world().buckets().put(bucket, key, body);
          listed.addObject().put("Key", key).put("Size", body.length);
        }
      }
      walk.world()
          .buckets()
          .put(
              bucket,
              folder + "manifest.json",
              manifest.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new TaskFailure(
          ErrorNames.RESULT_WRITER, "s3://" + bucket + "/" + folder + ": " + e.getMessage());
    }
    var result = JSON.objectNode();
    result.put("MapRunArn", id);
    result
        .putObject("ResultWriterDetails")
        .put("Bucket", bucket)
        .put("Key", folder + "manifest.json");
    return Optional.of(result);
  }
}
