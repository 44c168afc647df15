/// The forms in which traces are written, and how each becomes canonical spans. What an attribute
/// means stands in `aliases.tsv` and `kinds.tsv`; the code interprets them.
@NullMarked
package dev.clew.traces.dialects;

import org.jspecify.annotations.NullMarked;
