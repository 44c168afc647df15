/// What tables of separated values need before they are parsed.
@NullMarked
package dev.clew.traces.csv;

import org.jspecify.annotations.NullMarked;
