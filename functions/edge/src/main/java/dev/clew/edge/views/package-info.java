/// What is shown of skills, targets and traces as JSON: the same over HTTP and from the command
/// line.
@NullMarked
package dev.clew.edge.views;

import org.jspecify.annotations.NullMarked;
