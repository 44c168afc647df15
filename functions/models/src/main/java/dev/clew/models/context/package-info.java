/// What a model gets to see of large inputs.
@NullMarked
package dev.clew.models.context;

import org.jspecify.annotations.NullMarked;
