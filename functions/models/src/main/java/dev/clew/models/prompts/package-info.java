/// Prompts as files, strictly rendered.
@NullMarked
package dev.clew.models.prompts;

import org.jspecify.annotations.NullMarked;
