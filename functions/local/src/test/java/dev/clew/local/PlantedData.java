package dev.clew.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A tenant's data in which one field holds a text of an attacker's, everywhere where it matters
/// most: in what fails, in what is new. All else is plain.
final class PlantedData {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int RUNS = 14;
  private static final int ROWS = 400;

  private final PlantedField field;
  private final String text;

  PlantedData(PlantedField field, String text) {
    this.field = field;
    this.text = text;
  }

  void write(Path tenant) throws IOException {
    var app = tenant.resolve("traces").resolve(name(PlantedField.APPLICATION, "shop"));
    Files.createDirectories(app);
    Files.writeString(
        app.resolve(name(PlantedField.SPANS_FILE, "spans") + ".json"),
        field.isOfChats() ? chats() : spans());
    var log = tenant.resolve("inferences").resolve(name(PlantedField.PREDICTOR, "loans"));
    Files.createDirectories(log);
    var current = name(PlantedField.ROWS_FILE, "current") + ".csv";
    Files.writeString(log.resolve("baseline.csv"), rows(false));
    Files.writeString(log.resolve(current), rows(true));
    Files.writeString(log.resolve("schema.json"), schema(current).toString());
  }

  private String at(PlantedField where, String usual) {
    return field == where ? text : usual;
  }

  /// A folder's or a file's name can hold no slash, and no more than 255 bytes.
  private String name(PlantedField where, String usual) {
    var wanted = at(where, usual).replaceAll("[/\\x00-\\x1f]", " ").strip();
    return wanted.getBytes(StandardCharsets.UTF_8).length <= 200
        ? wanted
        : wanted.substring(0, 120);
  }

  private String spans() {
    var document = JSON.objectNode();
    var resources = document.putArray("resourceSpans");
    for (int run = 0; run < RUNS; run++) {
      var one = resources.addObject();
      attributes(
          one.putObject("resource").putArray("attributes"),
          at(PlantedField.RESOURCE_KEY, "deployment.environment"),
          "test",
          "service.name",
          at(PlantedField.RESOURCE_VALUE, "shop-service"));
      var scoped = one.putArray("scopeSpans").addObject();
      scoped.putObject("scope").put("name", at(PlantedField.SCOPE, "agent-library"));
      run(scoped.putArray("spans"), run);
    }
    return document.toString();
  }

  private void run(ArrayNode spans, int run) {
    boolean fails = run % 2 == 0;
    var trace = String.format(Locale.ROOT, "%032x", 0xabc0L + run);
    long from = 1_790_000_000_000L + 600_000L * run;
    var root = span(spans, trace, 1, "", "run", from, from + (fails ? 9_000 : 3_000));
    attributes(
        root.putArray("attributes"),
        "openinference.span.kind",
        "AGENT",
        "agent.name",
        at(PlantedField.AGENT_NAME, "seller"),
        "session.id",
        at(PlantedField.SESSION_ID, "s" + run / 2),
        "user.id",
        at(PlantedField.USER_ID, "u" + run % 5),
        "input.value",
        fails ? at(PlantedField.INPUT, "please book a table") : "please book a table",
        "output.value",
        fails ? at(PlantedField.OUTPUT, "that did not work") : "it is booked",
        fails ? at(PlantedField.ATTRIBUTE_KEY, "channel") : "channel",
        fails ? at(PlantedField.ATTRIBUTE_VALUE, "web") : "app");
    status(root, fails);
    var call =
        span(
            spans,
            trace,
            2,
            "1",
            fails ? at(PlantedField.SPAN_NAME, "ask the model") : "ask the model",
            from + 100,
            from + (fails ? 5_000 : 1_500));
    attributes(
        call.putArray("attributes"),
        "openinference.span.kind",
        "LLM",
        "llm.model_name",
        fails ? at(PlantedField.MODEL_NAME, "gpt-4o") : "gpt-4o-mini",
        "llm.input_messages.0.message.role",
        "system",
        "llm.input_messages.0.message.content",
        at(PlantedField.SYSTEM_MESSAGE, "You sell tables."),
        "llm.input_messages.1.message.role",
        "user",
        "llm.input_messages.1.message.content",
        fails ? at(PlantedField.USER_MESSAGE, "book a table for four") : "book a table",
        "llm.output_messages.0.message.role",
        "assistant",
        "llm.output_messages.0.message.content",
        fails ? at(PlantedField.MODEL_MESSAGE, "I will look") : "I will book it",
        "llm.tools.0.tool.json_schema",
        tool());
    call.withArray("attributes").add(number("llm.token_count.prompt", 400 + (fails ? 900 : 0)));
    call.withArray("attributes").add(number("llm.token_count.completion", 40));
    status(call, false);
    var tool =
        span(
            spans,
            trace,
            3,
            "1",
            fails ? at(PlantedField.TOOL_NAME, "book_table") : "find_table",
            from + 5_000,
            from + (fails ? 8_500 : 2_500));
    attributes(
        tool.putArray("attributes"),
        "openinference.span.kind",
        "TOOL",
        "tool.name",
        fails ? at(PlantedField.TOOL_NAME, "book_table") : "find_table",
        "input.value",
        fails ? at(PlantedField.TOOL_ARGUMENTS, "{\"seats\": 4}") : "{\"seats\": 4}",
        "output.value",
        fails ? at(PlantedField.TOOL_RESULT, "Error: no table is left") : "{\"ok\": true}");
    status(tool, fails);
    if (fails) {
      var events = tool.putArray("events");
      var exception = events.addObject().put("name", "exception");
      exception.put("timeUnixNano", nanos(from + 8_000));
      attributes(
          exception.putArray("attributes"),
          "exception.type",
          "NoTable",
          "exception.message",
          at(PlantedField.EXCEPTION, "no table is left"));
      var other = events.addObject().put("name", at(PlantedField.EVENT_NAME, "looked"));
      other.put("timeUnixNano", nanos(from + 7_000));
      attributes(other.putArray("attributes"), "detail", at(PlantedField.EVENT_ATTRIBUTE, "twice"));
    }
  }

  private String tool() {
    var schema = JSON.objectNode().put("name", "book_table");
    schema.put("description", at(PlantedField.TOOL_SCHEMA, "Books a table."));
    return schema.toString();
  }

  private void status(ObjectNode span, boolean fails) {
    var status = span.putObject("status");
    status.put("code", fails ? 2 : 1);
    if (fails) {
      status.put("message", at(PlantedField.STATUS_MESSAGE, "the booking failed"));
    }
  }

  private ObjectNode span(
      ArrayNode spans, String trace, int id, String parent, String name, long from, long to) {
    var span = spans.addObject().put("traceId", trace);
    span.put("spanId", id == 3 ? at(PlantedField.SPAN_ID, hex(trace, id)) : hex(trace, id));
    if (!parent.isEmpty()) {
      span.put("parentSpanId", hex(trace, 1));
    }
    return span.put("name", name)
        .put("kind", 1)
        .put("startTimeUnixNano", nanos(from))
        .put("endTimeUnixNano", nanos(to));
  }

  private static String hex(String trace, int id) {
    return trace.substring(20) + String.format(Locale.ROOT, "%04x", id);
  }

  private static String nanos(long millis) {
    return millis + "000000";
  }

  private static ObjectNode number(String key, long value) {
    var attribute = JSON.objectNode().put("key", key);
    attribute.putObject("value").put("intValue", String.valueOf(value));
    return attribute;
  }

  private static void attributes(ArrayNode into, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      into.addObject().put("key", pairs[i]).putObject("value").put("stringValue", pairs[i + 1]);
    }
  }

  private String chats() {
    var runs = JSON.arrayNode();
    for (int i = 0; i < 10; i++) {
      boolean fails = i % 2 == 0;
      var run = runs.addObject();
      if (fails) {
        run.put("task_id", at(PlantedField.CHAT_TASK, "task-" + i % 4));
      } else {
        run.put("task_id", "task-" + i % 4);
      }
      run.put("trial", i).put("reward", fails ? 0.0 : 1.0);
      var turns = run.putArray("traj");
      turns
          .addObject()
          .put("role", "user")
          .put(
              "content",
              fails ? at(PlantedField.CHAT_WORDS, "a table, please") : "a chair, please");
      var asks = turns.addObject().put("role", "assistant").putNull("content");
      var id = at(PlantedField.CHAT_CALL_ID, "c" + i);
      var name = fails ? at(PlantedField.CHAT_TOOL, "order_table") : "order_chair";
      asks.putArray("tool_calls")
          .addObject()
          .put("id", id)
          .put("type", "function")
          .putObject("function")
          .put("name", name)
          .put("arguments", "{\"n\": 1}");
      turns
          .addObject()
          .put("role", "tool")
          .put("tool_call_id", id)
          .put("name", name)
          .put("content", fails ? "Error: sold out" : "{\"ok\": true}");
      turns
          .addObject()
          .put("role", "assistant")
          .put("content", fails ? "I am sorry." : "It is ordered.");
    }
    return runs.toString();
  }

  private String rows(boolean now) {
    var csv = new StringBuilder();
    line(
        csv,
        "id",
        at(PlantedField.COLUMN, "income"),
        "region",
        "age",
        "team",
        "score",
        "predicted",
        "paid");
    for (int i = 0; i < ROWS; i++) {
      // New in the later rows, and a third of them; the model is as good as before.
      boolean odd = now && i % 3 == 0;
      int age = 20 + i * 7 % 50;
      boolean paid = i * 13 % 10 < 6;
      boolean right = i % 10 != 0;
      line(
          csv,
          odd ? at(PlantedField.ROW_ID, "r") + i : (now ? "n" : "b") + i,
          String.valueOf(1_000 + i * 37 % 900 + (odd ? 4_000 : 0)),
          odd ? at(PlantedField.CATEGORY, "north") : i % 2 == 0 ? "south" : "west",
          odd && i % 9 == 0 ? at(PlantedField.NUMBER_CELL, "n/k") : String.valueOf(age),
          odd ? at(PlantedField.TAG, "blue") : "red",
          String.valueOf((paid == right ? 60 + i % 39 : 1 + i % 39) / 100.0),
          label(paid == right),
          label(paid));
    }
    return csv.toString();
  }

  private String label(boolean paid) {
    return paid ? at(PlantedField.LABEL, "yes") : "no";
  }

  private static void line(StringBuilder csv, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      csv.append(i == 0 ? "" : ",").append('"').append(cells[i].replace("\"", "\"\"")).append('"');
    }
    csv.append('\n');
  }

  private ObjectNode schema(String current) {
    var schema = JSON.objectNode();
    schema.put("predictor", at(PlantedField.SCHEMA_NAME, "loans"));
    schema.put("task", "binary").put("order", "row").put("id", "id");
    schema.put("prediction", "predicted").put("score", "score").put("actual", "paid");
    schema.put("positive", at(PlantedField.LABEL, "yes"));
    var features = schema.putArray("features");
    features.add(at(PlantedField.COLUMN, "income")).add("region").add("age");
    schema.putArray("tags").add("team");
    if (field == PlantedField.SCHEMA_FIELD) {
      // No column is called so.
      schema.withArray("/tags").add(text);
    }
    var files = schema.putObject("files");
    files.putArray("baseline").add("baseline.csv");
    files.putArray("current").add(current);
    return schema;
  }
}
