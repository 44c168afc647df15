/// Route, plan, step, reflect, report; sessions and budgets as ports.
@NullMarked
package dev.clew.investigation;

import org.jspecify.annotations.NullMarked;
