/// Which targets a tenant's objects hold, and reading them.
@NullMarked
package dev.clew.investigation.targets;

import org.jspecify.annotations.NullMarked;
