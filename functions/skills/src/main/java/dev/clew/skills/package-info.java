/// What Clew can investigate, one folder a skill.
@NullMarked
package dev.clew.skills;

import org.jspecify.annotations.NullMarked;
