package dev.clew.skills.promptoptimization.search;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Texts that were proposed.
///
/// @param number 0 for the baseline, else in the order they were proposed
/// @param parents numbers of those it was made of
/// @param shown ids of examples that stand in its texts: its answers to them prove nothing
/// @param why what it was proposed for, in the proposer's words
public record Candidate(
    int number, Texts texts, List<Integer> parents, Move move, Set<String> shown, String why) {
  public Candidate {
    parents = List.copyOf(parents);
    shown = Collections.unmodifiableSet(new TreeSet<>(shown));
  }

  static Candidate baseline(Texts texts) {
    return new Candidate(0, texts, List.of(), Move.NONE, Set.of(), "");
  }

  /// How a candidate was made.
  public enum Move {
    NONE("as it is"),
    REFLECTION("rewritten after looking at failures"),
    EXAMPLES("examples shown"),
    OMISSION("a part left out"),
    MERGER("two merged");

    private final String words;

    Move(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
