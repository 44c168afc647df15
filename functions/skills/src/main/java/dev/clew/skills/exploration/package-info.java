/// What the tools that look into data share: things of a level with their fields, typed filters,
/// groups, and results that stay short.
@NullMarked
package dev.clew.skills.exploration;

import org.jspecify.annotations.NullMarked;
