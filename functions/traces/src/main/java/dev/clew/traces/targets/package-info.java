/// What there is to ask about: applications and predictors, wherever their objects lie.
@NullMarked
package dev.clew.traces.targets;

import org.jspecify.annotations.NullMarked;
