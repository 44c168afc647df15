/// The same handlers on one machine, and the command line.
@NullMarked
package dev.clew.local;

import org.jspecify.annotations.NullMarked;
