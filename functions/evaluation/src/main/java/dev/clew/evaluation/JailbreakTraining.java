package dev.clew.evaluation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evaluators.safety.AttackWords;
import dev.clew.evaluators.safety.Gist;
import dev.clew.evaluators.safety.JailbreakClassifier;
import dev.clew.models.Embedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Learns the packaged classifier of jailbreaks from labelled texts, the same from the same texts.
final class JailbreakTraining {
  private static final int FOLDS = 5;

  /// The share of other texts that may be taken for attempts.
  private static final double FALSE_POSITIVES = 0.01;

  private static final double DIGITS = 1e6;

  private JailbreakTraining() {}

  /// What `jailbreak-weights.json` holds: `{embedder, intercept, threshold, weights, trained}`.
  ///
  /// @param data as of [Attempts]
  static ObjectNode of(Path data, Embedder embedder) {
    var texts = Attempts.of(data);
    var attempts = texts.different();
    var examples = new ArrayList<JailbreakClassifier.Labelled>();
    examples.addAll(
        labelled(attempts.stream().map(Attempts.Labelled::text).toList(), true, embedder));
    int others = examples.size();
    examples.addAll(
        labelled(texts.others().stream().map(Attempts.Labelled::text).toList(), false, embedder));
    int own = examples.size();
    examples.addAll(labelled(JailbreakClassifier.harmless(), false, embedder));
    examples.addAll(
        labelled(texts.users().stream().map(Attempts.Labelled::text).toList(), false, embedder));

    var scores = new double[own - others];
    for (int fold = 0; fold < FOLDS; fold++) {
      var train = new ArrayList<JailbreakClassifier.Labelled>();
      for (int i = 0; i < examples.size(); i++) {
        if (i % FOLDS != fold) {
          train.add(examples.get(i));
        }
      }
      var learnt = JailbreakClassifier.learn(train);
      for (int i = others; i < own; i++) {
        if (i % FOLDS == fold) {
          var one = examples.get(i);
          scores[i - others] =
              JailbreakClassifier.score(
                  learnt, one.gist(), AttackWords.jailbreaks().in(one.text()));
        }
      }
    }
    Arrays.sort(scores);
    double threshold = scores[(int) Math.ceil((1 - FALSE_POSITIVES) * (scores.length - 1))];

    var learnt = JailbreakClassifier.learn(examples);
    var json = JsonMapper.builder().build().createObjectNode();
    json.put("embedder", embedder.name());
    json.put("intercept", rounded(learnt.intercept()));
    json.put("threshold", rounded(threshold));
    var weights = json.putArray("weights");
    for (double weight : learnt.weights()) {
      weights.add(rounded(weight));
    }
    var trained = json.putArray("trained");
    attempts.forEach(one -> trained.add(JailbreakClassifier.hash(one.beginning())));
    texts.others().forEach(one -> trained.add(JailbreakClassifier.hash(one.beginning())));
    return json;
  }

  private static double rounded(double value) {
    return Math.rint(value * DIGITS) / DIGITS;
  }

  private static List<JailbreakClassifier.Labelled> labelled(
      List<String> texts, boolean attack, Embedder embedder) {
    var gists = Gist.of(texts, embedder);
    var labelled = new ArrayList<JailbreakClassifier.Labelled>(gists.size());
    for (int i = 0; i < gists.size(); i++) {
      labelled.add(new JailbreakClassifier.Labelled(texts.get(i), gists.get(i), attack));
    }
    return labelled;
  }
}
