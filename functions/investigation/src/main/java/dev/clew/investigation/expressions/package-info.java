/// A small checked language over facts: what plans compute, demand and hold against causes.
@NullMarked
package dev.clew.investigation.expressions;

import org.jspecify.annotations.NullMarked;
