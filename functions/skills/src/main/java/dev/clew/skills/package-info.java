/// What Clew can investigate: one folder a skill, and the catalogue of their cards.
@NullMarked
package dev.clew.skills;

import org.jspecify.annotations.NullMarked;
