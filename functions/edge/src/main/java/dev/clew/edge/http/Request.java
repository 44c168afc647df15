package dev.clew.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A request, read from an API Gateway event of payload format 2.0.
///
/// @param method in upper case
/// @param path decoded segments: `[v1, traces, abc]`
/// @param query decoded; of several values of a name, the first
/// @param headers names in lower case
/// @param claims of the verified token; empty without one
public record Request(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    Map<String, String> claims) {

  public Request {
    path = List.copyOf(path);
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /// Reads an event.
  ///
  /// @throws dev.clew.evidence.ClewException when it is no event of this format, or its body is no
  ///   base64
  public static Request of(JsonNode event) {
    var http = event.path("requestContext").path("http");
    if (!http.path("method").isTextual()) {
      throw new Problem(
              Problem.Kind.USER,
              "this is no event of an HTTP API in payload format 2.0",
              "requestContext.http.method",
              "Invoke the function through its API, or with a file from events/")
          .asException();
    }
    var headers = new LinkedHashMap<String, String>();
    event
        .path("headers")
        .properties()
        .forEach(header ->
            headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
    var claims = new LinkedHashMap<String, String>();
    event
        .path("requestContext")
        .path("authorizer")
        .path("jwt")
        .path("claims")
        .properties()
        .forEach(claim -> claims.put(claim.getKey(), claim.getValue().asText()));
    var stage = event.path("requestContext").path("stage").asText("$default");
    var raw = event.path("rawPath").asText("/");
    if (!stage.equals("$default") && raw.startsWith("/" + stage + "/")) {
      raw = raw.substring(stage.length() + 1);
    }
    return new Request(
        http.path("method").asText().toUpperCase(Locale.ROOT),
        Stream.of(raw.split("/")).filter(part -> !part.isEmpty()).map(Request::decoded).toList(),
        query(event.path("rawQueryString").asText("")),
        headers,
        body(event),
        claims);
  }

  private static String body(JsonNode event) {
    var body = event.path("body").asText("");
    if (!event.path("isBase64Encoded").asBoolean(false)) {
      return body;
    }
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ClewException(
          new Problem(Problem.Kind.USER, "the body is no base64", "body", "Send it as it is"), e);
    }
  }

  private static Map<String, String> query(String raw) {
    var query = new LinkedHashMap<String, String>();
    for (var pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        query.putIfAbsent(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "'" + text + "' is not percent-encoded",
              "the address",
              "Encode it"),
          e);
    }
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// A whole number from the query.
  ///
  /// @throws dev.clew.evidence.ClewException when it is none, or outside the range
  public long whole(String name, long otherwise, long least, long most) {
    var text = query.get(name);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number outside the range is.
    }
    throw new Problem(
            Problem.Kind.USER,
            "'" + text + "' is no whole number from " + least + " to " + most,
            name,
            "Correct it or leave it out")
        .asException();
  }
}
