package dev.clew.skills.search;

import dev.clew.skills.retrieval.Fusion;
import dev.clew.skills.retrieval.Library;
import dev.clew.skills.retrieval.Terms;
import dev.clew.skills.retrieval.TextIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which units come first: those whose best text matches the words, and those whose best text comes
/// near in meaning, fused by rank.
final class Ranking {
  static final Map<String, Double> TEXT = Map.of("text", 1.0);

  /// What words of a concept count beside the question's own.
  private static final double OTHER_WORDS = 0.5;

  private Ranking() {}

  /// Units that hold a word of the request or have a vector, best first.
  ///
  /// @param allowed texts that may be found
  static List<Hit> of(
      Request request,
      List<Said> texts,
      boolean[] allowed,
      Units units,
      Library library,
      Meaning.Nearness nearness) {
    var words = library.words(request.lookedUp(), TEXT);
    var said = new double[texts.size()];
    try (var terms = new Terms()) {
      var concept = Concept.in(request.text(), terms);
      if (concept.isPresent()) {
        said = library.words(concept.get().words(), TEXT).scores();
      }
      var byWords = new double[texts.size()];
      for (int i = 0; i < byWords.length; i++) {
        double score = words.scores()[i] + OTHER_WORDS * said[i];
        byWords[i] = allowed[i] && score > 0 ? score : Double.NaN;
      }
      var near = nearness.of(request.text(), texts, byWords);
      if (concept.isPresent()) {
        var other = nearness.of(concept.get().sentence(), texts, byWords);
        for (int i = 0; i < near.length; i++) {
          near[i] = Math.max(near[i], other[i]);
        }
      }
      return fused(texts, allowed, units, words, byWords, near);
    }
  }

  private static List<Hit> fused(
      List<Said> texts,
      boolean[] allowed,
      Units units,
      TextIndex.WordScores words,
      double[] byWords,
      double[] nearness) {
    var byMeaning = new double[texts.size()];
    for (int i = 0; i < texts.size(); i++) {
      byMeaning[i] = allowed[i] ? nearness[i] : Double.NaN;
    }
    var bestByWords = units.best(byWords);
    var bestByMeaning = units.best(byMeaning);
    var fused =
        Fusion.scores(
            List.of(
                Fusion.ranks(units.scores(byWords, bestByWords)),
                Fusion.ranks(units.scores(byMeaning, bestByMeaning))),
            1,
            1);
    // Of a unit's texts the one is shown that does best among all texts by both.
    var shown =
        units.best(Fusion.scores(List.of(Fusion.ranks(byWords), Fusion.ranks(byMeaning)), 1, 1));
    var hits = new ArrayList<Hit>();
    for (int unit : Fusion.order(fused)) {
      int word = bestByWords[unit];
      int near = bestByMeaning[unit];
      hits.add(
          new Hit(
              fused[unit],
              texts.get(shown[unit]),
              near < 0 ? Optional.empty() : Optional.of(texts.get(near)),
              word < 0 ? List.of() : words.matched(word),
              word < 0 ? 0 : words.share(word),
              near < 0 ? Double.NaN : byMeaning[near]));
    }
    // What is near enough comes before what is only the least far of the rest.
    return Stream.concat(
            hits.stream().filter(Hit::counts), hits.stream().filter(hit -> !hit.counts()))
        .toList();
  }
}
