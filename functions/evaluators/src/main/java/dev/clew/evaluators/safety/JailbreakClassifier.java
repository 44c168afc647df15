package dev.clew.evaluators.safety;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evaluators.checks.PhraseFile;
import dev.clew.models.Embedder;
import dev.clew.statistics.learning.LogisticRegression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells attempts to get round a model's rules from other things that users write: what a text
/// means as a whole, learnt from labelled examples, and how many signs stand in its words.
///
/// The score is the log odds of a logistic regression over the text's vector, and one for each sign
/// up to three. Without an embedder the signs alone decide. What it was trained on, what it finds
/// and what it misses stands in its data card, `jailbreak-card.md`.
public final class JailbreakClassifier {
  /// scikit-learn's C: strong enough a penalty that styles count and topics hardly.
  static final double C = 0.3;

  /// More signs than these say nothing more.
  private static final int MOST_SIGNS = 3;

  private final LogisticRegression regression;
  private final double threshold;
  private final String embedder;
  private final Set<String> trained;

  private JailbreakClassifier(
      LogisticRegression regression, double threshold, String embedder, Set<String> trained) {
    this.regression = regression;
    this.threshold = threshold;
    this.embedder = embedder;
    this.trained = Set.copyOf(trained);
  }

  /// What is said of a text.
  ///
  /// @param score log odds and signs; of signs alone their number
  /// @param signs the words that tell, in the text's own letters
  /// @param attempt whether it is taken for an attempt
  /// @param byMeaning whether its meaning was looked at
  public record Verdict(double score, List<String> signs, boolean attempt, boolean byMeaning) {
    public Verdict {
      signs = List.copyOf(signs);
    }
  }

  /// A text to learn from.
  ///
  /// @param gist of [Gist]
  public record Labelled(String text, double[] gist, boolean attack) {}

  /// The one that comes with Clew.
  public static JailbreakClassifier packaged() {
    try (var in = JailbreakClassifier.class.getResourceAsStream("jailbreak-weights.json")) {
      if (in == null) {
        throw new IllegalStateException("jailbreak-weights.json is not in this package");
      }
      return read(JsonMapper.builder().build().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("jailbreak-weights.json", e);
    }
  }

  private static JailbreakClassifier read(JsonNode json) {
    var weights = new double[json.path("weights").size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = json.path("weights").path(i).asDouble();
    }
    return new JailbreakClassifier(
        new LogisticRegression(weights, json.path("intercept").asDouble()),
        json.path("threshold").asDouble(),
        json.path("embedder").asText(),
        json.path("trained").valueStream().map(JsonNode::asText).collect(Collectors.toSet()));
  }

  /// What users and applications write that looks like an attack and is none, to learn from.
  public static List<String> harmless() {
    return PhraseFile.lines(JailbreakClassifier.class, "benign.txt");
  }

  /// The weights, rounded as they are kept.
  public double[] weights() {
    return regression.weights();
  }

  public double threshold() {
    return threshold;
  }

  /// Whether it was trained on a text that begins so.
  public boolean knows(String beginning) {
    return trained.contains(hash(beginning));
  }

  /// By what a text that it was trained on is known again.
  public static String hash(String beginning) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(beginning.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a text whose meaning and signs are known is taken for an attempt.
  public boolean isAttempt(double[] gist, List<String> signs) {
    return score(regression, gist, signs) > threshold;
  }

  /// Learns; attacks and others count the same in all, however many there are of each.
  ///
  /// @throws IllegalArgumentException when all labels are equal
  public static LogisticRegression learn(List<Labelled> examples) {
    long attacks = examples.stream().filter(Labelled::attack).count();
    var features = new double[examples.size()][];
    var labels = new boolean[examples.size()];
    var weights = new double[examples.size()];
    for (int i = 0; i < features.length; i++) {
      var one = examples.get(i);
      features[i] = one.gist();
      labels[i] = one.attack();
      weights[i] =
          examples.size() / 2.0 / (one.attack() ? attacks : Math.max(1, examples.size() - attacks));
    }
    return LogisticRegression.fit(features, labels, weights, C);
  }

  /// The score of a text whose meaning is known.
  public static double score(LogisticRegression regression, double[] gist, List<String> signs) {
    return regression.logOdds(gist) + Math.min(MOST_SIGNS, signs.size());
  }

  /// Whether vectors of this embedder are those it was trained on.
  public boolean reads(Embedder other) {
    return other.name().equals(embedder);
  }

  /// What it says of texts, in their order.
  ///
  /// @param using empty, or another than it was trained with: by words alone
  /// @throws dev.clew.models.ModelException when texts can not be embedded
  public List<Verdict> judge(List<String> texts, Optional<Embedder> using) {
    var words = AttackWords.jailbreaks();
    var fitting = using.filter(this::reads);
    if (fitting.isEmpty()) {
      return texts.stream()
          .map(text -> {
            var signs = words.in(text);
            return new Verdict(signs.size(), signs, !signs.isEmpty(), false);
          })
          .toList();
    }
    var gists = Gist.of(texts, fitting.get());
    var verdicts = new Verdict[texts.size()];
    for (int i = 0; i < verdicts.length; i++) {
      var signs = words.in(texts.get(i));
      double score = score(regression, gists.get(i), signs);
      verdicts[i] = new Verdict(score, signs, score > threshold, true);
    }
    return Arrays.asList(verdicts);
  }
}
