/// Attacks on a model: users who try to get round its rules, and texts that give it orders.
@NullMarked
package dev.clew.evaluators.safety;

import org.jspecify.annotations.NullMarked;
