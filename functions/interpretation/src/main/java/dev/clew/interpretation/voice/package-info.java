/// What a language model may say, and how it comes to be said.
@NullMarked
package dev.clew.interpretation.voice;

import org.jspecify.annotations.NullMarked;
