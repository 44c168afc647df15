package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Verdict;
import java.util.Optional;

/// How the run ended, where its source says so; otherwise only a model can tell.
record StatedOutcome(Settings settings, Saying say) implements Check {

  @Override
  public Optional<Verdict> look(Example example) {
    return example
        .said(Fields.OUTCOME)
        .flatMap(outcome ->
            say.either(outcome.startsWith("passed"), "the run's source says: " + outcome));
  }
}
