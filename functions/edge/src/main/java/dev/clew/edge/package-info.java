/// The only code that knows AWS: handlers, adapters, wiring, deployables.
@NullMarked
package dev.clew.edge;

import org.jspecify.annotations.NullMarked;
