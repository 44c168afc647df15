@NullMarked
package dev.clew.statistics.slice;

import org.jspecify.annotations.NullMarked;
