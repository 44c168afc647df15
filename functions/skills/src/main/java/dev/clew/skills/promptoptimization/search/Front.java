package dev.clew.skills.promptoptimization.search;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Candidates that no other one beats on every example (Agrawal et al., *GEPA*, 2025,
/// arXiv:2507.19457, section 3.3): one that is best at a few examples holds a lesson that the best
/// on average may lack.
final class Front {
  private final List<Tried> members;
  private final int[] wins;

  private Front(List<Tried> members, int[] wins) {
    this.members = members;
    this.wins = wins;
  }

  /// Of candidates that were run on all examples. Of equal ones the first stays.
  static Front of(List<Tried> pool, int examples) {
    var members = new ArrayList<Tried>();
    for (int i = 0; i < pool.size(); i++) {
      boolean dominated = false;
      for (int j = 0; j < pool.size() && !dominated; j++) {
        dominated = j != i && dominates(pool.get(j), pool.get(i), examples, j < i);
      }
      if (!dominated) {
        members.add(pool.get(i));
      }
    }
    var wins = new int[members.size()];
    for (int e = 0; e < examples; e++) {
      double best = Double.NEGATIVE_INFINITY;
      for (var member : members) {
        best = Math.max(best, known(member, e));
      }
      for (int m = 0; m < wins.length; m++) {
        wins[m] += known(members.get(m), e) == best ? 1 : 0;
      }
    }
    return new Front(members, wins);
  }

  /// What was not tried, since it stands in the prompt, wins nothing.
  private static double known(Tried tried, int example) {
    double score = tried.score(example);
    return Double.isNaN(score) ? 0 : score;
  }

  private static boolean dominates(Tried one, Tried other, int examples, boolean whenEqual) {
    boolean above = false;
    for (int e = 0; e < examples; e++) {
      double difference = known(one, e) - known(other, e);
      if (difference < 0) {
        return false;
      }
      above |= difference > 0;
    }
    return above || whenEqual;
  }

  List<Tried> members() {
    return members;
  }

  /// One of them, the likelier the more examples it wins.
  Tried drawn(RandomGenerator random) {
    int all = 0;
    for (int win : wins) {
      all += win;
    }
    int at = all == 0 ? 0 : random.nextInt(all);
    for (int m = 0; m < wins.length; m++) {
      at -= wins[m];
      if (at < 0) {
        return members.get(m);
      }
    }
    return members.getLast();
  }
}
