/// Parts of a target's data that a filter means: any skill can be asked of one, and none knows of
/// it.
@NullMarked
package dev.clew.skills.slices;

import org.jspecify.annotations.NullMarked;
