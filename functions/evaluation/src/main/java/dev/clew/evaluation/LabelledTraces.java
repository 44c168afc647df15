package dev.clew.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Window;
import dev.clew.skills.Catalogue;
import dev.clew.traces.Applications;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Traces with labels beside them, read the way a skill's card asks; the labels are never read with
/// the traces.
///
/// @param traces the folder of the traces
/// @param label where the label of an object lies, by the object's key
record LabelledTraces(Path traces, Function<String, Path> label) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Each trace that has a label.
  ///
  /// @param scratch a folder for what has to lie on disk for a while
  /// @return the application, and its traces' labels by trace id in the traces' order
  /// @throws ClewException when the folder is not there or a label can not be read
  Application read(
      Catalogue catalogue, String skill, Path scratch, BiConsumer<String, JsonNode> each) {
    if (!Files.isDirectory(traces)) {
      throw new Problem(
              Problem.Kind.USER,
              "there is no folder " + traces,
              "--data",
              "point it at the folder that holds it")
          .asException();
    }
    try {
      var application =
          new Applications(
                  DirectoryStore.of(traces),
                  SpanLimits.forHeap(
                      Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors()),
                  scratch)
              .read(
                  traces.getFileName().toString(),
                  "",
                  catalogue.require(skill).needs(),
                  new Window.All());
      for (var trace : application.traces()) {
        var file = label.apply(trace.spans().getFirst().origin().key());
        if (Files.isRegularFile(file)) {
          each.accept(trace.traceId(), JSON.readTree(file.toFile()));
        }
      }
      return application;
    } catch (IOException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DATA,
              "can not be read: " + e.getMessage(),
              traces.toString(),
              "see that traces and labels are whole"),
          e);
    }
  }
}
