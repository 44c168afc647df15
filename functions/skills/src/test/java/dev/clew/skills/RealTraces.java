package dev.clew.skills;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.evidence.Window;
import dev.clew.traces.Applications;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The real traces that `CLEW_DATA` points at; tests that need them are skipped, with a message,
/// where it is absent.
public final class RealTraces {
  private RealTraces() {}

  /// A folder of them, read as this skill's card asks.
  public static Application of(String skill, String folder) throws IOException {
    var root = System.getenv("CLEW_DATA");
    assumeTrue(root != null && !root.isBlank(), "CLEW_DATA does not point at the real data");
    var path = Path.of(root).resolve(folder);
    assumeTrue(Files.isDirectory(path), path + " is not there");
    var needs = Catalogue.load().require(skill).needs();
    return new Applications(
            DirectoryStore.of(path),
            SpanLimits.forHeap(Runtime.getRuntime().maxMemory(), 2),
            Path.of(System.getProperty("java.io.tmpdir")))
        .read(folder, "", needs, new Window.All());
  }
}
