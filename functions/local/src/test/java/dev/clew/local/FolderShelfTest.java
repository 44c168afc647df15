package dev.clew.local;

import dev.clew.skills.Shelf;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a folder.
class FolderShelfTest extends ShelfContract {
  @TempDir private Path root;

  @Override
  protected Shelf shelf() {
    return new FolderShelf(root.resolve("shelf"));
  }
}
