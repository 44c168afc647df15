/// Inference logs: rows of a deployed model, in columns.
@NullMarked
package dev.clew.traces.rows;

import org.jspecify.annotations.NullMarked;
