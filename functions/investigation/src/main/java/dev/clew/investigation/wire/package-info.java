/// Questions, steps and their results as JSON: between functions, and in a workspace.
@NullMarked
package dev.clew.investigation.wire;

import org.jspecify.annotations.NullMarked;
