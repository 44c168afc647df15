/// What each tenant may use.
@NullMarked
package dev.clew.investigation.flags;

import org.jspecify.annotations.NullMarked;
