package dev.clew.skills.predictors;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Held;
import dev.clew.skills.Inputs;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.PredictorReader;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The real employment log that `CLEW_DATA` points at, and the values computed of it with scipy and
/// scikit-learn; tests that need them are skipped, with a message, where it is absent.
public final class Employment {
  private static final String SCHEMA =
      """
      {"predictor": "employment", "task": "binary", "order": "row", "id": "id",
       "prediction": "prediction", "score": "predicted_probability", "positive": 1,
       "actual": "employed",
       "features": ["AGEP", "SCHL", "MAR", "RELP", "DIS", "ESP", "CIT", "MIG", "MIL", "ANC",
                    "NATIVITY", "DEAR", "DEYE", "DREM", "SEX", "RAC1P"],
       "categorical": ["SCHL", "MAR", "RELP", "DIS", "ESP", "CIT", "MIG", "MIL", "ANC",
                       "NATIVITY", "DEAR", "DEYE", "DREM", "SEX", "RAC1P"],
       "tags": ["year"],
       "files": {"baseline": ["employment_MA_reference.csv"],
                 "current": ["employment_MA_analysis_0_125000.csv"],
                 "actuals": ["employment_MA_target_0_125000.csv"]},
       "chunk": {"size": 5000}}
      """;

  private Employment() {}

  /// Runs a skill on the whole log, its reference rows against all later ones.
  ///
  /// @param folder an empty one to put the schema and the files into
  public static Told told(Path folder, String skill, Map<String, String> parameters)
      throws IOException {
    var catalogue = Catalogue.load();
    var inputs =
        new Inputs(
            catalogue.require(skill),
            "employment",
            new Inputs.Data.Log(read(folder)),
            new Windows(new Window.BaselineFiles(), new Window.CurrentFiles(), "given"),
            catalogue.parameters(skill, parameters));
    Measurement measurement = Held.measured(catalogue.skill(skill), inputs);
    return new Told(measurement);
  }

  /// The expected values of each chunk of 5,000 rows.
  public static JsonNode chunks() throws IOException {
    var golden = data().resolve("golden/employment_MA_golden.json");
    return new ObjectMapper().readTree(Files.readString(golden)).get("chunks");
  }

  private static InferenceLog read(Path folder) throws IOException {
    var source = data().resolve("tabular");
    for (var part : new String[] {"reference", "analysis_0_125000", "target_0_125000"}) {
      var name = "employment_MA_" + part + ".csv";
      Files.copy(source.resolve(name), folder.resolve(name));
    }
    Files.writeString(folder.resolve("schema.json"), SCHEMA);
    return PredictorReader.of(folder).read(DirectoryStore.of(folder), "employment", "");
  }

  private static Path data() {
    var root = System.getenv("CLEW_DATA");
    assumeTrue(root != null && !root.isBlank(), "CLEW_DATA does not point at the real data");
    var path = Path.of(root);
    assumeTrue(Files.isDirectory(path.resolve("tabular")), path + " holds no tabular data");
    return path;
  }
}
