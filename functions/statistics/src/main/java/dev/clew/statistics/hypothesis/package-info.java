/// Tests of two samples, with exact or asymptotic p-values. A test is an immutable object
/// (`withDefaults().with(...)`).
@NullMarked
package dev.clew.statistics.hypothesis;

import org.jspecify.annotations.NullMarked;
