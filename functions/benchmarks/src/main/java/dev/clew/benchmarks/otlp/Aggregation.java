package dev.clew.benchmarks.otlp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One way from a folder of OTLP JSON to what each model was used for.
interface Aggregation {

  /// Who does it.
  String name();

  /// Reads everything in the folder anew.
  ///
  /// @return by model, in the order of names
  List<ModelUse> of(Path folder) throws IOException;
}
