/// Corrections for the number of looks.
@NullMarked
package dev.clew.statistics.multiplicity;

import org.jspecify.annotations.NullMarked;
