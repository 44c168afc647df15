package dev.clew.evaluators;

import java.util.Optional;

/// What code says of an example: a verdict, or nothing where only a model could tell.
@FunctionalInterface
public interface Check {

  Optional<Verdict> look(Example example);
}
