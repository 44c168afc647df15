/// Numbers to sentences, and the claim check.
@NullMarked
package dev.clew.interpretation;

import org.jspecify.annotations.NullMarked;
