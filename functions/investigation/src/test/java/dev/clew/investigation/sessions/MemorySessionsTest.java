package dev.clew.investigation.sessions;

class MemorySessionsTest extends SessionsContract {
  @Override
  protected Sessions empty() {
    return new MemorySessions();
  }
}
