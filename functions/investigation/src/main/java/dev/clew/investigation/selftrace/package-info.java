/// Clew's traces of its own work, in OpenInference, so that each skill works on Clew itself.
@NullMarked
package dev.clew.investigation.selftrace;

import org.jspecify.annotations.NullMarked;
