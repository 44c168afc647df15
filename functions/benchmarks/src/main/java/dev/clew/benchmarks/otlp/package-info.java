/// From OTLP JSON to aggregates, beside DuckDB and jq.
@NullMarked
package dev.clew.benchmarks.otlp;

import org.jspecify.annotations.NullMarked;
