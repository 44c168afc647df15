/// Kernels that the figures rest on, one at a time.
@NullMarked
package dev.clew.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
