/// Skills and data made by hand, for tests.
@NullMarked
package dev.clew.investigation.samples;

import org.jspecify.annotations.NullMarked;
