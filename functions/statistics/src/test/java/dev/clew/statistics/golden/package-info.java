/// Figures of other programs, computed again.
@NullMarked
package dev.clew.statistics.golden;

import org.jspecify.annotations.NullMarked;
