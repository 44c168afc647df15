/// A server that speaks OpenAI's protocol by a script, for every module that calls models.
@NullMarked
package dev.clew.models.openai;

import org.jspecify.annotations.NullMarked;
