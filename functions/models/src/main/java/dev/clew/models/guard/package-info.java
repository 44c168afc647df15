/// What every call to a model passes through: budgets, retries, redaction and disclosure.
@NullMarked
package dev.clew.models.guard;

import org.jspecify.annotations.NullMarked;
