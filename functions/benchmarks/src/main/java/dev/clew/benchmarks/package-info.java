/// What it costs, beside its peers; not deployed.
@NullMarked
package dev.clew.benchmarks;

import org.jspecify.annotations.NullMarked;
