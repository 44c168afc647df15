package dev.clew.benchmarks.otlp;

import java.io.IOException;
import java.nio.file.Path;

/// One aggregation in a process of its own: `clew|duckdb FOLDER SCRATCH`.
final class OneAggregation {
  private OneAggregation() {}

  public static void main(String... arguments) throws IOException {
    Aggregation aggregation =
        arguments[0].equals("clew")
            ? new ClewAggregation(Path.of(arguments[2]))
            : new DuckDbAggregation();
    System.out.print(ModelUse.table(aggregation.of(Path.of(arguments[1]))));
  }
}
