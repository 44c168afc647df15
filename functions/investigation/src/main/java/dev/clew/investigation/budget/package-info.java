/// What investigations may spend, across all functions that work for them.
@NullMarked
package dev.clew.investigation.budget;

import org.jspecify.annotations.NullMarked;
