package dev.clew.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VegaFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/clew/console/vega");

  @Test
  void everyFileIsTheOneThatWasFetched() throws IOException, NoSuchAlgorithmException {
    for (var line : Files.readAllLines(FOLDER.resolve("SHA256SUMS"))) {
      var sumAndName = List.of(line.split(" +", 2));
      var bytes = Files.readAllBytes(FOLDER.resolve(sumAndName.get(1)));
      var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      assertEquals(
          sumAndName.get(0), sum, sumAndName.get(1) + ": run functions/console/renew-vega");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vega", "vega-lite", "vega-embed"})
  void aFileCanStandInsideAScriptElementOfAPage(String name) throws IOException {
    var script = Files.readString(FOLDER.resolve(name + ".min.js"), StandardCharsets.UTF_8);
    assertFalse(script.toLowerCase(Locale.ROOT).contains("</script"));
    assertFalse(script.contains("\r"));
    assertFalse(script.contains("sourceMappingURL"));
  }
}
