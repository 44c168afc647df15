/// Turns what somebody wants of an application into an evaluator, and tries it.
@NullMarked
package dev.clew.skills.evaluationtemplate;

import org.jspecify.annotations.NullMarked;
