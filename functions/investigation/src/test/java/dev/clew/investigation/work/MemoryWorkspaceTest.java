package dev.clew.investigation.work;

final class MemoryWorkspaceTest extends WorkspaceContract {
  @Override
  protected Workspace empty() {
    return new MemoryWorkspace();
  }
}
