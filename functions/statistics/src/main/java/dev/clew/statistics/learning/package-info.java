/// What is learnt from labelled examples.
@NullMarked
package dev.clew.statistics.learning;

import org.jspecify.annotations.NullMarked;
