/// Attacks on an application, and what leaks from it.
@NullMarked
package dev.clew.skills.safety;

import org.jspecify.annotations.NullMarked;
