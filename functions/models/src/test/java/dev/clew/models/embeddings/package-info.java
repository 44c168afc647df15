@NullMarked
package dev.clew.models.embeddings;

import org.jspecify.annotations.NullMarked;
