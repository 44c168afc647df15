package dev.clew.investigation.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// How well each skill fits a question, learned from the skills' own examples.
///
/// For each skill a regularised least-squares classifier (Rifkin, Yeo and Poggio 2003, "Regularized
/// least-squares classification") over a kernel of four parts: words weighted by their rarity, the
/// concepts they stand for, pairs of concepts, and words that follow each other. A skill's own
/// positives are worth 1; its negatives, the other skills' positives and questions that belong
/// elsewhere are worth 0; a question that resembles nothing gets 0. The solution is unique and sums
/// run in a fixed order, so the same examples always give the same scores.
final class SkillIndex {
  /// The name under which questions that belong to no skill are learned.
  static final String ELSEWHERE = "";

  // How much of two questions' likeness comes from where. Concepts lead, since few examples can
  // hold
  // few of the words that users have; words tell neighbours apart that share concepts; pairs tell
  // "errors of the model" from "errors of the tool"; phrasing tells "what is the mean of age" from
  // "what does mean stand for".
  private static final double WORDS = 0.2;
  private static final double CONCEPTS = 0.32;
  private static final double PAIRS = 0.28;
  private static final double PHRASING = 0.2;

  /// How far examples may be overruled by their neighbours.
  private static final double RIDGE = 0.25;

  /// How much a word that is not understood takes from those that are.
  private static final double UNPLACED = 0.6;

  private final Thesaurus thesaurus;
  private final Spelling spelling;
  private final Map<String, Double> rarity;
  private final double rarest;
  private final Map<String, Integer> features = new HashMap<>();
  private final List<String> texts;
  private final Map<String, Wording> wordings = new LinkedHashMap<>();
  private final List<SparseVector> vectors = new ArrayList<>();
  private final Map<String, Learned> skills = new TreeMap<>();

  /// One example question.
  ///
  /// @param weight 1 for a user's question, less for words that only describe
  record Example(String text, boolean positive, double weight) {}

  /// What was learned for one skill.
  ///
  /// @param examples positions of the questions it was learned from
  /// @param positive which of them are its own
  /// @param dual how much each of them speaks for the skill
  private record Learned(int[] examples, boolean[] positive, double[] dual) {}

  /// @param bySkill examples of each skill
  /// @param elsewhere questions that belong to none
  /// @param read how texts are worded that were read before, with the same thesaurus: every word of
  ///   an example is known, so whichever others there are, it reads alike
  SkillIndex(
      Map<String, List<Example>> bySkill,
      List<String> elsewhere,
      Thesaurus thesaurus,
      Map<String, Wording> read) {
    this.thesaurus = thesaurus;
    var all = new TreeMap<>(bySkill);
    all.put(ELSEWHERE, elsewhere.stream().map(text -> new Example(text, true, 1)).toList());
    var weights = weights(all);
    this.texts = List.copyOf(weights.keySet());
    var vocabulary = new HashSet<>(thesaurus.words());
    texts.forEach(text -> Words.of(text).forEach(word -> vocabulary.add(Words.stem(word))));
    this.spelling = new Spelling(vocabulary);
    for (var text : texts) {
      var before = read.get(text);
      wordings.put(text, before != null ? before : Wording.of(text, thesaurus, spelling));
    }
    this.rarity = rarity(wordings.values());
    this.rarest = Math.log(1.0 + texts.size()) + 1;
    wordings.values().forEach(wording -> vectors.add(vector(wording, true)));
    learn(all, weights);
  }

  /// Every question with its weight: first those that are some skill's own, or belong elsewhere;
  /// all skills learn from these. Then those that only tell what a skill is not.
  private static Map<String, Double> weights(Map<String, List<Example>> all) {
    var weights = new LinkedHashMap<String, Double>();
    for (var positive : new boolean[] {true, false}) {
      var texts = new TreeMap<String, Double>();
      all.values().stream()
          .flatMap(List::stream)
          .filter(example -> example.positive() == positive)
          .forEach(example -> texts.merge(example.text(), example.weight(), Math::max));
      texts.forEach(weights::putIfAbsent);
    }
    return weights;
  }

  private void learn(Map<String, List<Example>> all, Map<String, Double> weights) {
    var position = new HashMap<String, Integer>();
    texts.forEach(text -> position.put(text, position.size()));
    var own = new TreeSet<String>();
    all.values().stream()
        .flatMap(List::stream)
        .filter(Example::positive)
        .forEach(example -> own.add(example.text()));
    var shared = IntStream.range(0, own.size()).toArray();
    var common = LeastSquares.of(rows(shared, 0, weights));
    all.forEach((skill, list) -> {
      var positives = new HashSet<String>();
      list.stream().filter(Example::positive).forEach(example -> positives.add(example.text()));
      var negatives =
          list.stream()
              .map(Example::text)
              .filter(text -> !own.contains(text))
              .distinct()
              .mapToInt(text -> position.getOrDefault(text, -1));
      var at = IntStream.concat(IntStream.of(shared), negatives).toArray();
      var positive = new boolean[at.length];
      var truth = new double[at.length];
      for (var i = 0; i < at.length; i++) {
        positive[i] = positives.contains(texts.get(at[i]));
        truth[i] = positive[i] ? 1 : 0;
      }
      skills.put(
          skill,
          new Learned(at, positive, common.with(rows(at, shared.length, weights)).solved(truth)));
    });
  }

  /// The lower half of the system's rows from one on: likenesses, and on the diagonal how far each
  /// example may be overruled.
  private double[][] rows(int[] at, int from, Map<String, Double> weights) {
    var rows = new double[at.length - from][];
    for (var i = from; i < at.length; i++) {
      var row = new double[i + 1];
      var vector = vectors.get(at[i]).dense(features.size());
      for (var j = 0; j <= i; j++) {
        row[j] = likeness(vectors.get(at[j]).dot(vector));
      }
      row[i] += RIDGE / weights.getOrDefault(texts.get(at[i]), 1.0);
      rows[i - from] = row;
    }
    return rows;
  }

  /// How alike two questions are, 0 to 1: those that agree in several ways are more alike than the
  /// sum of the ways.
  private static double likeness(double sum) {
    return (sum + sum * sum) / 2;
  }

  /// How each text that it learned from is worded.
  Map<String, Wording> wordings() {
    return Collections.unmodifiableMap(wordings);
  }

  private static Map<String, Double> rarity(Collection<Wording> wordings) {
    var documents = new HashMap<String, Integer>();
    wordings.forEach(w -> w.stems().forEach(stem -> documents.merge(stem, 1, Integer::sum)));
    var rarity = new HashMap<String, Double>();
    documents.forEach(
        (stem, count) -> rarity.put(stem, Math.log((1.0 + wordings.size()) / (1 + count)) + 1));
    return rarity;
  }

  /// The score of each skill and of [#ELSEWHERE], best first.
  List<Score> scores(String question) {
    var asked = vector(Wording.of(question, thesaurus, spelling), false).dense(features.size());
    var kernel = new double[texts.size()];
    for (var i = 0; i < kernel.length; i++) {
      kernel[i] = likeness(vectors.get(i).dot(asked));
    }
    var scores = new ArrayList<Score>();
    skills.forEach((skill, learned) -> {
      var sum = 0.0;
      var best = 0.0;
      var like = "";
      for (var i = 0; i < learned.dual().length; i++) {
        var part = learned.dual()[i] * kernel[learned.examples()[i]];
        sum += part;
        if (learned.positive()[i] && part > best) {
          best = part;
          like = texts.get(learned.examples()[i]);
        }
      }
      scores.add(new Score(skill, sum, like));
    });
    scores.sort(BEST_FIRST);
    return Collections.unmodifiableList(scores);
  }

  static final Comparator<Score> BEST_FIRST =
      Comparator.comparingDouble(Score::value).reversed().thenComparing(Score::skill);

  /// How well a skill fits.
  ///
  /// @param value about 1 for a question like its examples, about 0 for others
  /// @param like the example that speaks most for it; empty when none does
  record Score(String skill, double value, String like) {}

  private SparseVector vector(Wording wording, boolean learning) {
    var values = new TreeMap<Integer, Double>();
    var words = new TreeMap<String, Double>();
    var source = wording.stems().isEmpty() ? wording.spoken() : wording.stems();
    for (var stem : source) {
      words.put(stem, rarity.getOrDefault(stem, rarest));
    }
    add(values, "w ", words, 0, WORDS, learning);
    var unknown = UNPLACED * UNPLACED * wording.unplaced();
    var concepts = wording.concepts();
    var square = concepts.values().stream().mapToDouble(weight -> weight * weight).sum();
    add(values, "c ", concepts, unknown, CONCEPTS, learning);
    add(values, "p ", wording.pairs(), unknown * square, PAIRS, learning);
    add(values, "s ", neighbours(wording.spoken()), 0, PHRASING, learning);
    return new SparseVector(
        values.keySet().stream().mapToInt(Integer::intValue).toArray(),
        values.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// Words that follow each other, function words too, with the beginning and the end.
  private static Map<String, Double> neighbours(List<String> spoken) {
    var neighbours = new TreeMap<String, Double>();
    for (var i = 0; i <= spoken.size(); i++) {
      var before = i == 0 ? "^" : spoken.get(i - 1);
      var after = i == spoken.size() ? "$" : spoken.get(i);
      neighbours.merge(before + " " + after, 1.0, Double::sum);
    }
    return neighbours;
  }

  private void add(
      Map<Integer, Double> to,
      String block,
      Map<String, Double> weights,
      double besides,
      double share,
      boolean learning) {
    var square = besides;
    for (var value : weights.values()) {
      square += value * value;
    }
    var scale = square == 0 ? 0 : Math.sqrt(share / square);
    weights.forEach((name, value) -> {
      var id =
          learning
              ? features.computeIfAbsent(block + name, _ -> features.size())
              : features.get(block + name);
      if (id != null) {
        to.put(id, value * scale);
      }
    });
  }
}
