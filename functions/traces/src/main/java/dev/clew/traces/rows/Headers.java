package dev.clew.traces.rows;

import dev.clew.traces.store.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The columns of many files, without opening them all: files of one folder and ending, whose names
/// give away the same role, are taken to be alike when a sample of them is.
final class Headers {
  /// Fewer files than this are all looked into.
  private static final int ALL = 20;

  private static final int SAMPLE = 5;

  private Headers() {}

  /// The columns by key, in the order of the keys; files without any are left out.
  ///
  /// @param header reads the columns of one file, empty where it is no table
  static Map<String, List<String>> of(List<String> keys, Function<String, List<String>> header) {
    var groups = new LinkedHashMap<String, List<String>>();
    for (var key : keys) {
      groups.computeIfAbsent(group(key), _ -> new ArrayList<>()).add(key);
    }
    var headers = new TreeMap<String, List<String>>();
    for (var group : groups.values()) {
      var sampled = new LinkedHashMap<String, List<String>>();
      for (int i = 0; i < group.size() && group.size() > ALL; i += group.size() / SAMPLE) {
        sampled.put(group.get(i), header.apply(group.get(i)));
      }
      var different = new LinkedHashSet<>(sampled.values());
      for (var key : group) {
        var known = sampled.get(key);
        if (known == null) {
          known = different.size() == 1 ? different.getFirst() : header.apply(key);
        }
        headers.put(key, known);
      }
    }
    headers.values().removeIf(List::isEmpty);
    return headers;
  }

  private static String group(String key) {
    var name = Keys.name(key);
    int dot = name.indexOf('.');
    var folder = key.substring(0, key.length() - name.length());
    return folder + " " + FileRole.named(key) + " " + (dot < 0 ? "" : name.substring(dot));
  }
}
