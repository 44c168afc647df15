/// Intervals of proportions and their differences, and the bootstrap.
@NullMarked
package dev.clew.statistics.interval;

import org.jspecify.annotations.NullMarked;
