/// Rows, spans and traces to read, some of them or one.
@NullMarked
package dev.clew.skills.sample;

import org.jspecify.annotations.NullMarked;
