package dev.clew.traces.dialects;

import dev.clew.evidence.ObjectRead;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Needs.Part;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.DamagedObjectException;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.ReadAhead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads one object, whatever form it has: form and compression are told by its bytes, never by its
/// name.
///
/// What can not be read is said through the harvest with its place; what was read before stays.
public final class ObjectReader {
  /// What to do about an object that holds something else.
  static final String ELSEWHERE = "; keep it outside of the traces' folder";

  private final TranscriptFields transcriptFields;
  private final Needs needs;
  private final SpanLimits limits;
  private final Path scratch;
  private final JsonTrees trees;
  private final SpanDraft draft;
  private final SpanDraft resource;

  /// One reader reads one object at a time, and many one after the other.
  ///
  /// @param scratch a folder for copies of tables that must be sought in
  public ObjectReader(Dialects dialects, Needs needs, SpanLimits limits, Path scratch) {
    this.scratch = scratch;
    this.transcriptFields = dialects.transcripts();
    this.needs = needs;
    this.limits = limits;
    this.trees = new JsonTrees(limits);
    AliasTable aliases = dialects.aliases().only(needs);
    this.draft = new SpanDraft(needs, aliases, trees);
    this.resource = new SpanDraft(needs, aliases, trees);
  }

  /// Gives a fresh harvest for each try; what an earlier try brought in is void.
  @FunctionalInterface
  public interface HarvestStart {
    Harvest start();
  }

  /// Reads one object into a harvest. An object with bytes that are no UTF-8, or with a broken
  /// document, is read again.
  ///
  /// @param ahead whether a second thread fetches, hashes and unpacks it while it is decoded: worth
  ///   it where objects are large
  /// @return the object as read, with its hash; empty when it holds no traces
  /// @throws IOException when the store fails
  public Optional<ObjectRead> read(
      ObjectStore store, String key, boolean ahead, HarvestStart harvests) throws IOException {
    boolean repair = false;
    boolean alone = false;
    while (true) {
      Harvest harvest = harvests.start();
      if (repair) {
        harvest.unread(
            "",
            "holds bytes that are no UTF-8: each was read as U+FFFD; let the exporter write UTF-8");
      }
      try {
        return read(store, key, ahead, harvest, new Care(repair, alone));
      } catch (JsonSource.InvalidUtf8 e) {
        if (repair) {
          throw new IllegalStateException("repaired UTF-8 is UTF-8", e);
        }
        repair = true;
      } catch (JsonSource.BrokenLine e) {
        if (alone) {
          throw new IllegalStateException("a document that is read alone breaks no other", e);
        }
        alone = true;
      }
    }
  }

  /// What an earlier try has shown to be needed.
  ///
  /// @param repair bytes that are no UTF-8 are replaced
  /// @param alone each document is read alone
  private record Care(boolean repair, boolean alone) {}

  private Optional<ObjectRead> read(
      ObjectStore store, String key, boolean ahead, Harvest harvest, Care care)
      throws IOException, JsonSource.InvalidUtf8, JsonSource.BrokenLine {
    try (Bytes bytes = Bytes.open(store, key, limits.bytes())) {
      boolean holdsTraces;
      try {
        holdsTraces = content(store, bytes, ahead, harvest, care);
      } catch (DamagedObjectException e) {
        harvest.lost(e.unread().where(), e.unread().reason());
        holdsTraces = true;
      }
      return holdsTraces ? Optional.of(bytes.read()) : Optional.empty();
    } catch (DamagedObjectException e) {
      harvest.lost(e.unread().where(), e.unread().reason());
      return Optional.empty();
    }
  }

  private boolean content(ObjectStore store, Bytes bytes, boolean ahead, Harvest harvest, Care care)
      throws IOException, JsonSource.InvalidUtf8, JsonSource.BrokenLine {
    byte[] head = bytes.peek(ContentForm.HEAD_BYTES);
    if (head.length == 0) {
      // Meets again what kept the head from being read, if something did.
      bytes.stream().readNBytes(1);
    }
    if (!ahead) {
      return content(store, bytes.key(), head, bytes.stream(), harvest, care);
    }
    try (var in = ReadAhead.of(bytes.stream())) {
      return content(store, bytes.key(), head, in, harvest, care);
    }
  }

  private boolean content(
      ObjectStore store, String key, byte[] head, InputStream in, Harvest harvest, Care care)
      throws IOException, JsonSource.InvalidUtf8, JsonSource.BrokenLine {
    return switch (ContentForm.of(head)) {
      case EMPTY -> notTraces(harvest, "empty: no bytes in it; write it again, or delete it");
      case JSON ->
          json(
              key,
              care.repair() ? new RepairedUtf8(in) : in,
              harvest,
              care.alone() ? JsonSource.Layout.ALONE : JsonSource.layout(head));
      case PROTOBUF -> protobuf(key, in, harvest, OtlpProtobuf.Framing.NONE);
      case PROTOBUF_VARINT -> protobuf(key, in, harvest, OtlpProtobuf.Framing.VARINT);
      case PROTOBUF_FOUR_BYTES -> protobuf(key, in, harvest, OtlpProtobuf.Framing.FOUR_BYTES);
      case CSV -> {
        new CsvObservations(trees, limits, langfuse(key, harvest), harvest).read(in);
        yield true;
      }
      case PARQUET ->
          new ParquetObservations(trees, langfuse(key, harvest), harvest)
                  .read(store.local(key, scratch), scratch)
              || notTraces(harvest, "not traces: a Parquet table without observations" + ELSEWHERE);
      case OTHER -> {
        var form = ContentForm.describe(head);
        yield notTraces(harvest, "not traces: " + form + (form.contains(";") ? "" : ELSEWHERE));
      }
    };
  }

  private static boolean notTraces(Harvest harvest, String what) {
    harvest.unread("", what);
    return false;
  }

  private boolean json(String key, InputStream in, Harvest harvest, JsonSource.Layout layout)
      throws IOException, JsonSource.InvalidUtf8, JsonSource.BrokenLine {
    var spans = new OtlpSpans(key, draft, resource, harvest);
    var otlp = new OtlpJson(spans, trees);
    OtlpLogs logs = logs(harvest);
    var transcript = new Transcript(key, draft, trees, transcriptFields, harvest);
    var forms =
        List.of(langfuse(key, harvest), transcript, new SdkSpans(key, spans, otlp, harvest));
    return new JsonSource(trees, otlp, logs, forms, transcript, harvest).read(in, layout);
  }

  private boolean protobuf(
      String key, InputStream in, Harvest harvest, OtlpProtobuf.Framing framing)
      throws IOException {
    var spans = new OtlpSpans(key, draft, resource, harvest);
    new OtlpProtobuf(spans, logs(harvest), limits, harvest).read(in, framing);
    return true;
  }

  private Langfuse langfuse(String key, Harvest harvest) {
    return new Langfuse(key, draft, trees, transcriptFields, harvest);
  }

  private OtlpLogs logs(Harvest harvest) {
    return new OtlpLogs(trees, new GenAiEvents(draft.messages()), needs.has(Part.CONTENT), harvest);
  }
}
