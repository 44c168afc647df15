package dev.clew.local.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.edge.Functions;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// API Gateway's part on one machine: HTTP on loopback in, events of payload format 2.0 out to the
/// functions, their results back. There is no authorizer: who can open a port of this machine's
/// loopback may read the data anyway.
public final class HttpFront implements AutoCloseable {
  /// API Gateway's own limit.
  private static final int LARGEST_BODY = 10 * 1024 * 1024;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpFront(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /// Which function a request goes to, as the routes of template.yaml say.
  public interface Routes {
    String function(String method, String path);
  }

  /// @param port 0 for any that is free
  /// @throws ClewException when the port is taken
  public static HttpFront start(int port, Functions functions, Routes routes) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/", exchange -> answer(exchange, functions, routes));
      server.start();
      return new HttpFront(server, threads);
    } catch (IOException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "the port can not be opened: " + e.getMessage(),
              "port " + port,
              "Choose another with --port, or end what uses it"),
          e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, Functions functions, Routes routes)
      throws IOException {
    try (exchange) {
      if (!isOfThisMachine(exchange.getRequestHeaders().getFirst("Host"))) {
        send(exchange, 403, "{\"message\":\"Forbidden: the host is not this machine\"}");
        return;
      }
      var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        send(exchange, 413, "{\"message\":\"Request Entity Too Large\"}");
        return;
      }
      var path = exchange.getRequestURI().getPath();
      var function = routes.function(exchange.getRequestMethod(), path);
      JsonNode result;
      try {
        result =
            JSON.readTree(
                functions.call(
                    function, event(exchange, body).toString().getBytes(StandardCharsets.UTF_8)));
      } catch (ClewException e) {
        send(exchange, 502, "{\"message\":\"Internal Server Error\"}");
        return;
      }
      for (var header : result.path("headers").properties()) {
        exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText());
      }
      var text = result.path("body").asText("");
      var bytes =
          result.path("isBase64Encoded").asBoolean(false)
              ? Base64.getDecoder().decode(text)
              : text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          result.path("statusCode").asInt(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /// Whether a request was meant for this machine: a page from elsewhere whose name was made to
  /// lead to loopback sends its own name.
  private static boolean isOfThisMachine(@Nullable String host) {
    return host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static JsonNode event(HttpExchange exchange, byte[] body) {
    var uri = exchange.getRequestURI();
    var event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", uri.getRawPath());
    event.put("rawQueryString", uri.getRawQuery() == null ? "" : uri.getRawQuery());
    var headers = event.putObject("headers");
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    var context = event.putObject("requestContext");
    context.put("stage", "$default");
    context.put("requestId", UUID.randomUUID().toString());
    var http = context.putObject("http");
    http.put("method", exchange.getRequestMethod());
    http.put("path", uri.getPath());
    http.put("protocol", exchange.getProtocol());
    http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    if (body.length > 0) {
      event.put("body", Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0);
    return event;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
