package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Means;
import dev.clew.evaluators.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether an answer is about what was asked: by the share of the question's words in it, or by how
/// near it comes in meaning where there is an embedder. That it answers the question is not said.
///
/// @param least share of words, or cosine
record AboutTheQuestion(double least, Saying say, Nearness nearness) implements Check {
  private static final double LEAST = 0.3;

  /// An embedder reads little more.
  private static final int COMPARED = 1_000;

  static AboutTheQuestion of(Settings settings, Saying say, Means means) {
    settings.only("least");
    return new AboutTheQuestion(settings.share("least", LEAST), say, new Nearness(means));
  }

  @Override
  public Optional<Verdict> look(Example example) {
    var question = Prose.read(example.text(Fields.INPUT).orElse(""));
    var answer = Prose.read(example.text(Fields.OUTPUT).orElse(""));
    if (question.isBlank()) {
      return Saying.notLogged("no question is logged");
    }
    if (answer.isBlank()) {
      return say.bad("the answer says nothing");
    }
    var asked = new HashSet<String>();
    Prose.words(question).forEach(word -> asked.add(word.stem()));
    var said = new HashSet<String>();
    Prose.words(answer).forEach(word -> said.add(word.stem()));
    double share =
        asked.isEmpty() ? 0 : (double) asked.stream().filter(said::contains).count() / asked.size();
    double near =
        nearness.of(start(question), List.of(start(answer))).map(one -> one[0]).orElse(0.0);
    double score = Math.clamp(Math.max(share, near), 0, 1);
    return say.scored(
        score >= least,
        score,
        score >= least ? "it speaks of what was asked" : "it speaks of something else",
        Map.of("words", share, "nearness", near));
  }

  private static String start(String text) {
    return text.length() <= COMPARED ? text : text.substring(0, COMPARED);
  }
}
