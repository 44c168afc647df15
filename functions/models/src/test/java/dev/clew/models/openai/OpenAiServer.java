package dev.clew.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A server on this machine that speaks OpenAI's protocol, well or badly, by a script, and keeps
/// what it was asked.
///
/// ```java
/// try (var server = OpenAiServer.saying(Answer.status(429, Map.of()), Answer.saying("hello"))) {
///   var model = new OpenAiModel(server.endpoint(), () -> Duration.ofSeconds(5), Clock.systemUTC());
/// ```
public final class OpenAiServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PIECE = 8;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<Asked, Answer> script;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// One request.
  ///
  /// @param place among all requests, from 0
  /// @param headers names in lower case, the first value of each
  /// @param body missing where it is no JSON
  public record Asked(
      int place, String method, String path, Map<String, String> headers, JsonNode body) {

    /// All that its messages say, for tests that look for what must not be sent.
    public String text() {
      return body.toString();
    }
  }

  /// @param script an answer to each request; may be asked by several threads
  public OpenAiServer(Function<Asked, Answer> script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// A server that gives these answers in turn, the last one again and again.
  public static OpenAiServer saying(Answer... answers) {
    var turn = new AtomicInteger();
    return new OpenAiServer(_ -> answers[Math.min(turn.getAndIncrement(), answers.length - 1)]);
  }

  /// What goes into `OPENAI_BASE_URL`.
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /// Its address with a key and two names.
  public OpenAiModel.Endpoint endpoint() {
    return new OpenAiModel.Endpoint(baseUrl(), "sk-test-0123456789abcdef", "strong-1", "fast-1");
  }

  /// What it was asked so far, in order.
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      answer(exchange, script.apply(read(exchange)));
    } catch (IOException e) {
      // The client left, as some tests want it to.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Asked read(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    var request =
        new Asked(
            asked.size(),
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            headers,
            body(exchange.getRequestBody().readAllBytes()));
    asked.add(request);
    return request;
  }

  private static JsonNode body(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private void answer(HttpExchange exchange, Answer answer)
      throws IOException, InterruptedException {
    if (pause(answer) || answer.manner() == Answer.Manner.CUT) {
      return;
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    var body = answer.body();
    boolean chunked = answer.manner() == Answer.Manner.ENDLESS;
    exchange.sendResponseHeaders(
        answer.status(), chunked ? 0 : body.length == 0 ? -1 : body.length);
    var out = exchange.getResponseBody();
    switch (answer.manner()) {
      case WHOLE -> out.write(body);
      case CUT -> {}
      case HALF -> {
        out.write(body, 0, body.length / 2);
        out.flush();
      }
      case DRIP -> {
        for (int from = 0; from < body.length && !pause(answer); from += PIECE) {
          out.write(body, from, Math.min(PIECE, body.length - from));
          out.flush();
        }
      }
      case ENDLESS -> {
        while (closed.getCount() > 0) {
          out.write(body);
          out.flush();
        }
      }
    }
  }

  /// Whether the server was closed meanwhile.
  private boolean pause(Answer answer) throws InterruptedException {
    return !answer.pause().equals(Duration.ZERO)
        && closed.await(answer.pause().toNanos(), TimeUnit.NANOSECONDS);
  }
}
