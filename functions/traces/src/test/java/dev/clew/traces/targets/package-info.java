/// Folders made by hand, as tenants have them.
@NullMarked
package dev.clew.traces.targets;

import org.jspecify.annotations.NullMarked;
