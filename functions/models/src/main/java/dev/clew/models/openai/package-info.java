/// Servers that speak OpenAI's protocol.
@NullMarked
package dev.clew.models.openai;

import org.jspecify.annotations.NullMarked;
