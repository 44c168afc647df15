/// Runs the state machines of `infrastructure/` on this machine: the same files that Step Functions
/// runs, JSONPath alone. What the interpreter does not know is refused when a definition is read,
/// by its name and JSON pointer. Meaning of every field as in the Amazon States Language
/// (https://states-language.net) and its service's quotas.
@NullMarked
package dev.clew.local.states;

import org.jspecify.annotations.NullMarked;
