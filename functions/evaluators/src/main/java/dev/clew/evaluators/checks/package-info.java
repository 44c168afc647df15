/// What code can see of an example.
@NullMarked
package dev.clew.evaluators.checks;

import org.jspecify.annotations.NullMarked;
