/// What is judged, read out of traces.
@NullMarked
package dev.clew.evaluators.examples;

import org.jspecify.annotations.NullMarked;
