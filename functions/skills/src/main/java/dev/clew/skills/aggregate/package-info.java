/// Figures over filtered and grouped rows, spans, calls or traces.
@NullMarked
package dev.clew.skills.aggregate;

import org.jspecify.annotations.NullMarked;
