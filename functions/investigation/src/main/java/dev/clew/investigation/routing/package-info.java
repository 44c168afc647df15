/// Which skills a question asks for, about which target and over which windows, without a model.
@NullMarked
package dev.clew.investigation.routing;

import org.jspecify.annotations.NullMarked;
