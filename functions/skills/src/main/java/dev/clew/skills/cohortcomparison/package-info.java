/// How two cohorts of runs, or of calls of a tool, differ.
@NullMarked
package dev.clew.skills.cohortcomparison;

import org.jspecify.annotations.NullMarked;
