/// A skill made by hand, for tests.
@NullMarked
package dev.clew.investigation.samples.faults;

import org.jspecify.annotations.NullMarked;
