package dev.clew.investigation.budget;

class MemoryCountersTest extends CountersContract {
  @Override
  protected Counters empty() {
    return new MemoryCounters();
  }
}
