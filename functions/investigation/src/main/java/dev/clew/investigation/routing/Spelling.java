package dev.clew.investigation.routing;

import dev.clew.evidence.Nearest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/// Takes a slip of the fingers for the word it meant: `modell`, `drfit`, `perfomance`.
final class Spelling {
  /// In shorter words one letter makes another word (`tone`, `tune`).
  private static final int SHORTEST = 5;

  /// From here on two letters may be wrong.
  private static final int LONG = 8;

  /// Below this another letter makes another word (`chart`, `charge`): only letters that were left
  /// out, doubled or swapped count as slips.
  private static final int LONGER = 7;

  private final Set<String> stems;

  /// @param stems the words that are known
  Spelling(Set<String> stems) {
    this.stems = new TreeSet<>(stems);
  }

  String stem(String word) {
    var stem = Words.stem(word);
    if (stem.length() < SHORTEST - 1
        || word.length() < SHORTEST
        || Words.isFunctionWord(word)
        || stems.contains(stem)
        || !stem.chars().allMatch(Character::isLetter)) {
      return stem;
    }
    var best = stem;
    var least = Integer.MAX_VALUE;
    for (var known : stems) {
      var shorter = Math.min(known.length(), stem.length());
      var most = shorter >= LONG ? 2 : 1;
      if (shorter >= SHORTEST - 1
          && known.charAt(0) == stem.charAt(0)
          && Math.abs(known.length() - stem.length()) <= 1
          && (shorter >= LONGER || isSlip(stem, known))) {
        var distance = Nearest.distance(stem, known);
        if (distance <= most && distance < least) {
          least = distance;
          best = known;
        }
      }
    }
    return best;
  }

  private static boolean isSlip(String one, String other) {
    return one.length() != other.length()
        || Arrays.equals(one.chars().sorted().toArray(), other.chars().sorted().toArray());
  }
}
