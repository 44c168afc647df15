/// What finding texts costs.
@NullMarked
package dev.clew.benchmarks.search;

import org.jspecify.annotations.NullMarked;
