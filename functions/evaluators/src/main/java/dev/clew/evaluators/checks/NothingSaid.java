package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Verdict;
import java.util.Optional;

/// An answer that says nothing can not be what is wanted; of others code can not tell.
record NothingSaid(Settings settings, Saying say) implements Check {

  @Override
  public Optional<Verdict> look(Example example) {
    return Prose.read(example.text(Fields.OUTPUT).orElse("")).isBlank()
        ? say.bad("the answer says nothing")
        : Optional.empty();
  }
}
