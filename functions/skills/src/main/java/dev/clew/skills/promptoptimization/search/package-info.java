/// Looks for a better prompt: proposes changes, tries them, and accepts what a test proves.
@NullMarked
package dev.clew.skills.promptoptimization.search;

import org.jspecify.annotations.NullMarked;
