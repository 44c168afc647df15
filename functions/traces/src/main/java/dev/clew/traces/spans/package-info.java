/// The canonical span, whatever dialect it was written in, and the traces they form.
@NullMarked
package dev.clew.traces.spans;

import org.jspecify.annotations.NullMarked;
