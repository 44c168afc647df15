/// What a target holds.
@NullMarked
package dev.clew.skills.describe;

import org.jspecify.annotations.NullMarked;
