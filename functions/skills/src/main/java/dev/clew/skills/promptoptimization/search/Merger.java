package dev.clew.skills.promptoptimization.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Puts together what two candidates of one ancestor changed: texts that only one of them changed
/// are taken from that one, lines of a text that both changed are joined where they do not touch.
/// GEPA's system-aware merge (arXiv:2507.19457, appendix), taken down to lines. Needs no model.
final class Merger implements Proposer {

  @Override
  public Optional<Proposal> propose(Situation situation) {
    var one = situation.parent();
    var others = new ArrayList<>(situation.front());
    others.remove(one);
    Situation.shuffle(others, situation.random());
    for (var other : others) {
      var ancestor = ancestor(situation.pool(), one, other);
      if (ancestor.isEmpty()) {
        continue;
      }
      var base = ancestor.get().candidate().texts();
      var mine = one.candidate().texts();
      var theirs = other.candidate().texts();
      var merged = Texts.merged(base, mine, theirs);
      if (merged.isPresent() && !merged.get().equals(mine) && !merged.get().equals(theirs)) {
        var shown = new TreeSet<>(one.candidate().shown());
        shown.addAll(other.candidate().shown());
        return Optional.of(
            new Proposal(
                merged.get(),
                List.of(one, other),
                Candidate.Move.MERGER,
                shown,
                "whether what each is good at goes together"));
      }
    }
    return Optional.empty();
  }

  /// The youngest that both descend from; empty where one descends from the other.
  private static Optional<Tried> ancestor(List<Tried> pool, Tried one, Tried other) {
    var mine = lineage(pool, one);
    var theirs = lineage(pool, other);
    if (mine.contains(other.candidate().number()) || theirs.contains(one.candidate().number())) {
      return Optional.empty();
    }
    mine.retainAll(theirs);
    return mine.isEmpty() ? Optional.empty() : find(pool, mine.last());
  }

  /// A candidate and all it was made of.
  private static SortedSet<Integer> lineage(List<Tried> pool, Tried tried) {
    var numbers = new TreeSet<Integer>();
    var open = new ArrayList<>(List.of(tried));
    while (!open.isEmpty()) {
      var next = open.removeLast();
      if (numbers.add(next.candidate().number())) {
        next.candidate().parents().forEach(parent -> find(pool, parent).ifPresent(open::add));
      }
    }
    return numbers;
  }

  private static Optional<Tried> find(List<Tried> pool, int number) {
    return pool.stream().filter(one -> one.candidate().number() == number).findFirst();
  }

  @Override
  public int weight() {
    return 2;
  }
}
