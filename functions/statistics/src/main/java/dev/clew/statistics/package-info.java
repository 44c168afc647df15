/// What can be computed without knowing what a trace is.
@NullMarked
package dev.clew.statistics;

import org.jspecify.annotations.NullMarked;
