/// What the skills that look at predictors share: the two stretches they compare, what a column is,
/// what a row lost, and which rows belong together.
@NullMarked
package dev.clew.skills.predictors;

import org.jspecify.annotations.NullMarked;
