package dev.clew.investigation.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// How well each skill fits a question, learned from the skills' own examples.
///
/// For each skill a regularised least-squares classifier (Rifkin, Yeo and Poggio 2003, "Regularized
/// least-squares classification") over a kernel of three parts: words weighted by their rarity, the
/// concepts they stand for, and pairs of concepts. A skill's own positives are worth 1; its
/// negatives, the other skills' positives and questions that belong elsewhere are worth 0; a
/// question that resembles nothing gets 0. The solution is unique and sums run in a fixed order, so
/// the same examples always give the same scores.
final class SkillIndex {
  /// The name under which questions that belong to no skill are learned.
  static final String ELSEWHERE = "";

  // How much of two questions' likeness comes from where. Concepts lead, since few examples can
  // hold
  // few of the words that users have; words tell neighbours apart that share concepts; pairs tell
  // "errors of the model" from "errors of the tool".
  private static final double WORDS = 0.25;
  private static final double CONCEPTS = 0.4;
  private static final double PAIRS = 0.35;

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
  SkillIndex(Map<String, List<Example>> bySkill, List<String> elsewhere, Thesaurus thesaurus) {
    this.thesaurus = thesaurus;
    var all = new TreeMap<>(bySkill);
    all.put(ELSEWHERE, elsewhere.stream().map(text -> new Example(text, true, 1)).toList());
    var unique = new TreeSet<String>();
    all.values().forEach(list -> list.forEach(example -> unique.add(example.text())));
    this.texts = List.copyOf(unique);
    var vocabulary = new HashSet<>(thesaurus.words());
    texts.forEach(text -> Words.of(text).forEach(word -> vocabulary.add(Words.stem(word))));
    this.spelling = new Spelling(vocabulary);
    var wordings = texts.stream().map(text -> Wording.of(text, thesaurus, spelling)).toList();
    this.rarity = rarity(wordings);
    this.rarest = Math.log(1.0 + texts.size()) + 1;
    wordings.forEach(wording -> vectors.add(vector(wording, true)));
    var gram = new double[texts.size()][texts.size()];
    for (var i = 0; i < texts.size(); i++) {
      for (var j = 0; j <= i; j++) {
        gram[i][j] = gram[j][i] = likeness(vectors.get(i), vectors.get(j));
      }
    }
    var position = new HashMap<String, Integer>();
    texts.forEach(text -> position.put(text, position.size()));
    for (var skill : all.keySet()) {
      skills.put(skill, learn(examplesFor(skill, all), position, gram));
    }
  }

  /// How alike two questions are, 0 to 1: those that agree in several ways are more alike than the sum of the ways.
  private static double likeness(SparseVector one, SparseVector other) {
    var sum = one.dot(other);
    return (sum + sum * sum) / 2;
  }

  private static Map<String, Double> rarity(List<Wording> wordings) {
    var documents = new HashMap<String, Integer>();
    wordings.forEach(w -> w.stems().forEach(stem -> documents.merge(stem, 1, Integer::sum)));
    var rarity = new HashMap<String, Double>();
    documents.forEach(
        (stem, count) -> rarity.put(stem, Math.log((1.0 + wordings.size()) / (1 + count)) + 1));
    return rarity;
  }

  /// Own examples first; then other skills' positives, as questions that are not this skill's.
  private static Map<String, Example> examplesFor(String skill, Map<String, List<Example>> all) {
    var examples = new LinkedHashMap<String, Example>();
    all.getOrDefault(skill, List.of())
        .forEach(example -> examples.putIfAbsent(example.text(), example));
    all.forEach((other, list) -> {
      if (!other.equals(skill)) {
        list.stream()
            .filter(Example::positive)
            .forEach(e -> examples.putIfAbsent(e.text(), new Example(e.text(), false, e.weight())));
      }
    });
    return examples;
  }

  private Learned learn(
      Map<String, Example> examples, Map<String, Integer> position, double[][] gram) {
    var n = examples.size();
    var own = List.copyOf(examples.values());
    var at = new int[n];
    var positive = new boolean[n];
    var system = new double[n][n];
    var truth = new double[n];
    for (var i = 0; i < n; i++) {
      at[i] = position.getOrDefault(own.get(i).text(), -1);
      positive[i] = own.get(i).positive();
      truth[i] = positive[i] ? 1 : 0;
      for (var j = 0; j <= i; j++) {
        system[i][j] = gram[at[i]][at[j]];
      }
      system[i][i] += RIDGE / own.get(i).weight();
    }
    return new Learned(at, positive, LeastSquares.solved(system, truth));
  }

  /// The score of each skill and of [#ELSEWHERE], best first.
  List<Score> scores(String question) {
    var asked = vector(Wording.of(question, thesaurus, spelling), false);
    var kernel = new double[texts.size()];
    for (var i = 0; i < kernel.length; i++) {
      kernel[i] = likeness(asked, vectors.get(i));
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
    return new SparseVector(
        values.keySet().stream().mapToInt(Integer::intValue).toArray(),
        values.values().stream().mapToDouble(Double::doubleValue).toArray());
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
