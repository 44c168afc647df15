@NullMarked
package dev.clew.statistics.change;

import org.jspecify.annotations.NullMarked;
