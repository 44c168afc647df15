/// How bytes become spans and rows.
@NullMarked
package dev.clew.traces;

import org.jspecify.annotations.NullMarked;
