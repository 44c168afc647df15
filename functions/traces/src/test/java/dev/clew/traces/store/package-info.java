/// What every store must do, and stores to test with.
@NullMarked
package dev.clew.traces.store;

import org.jspecify.annotations.NullMarked;
