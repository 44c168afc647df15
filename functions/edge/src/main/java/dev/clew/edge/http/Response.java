package dev.clew.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.interpretation.AnswerJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A response, to be written as API Gateway wants it.
public record Response(int status, Map<String, String> headers, String body) {
  public Response {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// JSON.
  public static Response json(int status, JsonNode body) {
    return of(
        status, "application/json", new String(AnswerJson.bytes(body), StandardCharsets.UTF_8));
  }

  public static Response of(int status, String contentType, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", contentType);
    // What is asked belongs to one caller: no cache may keep it.
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return new Response(status, headers, body);
  }

  /// Nothing to say.
  public static Response empty(int status) {
    return new Response(status, Map.of("Cache-Control", "no-store"), "");
  }

  public Response with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body);
  }

  /// As the function's result.
  public ObjectNode tree() {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("statusCode", status);
    var into = tree.putObject("headers");
    headers.forEach(into::put);
    tree.put("body", body);
    tree.put("isBase64Encoded", false);
    return tree;
  }
}
