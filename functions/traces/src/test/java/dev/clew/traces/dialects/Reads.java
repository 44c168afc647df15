package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.evidence.Coverage.Unread;
import dev.clew.evidence.Window;
import dev.clew.traces.Applications;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Needs.Part;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.MemoryStore;
import dev.clew.traces.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Reads made objects as an application.
public final class Reads {
  public static final Needs EVERYTHING =
      Needs.of(Part.EVENTS, Part.TOOL_DETAILS, Part.CONTENT, Part.ATTRIBUTES);

  /// Small enough for tests to meet them.
  public static final SpanLimits LIMITS =
      new SpanLimits(100_000, 64 << 20, 1 << 20, 4 << 20, 500, 2, new Limits(1L << 40, 500));

  private Reads() {}

  public static Application application(ObjectStore store, Needs needs, SpanLimits limits) {
    try {
      return new Applications(store, limits, Path.of(System.getProperty("java.io.tmpdir")))
          .read("made", "", needs, new Window.All());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Application application(ObjectStore store) {
    return application(store, EVERYTHING, LIMITS);
  }

  /// One object of text.
  public static Application text(String content) {
    return application(new MemoryStore().put("object.json", content));
  }

  public static Application bytes(byte[] content) {
    return application(new MemoryStore().put("object", content));
  }

  public static List<Span> spans(Application application) {
    return application.traces().stream().flatMap(trace -> trace.spans().stream()).toList();
  }

  public static Span only(Application application) {
    List<Span> spans = spans(application);
    if (spans.size() != 1) {
      throw new AssertionError(
          "one span expected, got " + spans.size() + "; " + application.coverage().unread());
    }
    return spans.getFirst();
  }

  public static List<String> reasons(Application application) {
    return application.coverage().unread().stream().map(Unread::reason).toList();
  }

  public static byte[] gzip(byte[] content) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] gzip(String content) {
    return gzip(content.getBytes(UTF_8));
  }

  /// A request of one LLM span with these attributes, each `name=text`.
  public static String otlp(String... attributes) {
    var pairs = new StringBuilder();
    for (String attribute : attributes) {
      int at = attribute.indexOf('=');
      pairs
          .append(pairs.isEmpty() ? "" : ",")
          .append("{\"key\":\"")
          .append(attribute, 0, at)
          .append("\",\"value\":{\"stringValue\":\"")
          .append(attribute.substring(at + 1).replace("\\", "\\\\").replace("\"", "\\\""))
          .append("\"}}");
    }
    return span("0000000000000001", "", pairs.toString());
  }

  /// A request of one span.
  ///
  /// @param attributes as OTLP JSON writes them
  public static String span(String spanId, String parentId, String attributes) {
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},\
    "scopeSpans":[{"scope":{"name":"made"},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",\
    "spanId":"%s","parentSpanId":"%s","name":"made","startTimeUnixNano":"1544712660000000000",\
    "endTimeUnixNano":"1544712661000000000","attributes":[%s]}]}]}]}
    """
        .formatted(spanId, parentId, attributes);
  }
}
