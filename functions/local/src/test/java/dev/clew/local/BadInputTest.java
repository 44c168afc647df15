package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.local.serve.Credentials;
import dev.clew.local.serve.EmbeddedS3;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with data, a question or a bucket reaches the user with its place and its remedy,
/// and spoils nothing else. Every command runs in a process of its own with a small heap: what can
/// not be read must not be held either.
class BadInputTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HEAP = "-Xmx128m";
  private static final int DEEP = 100_000;

  @TempDir Path folder;

  private record Run(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }

    /// Where and why each object could not be read, by its key.
    Map<String, String> unread() throws IOException {
      var unread = new TreeMap<String, String>();
      for (var one : json().at("/coverage/unread")) {
        unread.merge(
            one.path("key").asText(),
            one.path("where").asText() + " | " + one.path("reason").asText(),
            (some, more) -> some + "\n" + more);
      }
      return unread;
    }
  }

  private Run clew(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dclew.samples=samples",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.clew.local.Main"));
    command.addAll(Arrays.asList(arguments));
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    int exit = builder.start().waitFor();
    var run = new Run(exit, Files.readString(out), Files.readString(err));
    assertFalse(run.err().contains("\tat "), "a stack trace: " + run.err());
    assertFalse(run.err().contains("WARN"), "a library's warning: " + run.err());
    return run;
  }

  private Run ask(String question, Path data) throws IOException, InterruptedException {
    return clew(Map.of(), "ask", question, "--data", data.toString(), "--json");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /// Blanks, packed: more than the heap holds in some hundred thousand bytes.
  private static void bomb(Path file, String begin) throws IOException {
    var blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write(begin.getBytes(StandardCharsets.UTF_8));
      for (int megabyte = 0; megabyte < 160; megabyte++) {
        out.write(blanks);
      }
    }
  }

  private static String runs(String name, int runs) {
    var all = new StringBuilder("[");
    for (int i = 0; i < runs; i++) {
      all.append(i == 0 ? "" : ",")
          .append("{\"id\": \"")
          .append(name)
          .append(i)
          .append("\", \"reward\": ")
          .append(i % 2)
          .append(
              ", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"},"
                  + " {\"role\": \"assistant\", \"content\": \"hello\"}]}");
    }
    return all.append("]").toString();
  }

  @Test
  void damagedTracesAreNamedWithTheirPlaceAndRemedyAndTheOthersAreCounted()
      throws IOException, InterruptedException {
    var shop = Files.createDirectories(folder.resolve("shop"));
    Files.writeString(shop.resolve("good.json"), runs("good", 10));
    var packed = gzip(runs("cut", 2_000).getBytes(StandardCharsets.UTF_8));
    Files.write(shop.resolve("cut.json.gz"), Arrays.copyOf(packed, packed.length / 2));
    Files.writeString(shop.resolve("deep.json"), "[".repeat(DEEP) + "]".repeat(DEEP));
    Files.writeString(shop.resolve("empty.json"), "");
    Files.write(shop.resolve("manual.pdf"), new byte[] {'%', 'P', 'D', 'F', '-', 0, 1, 2});
    Files.writeString(
        shop.resolve("nan.json"),
        """
        {"resourceSpans": [{"scopeSpans": [{"spans": [{"name": "chat", "spanId": "eee19b7ec3c1b174",
         "traceId": "5b8efff798038103d269b633813fc60c", "attributes": [
           {"key": "llm.token_count.prompt", "value": {"doubleValue": NaN}}]}]}]}]}
        """);
    Files.write(
        shop.resolve("latin1.json"),
        runs("latin", 2).replace("hello", "h\u00e9llo").getBytes(StandardCharsets.ISO_8859_1));
    bomb(shop.resolve("bomb.json.gz"), "[");

    var run = ask("Why do the shop's runs fail?", shop);
    assertEquals(0, run.exit(), run.err());
    var unread = run.unread();
    assertNote(unread, "bomb.json.gz", "decompressed bytes", "as a bomb does; store the object");
    assertNote(unread, "cut.json.gz", "decompressed bytes", "write the object again");
    assertNote(unread, "deep.json", "line 1, byte ", "nested deeper", "flatten it");
    assertNote(unread, "empty.json", "no bytes in it; write it again, or delete it");
    assertNote(unread, "manual.pdf", "a PDF document; keep it outside");
    assertNote(unread, "nan.json", "span 0", "'NaN', which is no number", "see what the exporter");
    assertNote(unread, "latin1.json", "no UTF-8", "let the exporter write UTF-8");
    assertFalse(unread.containsKey("good.json"), unread.toString());
    // Ten runs of the good object, two of the one in Latin-1, and what came before the cut.
    long total = 0;
    for (var fact : run.json().path("facts")) {
      if (fact.path("name").asText().equals("traces.total")) {
        total = fact.path("value").asLong();
      }
    }
    assertTrue(total > 12 && total < 2_012, "traces " + total);
  }

  private static void assertNote(Map<String, String> unread, String key, String... parts) {
    var note = unread.getOrDefault(key, "nothing was said of " + key);
    for (var part : parts) {
      assertTrue(note.contains(part), key + ": " + note + " should say: " + part);
    }
  }

  private Path log(String... current) throws IOException {
    var log = Files.createDirectories(folder.resolve("loans"));
    var rows = new StringBuilder("id,age,approved\n");
    for (int i = 0; i < 500; i++) {
      rows.append(i).append(',').append(20 + i % 50).append(',').append(i % 2).append('\n');
    }
    Files.writeString(log.resolve("before.csv"), rows);
    Files.writeString(log.resolve("good.csv"), rows);
    var names = new ArrayList<>(List.of("good.csv"));
    names.addAll(Arrays.asList(current));
    Files.writeString(
        log.resolve("schema.json"),
        """
        {"predictor": "loans", "order": "row", "id": "id", "prediction": "approved",
         "features": ["age"], "files": {"baseline": ["before.csv"], "current": %s}}
        """
            .formatted(JSON.writeValueAsString(names)));
    return log;
  }

  @Test
  void damagedRowsAreNamedWithTheirPlaceAndRemedyAndTheOthersAreCounted()
      throws IOException, InterruptedException {
    var log =
        log(
            "bomb.csv.gz",
            "cut.csv.gz",
            "deep.jsonl",
            "empty.csv",
            "latin1.csv",
            "no.parquet",
            "pdf.csv",
            "short.csv");
    var rows = Files.readString(log.resolve("good.csv"));
    bomb(log.resolve("bomb.csv.gz"), "id,age,approved\n");
    var packed = gzip(rows.repeat(50).getBytes(StandardCharsets.UTF_8));
    Files.write(log.resolve("cut.csv.gz"), Arrays.copyOf(packed, packed.length / 2));
    Files.writeString(
        log.resolve("deep.jsonl"),
        "{\"id\": 1, \"age\": 20, \"approved\": 1}\n{\"id\": 2, \"age\": "
            + "[".repeat(DEEP)
            + "]".repeat(DEEP)
            + "}\n");
    Files.writeString(log.resolve("empty.csv"), "");
    Files.write(
        log.resolve("latin1.csv"),
        "id,age,approved\n9,\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(log.resolve("no.parquet"), "PAR1 and no more");
    Files.write(log.resolve("pdf.csv"), new byte[] {'%', 'P', 'D', 'F', '-', 0, 1, 2});
    Files.writeString(log.resolve("short.csv"), "id,age,approved\n8,NaN,1\n7,20\n");

    var run = ask("What is wrong with the loans' rows?", log);
    assertEquals(0, run.exit(), run.err());
    var unread = run.unread();
    assertNote(unread, "bomb.csv.gz", "line 2", "a record is longer", "a line that never ends");
    assertNote(unread, "cut.csv.gz", "decompressed bytes", "write the object again");
    assertNote(unread, "deep.jsonl", "line 2");
    assertNote(unread, "empty.csv", "is empty; write it again, or delete it");
    assertNote(unread, "latin1.csv", "line 2", "write the file as UTF-8");
    assertNote(unread, "no.parquet", "no Parquet file", "write it again");
    assertFalse(unread.get("no.parquet").contains(folder.toString()), "no path of a copy");
    assertNote(unread, "pdf.csv", "no CSV, JSON lines or Parquet", "keep it outside");
    assertNote(unread, "short.csv", "line 3", "2 fields", "mend the line");
    assertFalse(unread.containsKey("good.csv"), unread.toString());
    assertTrue(run.json().at("/coverage/examined").asLong() >= 1_000, run.out());
  }

  @Test
  void aSchemaThatNamesAColumnThatIsNotThereIsSaidWithTheNearest()
      throws IOException, InterruptedException {
    var log = log();
    var schema = log.resolve("schema.json");
    Files.writeString(schema, Files.readString(schema).replace("\"approved\"", "\"aproved\""));
    var run = ask("What is wrong with the loans' rows?", log);
    assertEquals(2, run.exit());
    assertTrue(
        run.err().contains("schema.json: 'prediction' names the column 'aproved'"), run.err());
    assertTrue(run.err().contains("did you mean 'approved'?"), run.err());
  }

  @Test
  void aTargetThatIsNotThereIsBadInput() throws IOException, InterruptedException {
    var run = clew(Map.of(), "ask", "Why do runs fail?", "--target", "airlin");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("there is no target 'airlin'"), run.err());
    assertTrue(run.err().contains("did you mean 'airline'?"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void aQuestionAboutDataThatIsNotThereIsNotAnswered() throws IOException, InterruptedException {
    var run = clew(Map.of(), "ask", "Is the churn model drifting?", "--json");
    assertEquals(1, run.exit());
    assertEquals("unknown", run.json().path("status").asText());
    var summary = run.json().path("summary").asText();
    assertTrue(summary.contains("nothing called 'churn'"), summary);
    assertTrue(summary.contains("employment"), summary);
  }

  @Test
  void aFolderWithoutDataIsNamedWithWhatWasSeenInItAndWhatToDo()
      throws IOException, InterruptedException {
    var empty = Files.createDirectories(folder.resolve("nothing"));
    var run = ask("Why do runs fail?", empty);
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains(empty + ": there is no file in it"), run.err());

    for (int i = 0; i < 7; i++) {
      Files.writeString(empty.resolve("manual" + i + ".pdf"), "%PDF-1.7");
    }
    Files.writeString(empty.resolve("late.csv"), "");
    var other = ask("Is the model still good?", empty);
    assertEquals(2, other.exit(), other.err());
    assertTrue(other.err().contains("none of the 8 files in it holds traces or rows"), other.err());
    assertTrue(other.err().contains("late.csv (it is empty)"), other.err());
    assertTrue(other.err().contains("manual0.pdf (a PDF document)"), other.err());
    assertTrue(other.err().contains("and 3 others"), other.err());
    assertTrue(other.err().contains("CSV, JSON lines, Parquet"), other.err());
    assertEquals("", other.out());
  }

  @Test
  void aBucketThatCanNotBeReadIsADependencyThatFailed() throws IOException, InterruptedException {
    try (var s3 = EmbeddedS3.start(folder.resolve("s3"), 0, Credentials.LOCAL);
        var client = s3.client()) {
      client.createBucket(request -> request.bucket("shop"));
      var environment = new TreeMap<String, String>();
      environment.put("AWS_ENDPOINT_URL", s3.endpoint().toString());
      environment.put("AWS_REGION", "us-east-1");
      environment.put("AWS_ACCESS_KEY_ID", Credentials.LOCAL.accessKey());
      environment.put("AWS_SECRET_ACCESS_KEY", "not the secret");
      var refused = clew(environment, "targets", "--data", "s3://shop/prod");
      assertEquals(3, refused.exit(), refused.err());
      assertTrue(refused.err().contains("s3://shop/prod: S3 refuses access"), refused.err());
      assertTrue(refused.err().contains("s3:GetObject"), refused.err());

      environment.put("AWS_SECRET_ACCESS_KEY", Credentials.LOCAL.secretKey());
      var missing = clew(environment, "targets", "--data", "s3://shopp/prod");
      assertEquals(2, missing.exit(), missing.err());
      assertTrue(
          missing.err().contains("s3://shopp: there is no such bucket. Check the name"),
          missing.err());

      environment.remove("AWS_REGION");
      environment.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
      environment.put("AWS_EC2_METADATA_DISABLED", "true");
      var nowhere = clew(environment, "targets", "--data", "s3://shop/prod");
      assertEquals(2, nowhere.exit(), nowhere.err());
      assertTrue(nowhere.err().contains("Set AWS_REGION"), nowhere.err());
    }
  }

  @Test
  void aLineOfOneGigabyteIsLeftOutAndNotHeld() throws IOException, InterruptedException {
    assumeTrue(Boolean.getBoolean("clew.deep"), "a gigabyte is read under -Pdeep");
    var shop = Files.createDirectories(folder.resolve("shop"));
    Files.writeString(shop.resolve("good.json"), runs("good", 10));
    gigabyte(
        shop.resolve("long.json"),
        "[{\"messages\": [{\"role\": \"user\", \"content\": \"",
        "\"}]}]");
    var traces = ask("Why do the shop's runs fail?", shop);
    assertEquals(0, traces.exit(), traces.err());
    assertNote(traces.unread(), "long.json", "line 1, byte ", "a text longer", "in the exporter");

    var log = log("long.csv", "long.jsonl");
    gigabyte(log.resolve("long.csv"), "id,age,approved\n1,20,1\n2,", ",0\n3,21,1\n");
    gigabyte(
        log.resolve("long.jsonl"), "{\"id\": 1, \"age\": 20}\n{\"id\": 2, \"age\": \"", "\"}\n");
    var rows = ask("What is wrong with the loans' rows?", log);
    assertEquals(0, rows.exit(), rows.err());
    assertNote(rows.unread(), "long.csv", "line 3");
    assertNote(rows.unread(), "long.jsonl", "line 2", "longer than", "one row to a line");
  }

  private static void gigabyte(Path file, String begin, String end) throws IOException {
    var letters = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(begin.getBytes(StandardCharsets.UTF_8));
      for (int megabyte = 0; megabyte < 1024; megabyte++) {
        out.write(letters);
      }
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
  }
}
