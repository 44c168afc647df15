/// Which columns of a predictor moved, since when, and whether it matters.
@NullMarked
package dev.clew.skills.drift;

import org.jspecify.annotations.NullMarked;
