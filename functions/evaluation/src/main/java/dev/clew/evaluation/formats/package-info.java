/// Which form of facts and spans costs a model the fewest tokens and lets it find things.
@NullMarked
package dev.clew.evaluation.formats;

import org.jspecify.annotations.NullMarked;
