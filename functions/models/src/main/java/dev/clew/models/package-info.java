/// The language model as a port, and what stands between it and the rest: retries, budgets,
/// redaction, prompts and contexts.
@NullMarked
package dev.clew.models;

import org.jspecify.annotations.NullMarked;
