package dev.clew.traces.rows;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows from SageMaker's data capture: one JSON object a line, with the endpoint's input and output
/// as the text that was sent. A CSV payload becomes `input_0`, `input_1`..; a JSON one its own
/// fields; a single output is called `prediction`. `prediction_id` is the inference's id, or the
/// event's.
final class CapturedRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TableBuilder table;

  private CapturedRows(TableBuilder table) {
    this.table = table;
  }

  static CapturedRows of(TableBuilder table) {
    return new CapturedRows(table);
  }

  static boolean recognised(byte[] head) {
    var start = new String(head, 0, Math.min(head.length, 4_096), StandardCharsets.UTF_8);
    return start.startsWith("{")
        && start.contains("\"captureData\"")
        && start.contains("\"endpointInput\"");
  }

  /// The columns of the first captured row.
  static List<String> header(byte[] head) throws IOException {
    int end = 0;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    return List.copyOf(cells(JSON.readTree(head, 0, end)).keySet());
  }

  void row(byte[] buffer, int offset, int length) throws IOException {
    var root = JSON.readTree(buffer, offset, length);
    if (root == null || !root.path("captureData").isObject()) {
      throw new JsonParseException(null, "no captured data");
    }
    for (var cell : cells(root).entrySet()) {
      table.has(cell.getKey());
      if (table.wants(cell.getKey())) {
        table.column(cell.getKey()).add(cell.getValue());
      }
    }
  }

  private static Map<String, String> cells(JsonNode root) throws IOException {
    var cells = new LinkedHashMap<String, String>();
    var event = root.path("eventMetadata");
    var id = event.hasNonNull("inferenceId") ? event.get("inferenceId") : event.path("eventId");
    cells.put("prediction_id", id.asText());
    cells.put("timestamp", event.path("inferenceTime").asText());
    payload(root.path("captureData").path("endpointInput"), "input", cells);
    var outputs = new LinkedHashMap<String, String>();
    payload(root.path("captureData").path("endpointOutput"), "output", outputs);
    if (outputs.size() == 1) {
      cells.put("prediction", outputs.values().iterator().next());
    } else {
      cells.putAll(outputs);
    }
    return cells;
  }

  private static void payload(JsonNode captured, String prefix, Map<String, String> cells)
      throws IOException {
    var data = captured.path("data").asText();
    var encoding = captured.path("encoding").asText();
    if (encoding.equals("BASE64")) {
      try {
        data = new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw new JsonParseException(null, "payload is no Base64", e);
      }
    }
    var trimmed = data.strip();
    if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
      flatten(JSON.readTree(trimmed), prefix, cells);
      return;
    }
    var fields = trimmed.split(",", -1);
    for (int i = 0; i < fields.length; i++) {
      cells.put(prefix + "_" + i, fields[i].strip());
    }
  }

  private static void flatten(JsonNode node, String name, Map<String, String> cells) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> flatten(field.getValue(), name + "." + field.getKey(), cells));
    } else if (node.isArray()) {
      int i = 0;
      for (var one : node) {
        flatten(one, name + "_" + i++, cells);
      }
    } else {
      cells.put(name, node.isNull() ? "" : node.asText());
    }
  }
}
