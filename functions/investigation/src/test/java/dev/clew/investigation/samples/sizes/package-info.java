/// A skill made by hand, for tests.
@NullMarked
package dev.clew.investigation.samples.sizes;

import org.jspecify.annotations.NullMarked;
