package dev.clew.traces.store;

import dev.clew.evidence.Problem;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// A store that could not be opened: whoever asks it for something is told why.
///
/// @param place where it would be
public record ClosedStore(String place, Problem problem) implements ObjectStore {
  @Override
  public List<StoredObject> list(String prefix) {
    throw problem.asException();
  }

  @Override
  public InputStream open(String key) {
    throw problem.asException();
  }

  @Override
  public Path local(String key, Path scratch) {
    throw problem.asException();
  }

  @Override
  public String describe() {
    return place;
  }
}
