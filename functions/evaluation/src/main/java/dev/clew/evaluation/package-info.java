/// Suites and scorecards over everything.
@NullMarked
package dev.clew.evaluation;

import org.jspecify.annotations.NullMarked;
