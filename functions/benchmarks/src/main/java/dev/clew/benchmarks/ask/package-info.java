/// What a question costs, beside a bare JVM.
@NullMarked
package dev.clew.benchmarks.ask;

import org.jspecify.annotations.NullMarked;
