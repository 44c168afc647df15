/// Where in a series of values something changed.
@NullMarked
package dev.clew.statistics.change;

import org.jspecify.annotations.NullMarked;
