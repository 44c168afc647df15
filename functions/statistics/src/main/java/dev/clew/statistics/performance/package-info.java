/// How good predictions are, each figure with its interval, each accumulator mergeable.
@NullMarked
package dev.clew.statistics.performance;

import org.jspecify.annotations.NullMarked;
