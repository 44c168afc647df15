@org.jspecify.annotations.NullMarked
package dev.clew.traces.dialects;
