/// Makes a prompt, or the descriptions of tools, better by trying.
@NullMarked
package dev.clew.skills.promptoptimization;

import org.jspecify.annotations.NullMarked;
