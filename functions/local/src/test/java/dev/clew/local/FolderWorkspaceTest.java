package dev.clew.local;

import dev.clew.investigation.work.Workspace;
import dev.clew.investigation.work.WorkspaceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderWorkspaceTest extends WorkspaceContract {
  @TempDir private Path folder;

  @Override
  protected Workspace empty() {
    return new FolderWorkspace(new StateFolder(folder));
  }
}
