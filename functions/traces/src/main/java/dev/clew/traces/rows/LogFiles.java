package dev.clew.traces.rows;

import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.traces.rows.Schema.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which files of a predictor's folder hold its baseline, its current rows and its late actuals: as
/// the schema says, or by their names and columns.
final class LogFiles {
  private LogFiles() {}

  /// What the patterns of a schema name; a file named twice counts once, for the first it was named
  /// for.
  ///
  /// @param keys of the folder, relative to it
  /// @throws dev.clew.evidence.ClewException when a pattern names nothing
  static Files stated(SchemaFile schema, List<String> keys) {
    var tables = keys.stream().filter(key -> !key.equals(SchemaFile.NAME)).toList();
    var used = new LinkedHashSet<String>();
    var baseline = resolve(schema, "baseline", schema.files().baseline(), tables, used);
    var actuals = resolve(schema, "actuals", schema.files().actuals(), tables, used);
    var current = resolve(schema, "current", schema.files().current(), tables, used);
    return new Files(baseline, current, actuals);
  }

  private static List<String> resolve(
      SchemaFile schema, String kind, List<String> patterns, List<String> keys, Set<String> used) {
    var found = new ArrayList<String>();
    for (var pattern : patterns) {
      List<String> matching;
      try {
        matching = Globs.matching(pattern, keys);
      } catch (IllegalArgumentException e) {
        throw new Problem(
                Problem.Kind.DATA,
                "files." + kind + ": " + e.getMessage(),
                schema.key(),
                "Write a file's name, or *.csv")
            .asException();
      }
      if (matching.isEmpty()) {
        throw new Problem(
                Problem.Kind.DATA,
                "files." + kind + " names '" + pattern + "', and there is no such file",
                schema.key(),
                Nearest.remedy(pattern, keys.stream().limit(20).toList()))
            .asException();
      }
      matching.stream().filter(used::add).forEach(found::add);
    }
    return found;
  }

  /// Tells files apart by what they are called and what columns they have, and says so.
  ///
  /// @param headers the columns of each table, by key, in the order of the keys
  static Files inferred(Map<String, List<String>> headers, Notes notes) {
    var logs = alike(headers, notes);
    var actuals = actuals(headers, logs, notes);
    logs.removeAll(actuals);
    var roles = new LinkedHashMap<String, Optional<FileRole>>();
    logs.forEach(key -> roles.put(key, FileRole.named(key)));
    var baseline = with(roles, FileRole.BASELINE);
    var current = new ArrayList<>(logs);
    current.removeAll(baseline);
    if (current.isEmpty()) {
      current.addAll(baseline);
      baseline = List.of();
    }
    say(notes, baseline, current, actuals);
    return new Files(baseline, current, actuals);
  }

  private static List<String> with(Map<String, Optional<FileRole>> roles, FileRole role) {
    return roles.entrySet().stream()
        .filter(entry -> entry.getValue().equals(Optional.of(role)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The tables that belong together: those that share most columns with the widest one, and
  /// candidates for actuals. The others are noted.
  private static List<String> alike(Map<String, List<String>> headers, Notes notes) {
    var groups = new LinkedHashMap<Set<String>, List<String>>();
    headers.forEach((key, header) ->
        groups.computeIfAbsent(new LinkedHashSet<>(header), _ -> new ArrayList<>()).add(key));
    // The columns that most files have, the widest of equals.
    var main =
        groups.entrySet().stream()
            .max(
                Comparator.<Map.Entry<Set<String>, List<String>>>comparingInt(
                        group -> related(group.getKey(), headers))
                    .thenComparingInt(group -> group.getKey().size()))
            .map(Map.Entry::getKey)
            .orElse(Set.of());
    var alike = new ArrayList<String>();
    headers.forEach((key, header) -> {
      if (shared(main, header) * 2 >= Math.max(main.size(), header.size()) || pair(main, header)) {
        alike.add(key);
      } else {
        notes.unread(
            key,
            "",
            "is a table of other columns and was left out; give it a folder of its own, or name"
                + " the files that belong together in schema.json");
      }
    });
    return alike;
  }

  private static int related(Set<String> columns, Map<String, List<String>> headers) {
    return (int)
        headers.values().stream()
            .filter(
                header -> shared(columns, header) * 2 >= Math.max(columns.size(), header.size()))
            .count();
  }

  private static long shared(Set<String> columns, List<String> header) {
    return header.stream().filter(columns::contains).count();
  }

  /// An id that the log has too, and one more column: what a file of actuals looks like.
  private static boolean pair(Set<String> columns, List<String> header) {
    return header.size() == 2
        && columns.size() > 2
        && shared(columns, header) >= 1
        && hasId(header);
  }

  private static boolean hasId(List<String> header) {
    return Names.find(Names.ID, header, _ -> true).isPresent();
  }

  private static List<String> actuals(
      Map<String, List<String>> headers, List<String> logs, Notes notes) {
    int widest = logs.stream().mapToInt(key -> columns(headers, key).size()).max().orElse(0);
    var actuals = new ArrayList<String>();
    for (var key : logs) {
      var header = columns(headers, key);
      boolean narrow =
          header.size() == 2 && widest > 2 && hasId(header) && FileRole.named(key).isEmpty();
      boolean told =
          FileRole.named(key).equals(Optional.of(FileRole.ACTUALS))
              && header.size() <= 3
              && widest > header.size();
      if (narrow || told) {
        actuals.add(key);
      }
    }
    keepOwn(headers, logs, actuals, notes);
    if (!actuals.isEmpty()) {
      notes.infer(
          "late actuals are in "
              + String.join(", ", actuals)
              + ": an id and one more column ("
              + actuals.stream()
                  .map(key -> String.join(", ", columns(headers, key)))
                  .distinct()
                  .collect(Collectors.joining("; "))
              + ")");
    }
    return actuals;
  }

  /// Of files of actuals with different columns, those whose column the log's own files have too,
  /// or else those that are named most like them.
  private static void keepOwn(
      Map<String, List<String>> headers, List<String> logs, List<String> actuals, Notes notes) {
    long kinds = actuals.stream().map(key -> Set.copyOf(columns(headers, key))).distinct().count();
    if (kinds < 2) {
      return;
    }
    var rows = new ArrayList<>(logs);
    rows.removeAll(actuals);
    var own = new LinkedHashSet<String>();
    rows.forEach(key -> own.addAll(columns(headers, key)));
    var fitting = actuals.stream().filter(key -> own.containsAll(columns(headers, key))).toList();
    if (fitting.isEmpty()) {
      int best = actuals.stream().mapToInt(key -> sharedStart(key, rows)).max().orElse(0);
      fitting = actuals.stream().filter(key -> sharedStart(key, rows) == best).toList();
    }
    for (var key : List.copyOf(actuals)) {
      if (!fitting.contains(key)) {
        actuals.remove(key);
        logs.remove(key);
        notes.unread(
            key,
            "",
            "looks like actuals of another log and was left out; name it in schema.json if it"
                + " belongs here");
      }
    }
  }

  private static int sharedStart(String key, List<String> others) {
    int longest = 0;
    for (var other : others) {
      int at = 0;
      while (at < key.length() && at < other.length() && key.charAt(at) == other.charAt(at)) {
        at++;
      }
      longest = Math.max(longest, at);
    }
    return longest;
  }

  private static List<String> columns(Map<String, List<String>> headers, String key) {
    return headers.getOrDefault(key, List.of());
  }

  private static void say(
      Notes notes, List<String> baseline, List<String> current, List<String> actuals) {
    if (!baseline.isEmpty()) {
      notes.infer("the baseline is " + some(baseline) + ", by name");
      notes.infer("the current rows are " + some(current));
    } else if (current.size() + actuals.size() > 1) {
      notes.infer(
          "no file is called a baseline: the rows are " + some(current) + ", one after the other");
    }
  }

  private static String some(List<String> keys) {
    return keys.size() <= 5
        ? String.join(", ", keys)
        : String.join(", ", keys.subList(0, 5)) + " and " + (keys.size() - 5) + " more";
  }
}
