package dev.clew.skills.applications;

import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Runs that are not independent of each other: trials of one task, traces of one session or user.
///
/// @param by the attribute, or `session` or `user`
/// @param groupOf group of each run, from 0, in the runs' order
/// @param groups how many there are
public record Grouping(String by, int[] groupOf, int groups) {
  /// Attributes that name what was tried, rather than how it went.
  private static final Pattern UNIT_OF_WORK =
      Pattern.compile(
          "(?i)(?:^|.*[._-])(?:task|question|case|item|example|scenario|problem|instance|sample)"
              + "(?:[._-]?(?:id|index|idx|no|number|key))?$");

  /// With fewer runs a group on average there is nothing to be dependent.
  private static final double LEAST_PER_GROUP = 1.5;

  /// The grouping that the user names, or with `auto` the one that the runs themselves suggest;
  /// empty where they are independent.
  public static Optional<Grouping> of(List<Trace> runs, String asked) {
    return switch (asked) {
      case "auto" -> suggested(runs);
      case "none" -> Optional.empty();
      case "session" -> by(asked, runs, run -> first(run, Span::session));
      case "user" -> by(asked, runs, run -> first(run, Span::user));
      default -> by(asked, runs, run -> run.attributes().getOrDefault(asked, ""));
    };
  }

  private static Optional<Grouping> suggested(List<Trace> runs) {
    var keys = new TreeSet<String>();
    runs.forEach(run -> keys.addAll(run.attributes().keySet()));
    for (var key : keys) {
      if (UNIT_OF_WORK.matcher(key).matches()) {
        var found = by(key, runs, run -> run.attributes().getOrDefault(key, ""));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    var sessions = by("session", runs, run -> first(run, Span::session));
    return sessions.isPresent() ? sessions : by("user", runs, run -> first(run, Span::user));
  }

  private static Optional<Grouping> by(
      String name, List<Trace> runs, Function<Trace, String> value) {
    return by(name, runs.stream().map(value).toList());
  }

  /// Groups of equal keys; empty where nearly every key is alone.
  ///
  /// @param name what the keys are
  /// @param keys one of each run, empty where it has none
  public static Optional<Grouping> by(String name, List<String> keys) {
    Map<String, Integer> numbers = new HashMap<>();
    var groupOf = new int[keys.size()];
    int alone = 0;
    for (int i = 0; i < groupOf.length; i++) {
      var group = keys.get(i);
      // Runs that name none are each on their own.
      var key = group.isEmpty() ? "\n" + i : group;
      alone += group.isEmpty() ? 1 : 0;
      groupOf[i] = numbers.computeIfAbsent(key, _ -> numbers.size());
    }
    boolean repeats = groupOf.length >= LEAST_PER_GROUP * numbers.size();
    return repeats && numbers.size() > 1 && 2 * alone < groupOf.length
        ? Optional.of(new Grouping(name, groupOf, numbers.size()))
        : Optional.empty();
  }

  /// The same of some of the runs only; empty where nearly every one of them is alone.
  ///
  /// @param runs their places, in order
  public Optional<Grouping> among(int[] runs) {
    return by(by, Arrays.stream(runs).mapToObj(run -> "g" + groupOf[run]).toList());
  }

  private static String first(Trace run, Function<Span, String> field) {
    return run.spans().stream().map(field).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /// Runs of each group, in the runs' order.
  public List<List<Integer>> members() {
    var members = new ArrayList<List<Integer>>();
    for (int g = 0; g < groups; g++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < groupOf.length; i++) {
      members.get(groupOf[i]).add(i);
    }
    return members;
  }

  /// How the groups' runs ended.
  ///
  /// @param failing groups of several runs that all failed
  /// @param passing groups of several runs that all passed
  /// @param mixed groups that ended both ways
  /// @param failuresInFailing failed runs in the groups that always fail
  public record Endings(
      int failing, int passing, int mixed, int failuresInFailing, List<Integer> worst) {}

  /// @param failed whether each run failed
  public Endings endings(boolean[] failed) {
    int failing = 0;
    int passing = 0;
    int mixed = 0;
    int inFailing = 0;
    var worst = new ArrayList<Integer>();
    for (var members : members()) {
      var ends = new HashSet<Boolean>();
      members.forEach(run -> ends.add(failed[run]));
      if (ends.size() == 2) {
        mixed++;
      } else if (members.size() > 1 && ends.contains(true)) {
        failing++;
        inFailing += members.size();
        worst.addAll(members);
      } else if (members.size() > 1) {
        passing++;
      }
    }
    return new Endings(failing, passing, mixed, inFailing, List.copyOf(worst));
  }
}
