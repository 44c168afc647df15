/// How strongly two columns go together, and how large a difference is.
@NullMarked
package dev.clew.statistics.association;

import org.jspecify.annotations.NullMarked;
