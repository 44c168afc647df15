/// What fails across traces, what of it separates failed runs from passed ones, and what nothing
/// explains.
@NullMarked
package dev.clew.skills.failurepatterns;

import org.jspecify.annotations.NullMarked;
