/// What can be computed without knowing what a trace is: samples, bins, sums, quantiles, intervals.
///
/// Columns come in as `double[]` with NaN for missing, or as `int[]` codes with -1 for missing;
/// arrays stay inside this module, results are immutable. The packages below hold the measures:
/// `performance`, `drift`, `hypothesis`, `interval`, `multiplicity`, `association`, `change` and
/// `slice`.
@NullMarked
package dev.clew.statistics;

import org.jspecify.annotations.NullMarked;
