/// Finds runs by what was said in them, by words and by meaning.
@NullMarked
package dev.clew.skills.search;

import org.jspecify.annotations.NullMarked;
