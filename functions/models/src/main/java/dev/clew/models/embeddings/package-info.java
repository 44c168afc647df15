/// Embedders: a small model in this process, and servers that speak OpenAI's protocol.
@NullMarked
package dev.clew.models.embeddings;

import org.jspecify.annotations.NullMarked;
