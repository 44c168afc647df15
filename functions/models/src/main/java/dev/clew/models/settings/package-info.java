/// Which models a deployment may call, and what they may cost.
@NullMarked
package dev.clew.models.settings;

import org.jspecify.annotations.NullMarked;
