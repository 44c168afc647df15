/// What can be judged of a span, a tool call, a trace or a session, and what was.
@NullMarked
package dev.clew.evaluators;

import org.jspecify.annotations.NullMarked;
