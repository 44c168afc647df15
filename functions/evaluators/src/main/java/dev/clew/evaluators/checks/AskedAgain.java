package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Verdict;
import java.util.HashSet;
import java.util.Optional;

/// An assistant that asks the same question again after it was answered has lost the context; one
/// that does not may have lost it too.
record AskedAgain(Settings settings, Saying say) implements Check {
  private static final int SHORTEST = 3;

  @Override
  public Optional<Verdict> look(Example example) {
    var open = new HashSet<String>();
    var answered = new HashSet<String>();
    for (var turn : example.turns()) {
      if (turn.role().equals("user")) {
        answered.addAll(open);
        open.clear();
      } else if (turn.role().equals("assistant")) {
        for (var sentence : Prose.sentences(Prose.read(turn.text()))) {
          var words = Prose.words(sentence).stream().map(Prose.Word::stem).toList();
          if (sentence.endsWith("?") && words.size() >= SHORTEST) {
            var question = String.join(" ", words);
            if (answered.contains(question)) {
              return say.bad("it asks again: " + Prose.quoted(sentence));
            }
            open.add(question);
          }
        }
      }
    }
    return Optional.empty();
  }
}
