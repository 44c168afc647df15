/// Which part of the data moves a metric.
@NullMarked
package dev.clew.statistics.slice;

import org.jspecify.annotations.NullMarked;
