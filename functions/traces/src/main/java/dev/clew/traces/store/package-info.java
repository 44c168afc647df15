/// Where bytes come from.
@NullMarked
package dev.clew.traces.store;

import org.jspecify.annotations.NullMarked;
