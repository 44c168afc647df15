package dev.clew.skills.search;

import dev.clew.skills.retrieval.Fusion;
import dev.clew.skills.retrieval.Library;
import dev.clew.skills.retrieval.Terms;
import dev.clew.skills.retrieval.TextIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
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
    try (var terms = new Terms()) {
      var concept = Concept.in(request.text(), terms);
      var lookedUp =
          concept.map(one -> one.telling(request.lookedUp(), terms)).orElse(request.lookedUp());
      var words = library.words(lookedUp, TEXT);
      var said = concept.map(one -> library.words(one.words(), TEXT));
      var byWords = new double[texts.size()];
      for (int i = 0; i < byWords.length; i++) {
        double score =
            words.scores()[i] + (said.isPresent() ? OTHER_WORDS * said.get().scores()[i] : 0);
        byWords[i] = allowed[i] && score > 0 ? score : Double.NaN;
      }
      var near = nearness.of(request.text(), texts, byWords);
      if (concept.isPresent()) {
        var meant = meant(concept.get(), text -> nearness.of(text, texts, byWords));
        near =
            concept.get().isAll(terms.distinct(lookedUp))
                ? concept.get().contrast().isEmpty() ? each(near, meant, Math::max) : meant
                : each(near, meant, (one, other) -> (one + other) / 2);
      }
      return fused(texts, allowed, units, new Worded(words, said), byWords, near);
    }
  }

  /// How near each text comes to what a concept means: to the nearest of its sentences, and as much
  /// more or less as another side's sentence is farther or nearer. Praise and complaint are about
  /// the same, so both are near to either.
  private static double[] meant(Concept concept, Function<String, double[]> nearness) {
    var wanted = nearest(concept.sentences(), nearness);
    return concept.contrast().isEmpty()
        ? wanted
        : each(
            wanted,
            nearest(concept.contrast(), nearness),
            (one, other) -> Math.clamp(2 * one - other, -1, 1));
  }

  private static double[] nearest(List<String> sentences, Function<String, double[]> nearness) {
    return sentences.stream()
        .map(nearness)
        .reduce((one, other) -> each(one, other, Math::max))
        .orElseThrow(() -> new IllegalArgumentException("no sentence"));
  }

  private static double[] each(double[] one, double[] other, DoubleBinaryOperator both) {
    return IntStream.range(0, one.length)
        .mapToDouble(i -> both.applyAsDouble(one[i], other[i]))
        .toArray();
  }

  /// Which words of the question, and of what it names, stand in the texts.
  private record Worded(TextIndex.WordScores own, Optional<TextIndex.WordScores> said) {
    List<String> matched(int text) {
      return Stream.concat(
              own.matched(text).stream(),
              said.stream().flatMap(words -> words.matched(text).stream()))
          .distinct()
          .toList();
    }

    boolean isSaid(int text) {
      return said.isPresent() && !said.get().matched(text).isEmpty();
    }
  }

  private static List<Hit> fused(
      List<Said> texts,
      boolean[] allowed,
      Units units,
      Worded words,
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
              word < 0 ? 0 : words.own().share(word),
              word >= 0 && words.isSaid(word),
              near < 0 ? Double.NaN : byMeaning[near]));
    }
    // What is near enough comes before what is only the least far of the rest.
    return Stream.concat(
            hits.stream().filter(Hit::counts), hits.stream().filter(hit -> !hit.counts()))
        .toList();
  }
}
