package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Verdict;
import java.util.Optional;

/// An answer that is the expected one word for word is right; another may be right in other words,
/// unless both are single numbers.
record ExpectedAnswer(Settings settings, Saying say) implements Check {

  @Override
  public Optional<Verdict> look(Example example) {
    var expected = example.said(Fields.EXPECTED);
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    var wanted = Prose.words(Prose.read(expected.get()));
    var given = Prose.words(Prose.read(example.text(Fields.OUTPUT).orElse("")));
    if (given.isEmpty()) {
      return say.bad("the answer says nothing, expected was " + Prose.quoted(expected.get()));
    }
    if (given.stream()
        .map(Prose.Word::stem)
        .toList()
        .equals(wanted.stream().map(Prose.Word::stem).toList())) {
      return say.good("it is the expected answer");
    }
    boolean numbers =
        wanted.size() == 1
            && given.size() == 1
            && wanted.getFirst().number()
            && given.getFirst().number();
    return numbers ? say.bad("expected was " + Prose.quoted(expected.get())) : Optional.empty();
  }
}
