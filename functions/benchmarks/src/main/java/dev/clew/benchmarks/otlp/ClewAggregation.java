package dev.clew.benchmarks.otlp;

import dev.clew.evidence.Window;
import dev.clew.traces.Applications;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/// The readers that every skill for traces gets its data from, duplicates, orphans and hashes of
/// the objects included.
record ClewAggregation(Path scratch) implements Aggregation {
  @Override
  public String name() {
    return "clew";
  }

  @Override
  public List<ModelUse> of(Path folder) throws IOException {
    Runtime machine = Runtime.getRuntime();
    var limits = SpanLimits.forHeap(machine.maxMemory(), machine.availableProcessors());
    var application =
        new Applications(DirectoryStore.of(folder), limits, scratch)
            .read("made", "", Needs.SKELETON, new Window.All());
    var uses = new TreeMap<String, ModelUse>();
    for (Trace trace : application.traces()) {
      for (Span span : trace.spans()) {
        if (span.kind() == SpanKind.LLM) {
          ModelUse use = uses.getOrDefault(span.model(), new ModelUse(span.model(), 0, 0, 0, 0, 0));
          uses.put(
              span.model(),
              use.plus(
                  span.tokens().prompt().orElse(0),
                  span.tokens().completion().orElse(0),
                  span.tokens().total().orElse(0),
                  span.status().code() == Status.Code.ERROR));
        }
      }
    }
    return List.copyOf(uses.values());
  }
}
