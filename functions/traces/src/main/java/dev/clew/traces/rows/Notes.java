package dev.clew.traces.rows;

import dev.clew.evidence.Coverage.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What there is to say about a reading: places that could not be read, and what was inferred. Of
/// many alike in one object the first few are named and the rest counted.
final class Notes {
  private static final int NAMED = 10;

  private record Alike(String key, String reason, boolean uncounted) {}

  private final List<Unread> unread = new ArrayList<>();
  private final Map<Alike, Long> counts = new LinkedHashMap<>();
  private final Set<String> inferences = new LinkedHashSet<>();

  /// Something that could not be read, or not as it stands.
  ///
  /// @param reason the same text for all of a kind: it is what alike ones are counted by
  void unread(String key, String where, String reason) {
    add(new Unread(key, where, reason));
  }

  /// Something that could not be read, and nobody knows how many rows it held.
  void lost(String key, String where, String reason) {
    add(new Unread(key, where, reason, true));
  }

  private void add(Unread one) {
    var alike = new Alike(one.key(), one.reason(), one.uncounted());
    if (counts.merge(alike, 1L, Long::sum) <= NAMED) {
      unread.add(one);
    }
  }

  void infer(String words) {
    inferences.add(words);
  }

  List<Unread> unread() {
    var all = new ArrayList<>(unread);
    counts.forEach((alike, count) -> {
      if (count > NAMED) {
        var where =
            "and " + (count - NAMED) + (count == NAMED + 1 ? " more place" : " more places");
        all.add(new Unread(alike.key(), where, alike.reason(), alike.uncounted()));
      }
    });
    return all;
  }

  List<String> inferences() {
    return List.copyOf(inferences);
  }
}
