package dev.clew.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/// A predictor's log whose truth is known: who repays follows a logistic function of two numbers
/// and a region, and the model knows it. What a case plants is the only thing that is wrong.
final class PlantedLog {
  private static final int ROWS = 6_000;
  private static final List<String> REGIONS = List.of("north", "south", "east", "west");

  /// One row; what is planted changes it before it is written.
  static final class Row {
    double age;
    double income;
    String region = "";

    /// Log odds of repaying.
    double truth;

    double score;
    int prediction;
    int actual;

    /// Between 0 and 1, for what is planted in a share of the rows.
    double draw;

    /// Written instead of the income; empty: as it is.
    String incomeText = "";
  }

  private PlantedLog() {}

  /// Writes one.
  ///
  /// @param people changes who applies, before the model and the outcome follow from it
  /// @param written changes what is written down of rows
  static Path in(Path folder, Consumer<Row> people, Consumer<Row> written) throws IOException {
    Files.createDirectories(folder);
    var random = new Random(20_261_120);
    Files.writeString(folder.resolve("before.csv"), rows(random, row -> {}, row -> {}));
    Files.writeString(folder.resolve("now.csv"), rows(random, people, written));
    Files.writeString(
        folder.resolve("schema.json"),
        """
        {"predictor": "loans", "task": "binary", "order": "row",
         "prediction": "prediction", "score": "score", "positive": 1, "actual": "repaid",
         "features": ["age", "income", "region"], "categorical": ["region"],
         "files": {"baseline": ["before.csv"], "current": ["now.csv"]},
         "chunk": {"size": 1000}}
        """);
    return folder;
  }

  private static String rows(Random random, Consumer<Row> people, Consumer<Row> written) {
    var lines = new ArrayList<String>();
    lines.add("age,income,region,score,prediction,repaid");
    for (int i = 0; i < ROWS; i++) {
      var row = new Row();
      row.age = 45 + 12 * random.nextGaussian();
      row.income = 30 + 8 * random.nextGaussian();
      row.region = REGIONS.get(random.nextInt(REGIONS.size()));
      row.draw = random.nextDouble();
      people.accept(row);
      row.truth =
          (row.age - 45) / 12
              + (row.income - 30) / 8
              + (row.region.equals("north") ? 0.5 : row.region.equals("south") ? -0.5 : 0);
      row.score = 1 / (1 + Math.exp(-row.truth));
      row.prediction = row.score >= 0.5 ? 1 : 0;
      row.actual = random.nextDouble() < row.score ? 1 : 0;
      written.accept(row);
      lines.add(
          String.format(
              Locale.ROOT,
              "%.4f,%s,%s,%.6f,%d,%d",
              row.age,
              row.incomeText.isEmpty()
                  ? String.format(Locale.ROOT, "%.4f", row.income)
                  : row.incomeText.strip(),
              row.region,
              row.score,
              row.prediction,
              row.actual));
    }
    return String.join("\n", lines) + "\n";
  }
}
