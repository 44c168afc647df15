/// From Parquet to drift verdicts, beside scipy with numpy, and Evidently.
@NullMarked
package dev.clew.benchmarks.drift;

import org.jspecify.annotations.NullMarked;
