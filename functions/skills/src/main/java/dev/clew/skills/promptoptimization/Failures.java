package dev.clew.skills.promptoptimization;

import dev.clew.skills.promptoptimization.search.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Failures that are wrong in the same way, most first.
final class Failures {
  private static final Pattern QUOTED = Pattern.compile("\u201c[^\u201d]*\u201d");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");

  /// More kinds of labels than this are no kinds.
  private static final int MOST_KINDS = 8;

  private Failures() {}

  /// A wrong answer.
  ///
  /// @param reason as the check says it
  record Failure(Example example, String answer, String reason) {}

  /// Failures of one kind.
  ///
  /// @param reason what they have in common
  record Cluster(String reason, List<Failure> failures) {
    Cluster {
      failures = List.copyOf(failures);
    }
  }

  /// By reason; where reasons quote so many different words that they tell nothing, by the reason
  /// without them.
  static List<Cluster> of(List<Failure> failures) {
    var byReason = grouped(failures, false);
    var clusters = byReason.size() <= MOST_KINDS ? byReason : grouped(failures, true);
    return clusters.entrySet().stream()
        .map(entry -> new Cluster(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt((Cluster one) -> -one.failures().size()))
        .toList();
  }

  private static Map<String, List<Failure>> grouped(List<Failure> failures, boolean bare) {
    var groups = new LinkedHashMap<String, List<Failure>>();
    for (var failure : failures) {
      var reason =
          bare
              ? NUMBER
                  .matcher(QUOTED.matcher(failure.reason()).replaceAll("\u2026"))
                  .replaceAll("#")
              : failure.reason();
      groups.computeIfAbsent(reason, _ -> new ArrayList<>()).add(failure);
    }
    return groups;
  }
}
