/// Which of many vectors lie nearest to one.
@NullMarked
package dev.clew.statistics.nearest;

import org.jspecify.annotations.NullMarked;
