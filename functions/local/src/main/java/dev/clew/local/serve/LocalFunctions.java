package dev.clew.local.serve;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.clew.edge.Functions;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The functions of a deployment in this process: called by name, each with its own time-out, and
/// started without being waited for as Lambda's asynchronous invocations are.
public final class LocalFunctions implements Functions, AutoCloseable {
  private final Map<String, Function> functions = new ConcurrentHashMap<>();
  private final ExecutorService started = Executors.newVirtualThreadPerTaskExecutor();
  private final Consumer<String> lines;

  private record Function(RequestStreamHandler handler, Duration timeout) {}

  /// @param lines receives log lines
  public LocalFunctions(Consumer<String> lines) {
    this.lines = lines;
  }

  public void deploy(String name, RequestStreamHandler handler, Duration timeout) {
    functions.put(name, new Function(handler, timeout));
  }

  @Override
  public byte[] call(String name, byte[] payload) {
    var function = functions.get(name);
    if (function == null) {
      throw failed(name, "is not deployed", null);
    }
    var out = new ByteArrayOutputStream();
    try {
      function
          .handler()
          .handleRequest(
              new ByteArrayInputStream(payload),
              out,
              new LocalContext(name, function.timeout(), lines));
    } catch (IOException | RuntimeException e) {
      throw failed(name, "failed (Unhandled)", e);
    }
    return out.toByteArray();
  }

  @Override
  public void start(String name, byte[] payload) {
    if (!functions.containsKey(name)) {
      throw failed(name, "is not deployed", null);
    }
    started.execute(() -> {
      try {
        call(name, payload);
      } catch (ClewException e) {
        // As on AWS, nobody waits: the function's own log has it.
        lines.accept(
            "{\"event\":\"asynchronous_invocation_failed\",\"function\":\"" + name + "\"}");
      }
    });
  }

  private static ClewException failed(String name, String how, @Nullable Exception cause) {
    return new ClewException(
        new Problem(
            Problem.Kind.DEPENDENCY,
            "function " + name + " " + how,
            name,
            "Look into the log; the cause stands there"),
        cause);
  }

  @Override
  public void close() {
    started.shutdown();
    try {
      if (!started.awaitTermination(5, TimeUnit.SECONDS)) {
        started.shutdownNow();
      }
    } catch (InterruptedException e) {
      started.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
