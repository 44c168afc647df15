/// The tenant's own evaluators, people's labels, and the evaluations that are kept.
@NullMarked
package dev.clew.skills.evaluations;

import org.jspecify.annotations.NullMarked;
