package dev.clew.investigation.agent;

import dev.clew.investigation.Progress;
import java.util.HashSet;
import java.util.Set;

/// Tells each event that has a key once, whoever repeats it after a break.
public final class ToldOnce implements Progress {
  private final Progress watcher;
  private final Set<String> told = new HashSet<>();

  public ToldOnce(Progress watcher) {
    this.watcher = watcher;
  }

  @Override
  public void on(Event event) {
    if (event.key().isEmpty() || told.add(event.key())) {
      watcher.on(event);
    }
  }

  @Override
  public boolean cancelled() {
    return watcher.cancelled();
  }
}
