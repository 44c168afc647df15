/// Rows: real excerpts, and logs made by hand.
@NullMarked
package dev.clew.traces.rows;

import org.jspecify.annotations.NullMarked;
