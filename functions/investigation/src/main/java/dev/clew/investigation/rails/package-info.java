/// Choosing skills with a model, on rails: a few tools with strict schemas at each turn, and code
/// that decides whether what was chosen may pass.
@NullMarked
package dev.clew.investigation.rails;

import org.jspecify.annotations.NullMarked;
