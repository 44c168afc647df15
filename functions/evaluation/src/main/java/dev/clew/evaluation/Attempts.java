package dev.clew.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.clew.evidence.ClewException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Labelled texts: attempts to get round a model's rules, by family, and others.
///
/// @param attempts every labelled attempt
/// @param others XSTest's safe prompts, which look unsafe and are not (Röttger and others, 2024,
///   arXiv 2308.01263), and long texts of agents' runs and documentation: attacks are long, and
///   beside short questions alone length would tell
/// @param users what users said to agents, short and long; to learn from, not to score with: none
///   of it looks like an attack
record Attempts(List<Labelled> attempts, List<Labelled> others, List<Labelled> users) {
  /// Long texts begin here, in characters.
  private static final int LONG = 300;

  /// Texts that begin with the same letters and digits are one.
  private static final int ALIKE = 150;

  private static final List<String> RUNS =
      List.of("tau_bench", "agentrx", "who_and_when", "docs_qa");

  /// @param family where an attempt comes from; of others `xstest` or `long`
  record Labelled(String family, String text) {
    /// What texts that are alike have in common.
    String beginning() {
      var letters = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
      return letters.substring(0, Math.min(ALIKE, letters.length()));
    }
  }

  /// @param data holds `safety`, and folders of agents' runs as far as there are any
  /// @throws ClewException when there are no attempts or no others
  static Attempts of(Path data) {
    var files = new LabelledFiles(data.resolve("safety"));
    var attempts = new ArrayList<Labelled>();
    for (var text : files.json("inthewild_jailbreaks.json")) {
      attempts.add(new Labelled("in-the-wild", text.asText()));
    }
    var folder = data.resolve("safety").resolve("jbb");
    if (Files.isDirectory(folder)) {
      for (var file : ending(folder, ".json")) {
        for (var one : files.json(file).path("jailbreaks")) {
          if (one.path("prompt").isTextual()) {
            attempts.add(
                new Labelled(
                    folder.relativize(file).getName(0).toString(), one.path("prompt").asText()));
          }
        }
      }
    }
    attempts.removeIf(one -> one.text().isBlank());
    var others = new ArrayList<Labelled>();
    var prompts = data.resolve("safety").resolve("xstest_prompts.csv");
    try (var rows = CsvReader.builder().ofNamedCsvRecord(prompts)) {
      rows.stream()
          .filter(row -> row.getField("label").equals("safe"))
          .forEach(row -> others.add(new Labelled("xstest", row.getField("prompt"))));
    } catch (IOException | UncheckedIOException e) {
      throw files.unreadable(prompts, e);
    }
    Set<String> seen = new HashSet<>();
    var users = new ArrayList<Labelled>();
    for (var name : RUNS) {
      if (Files.isDirectory(data.resolve(name))) {
        for (var file : ending(data.resolve(name), ".json")) {
          var runs = files.json(file);
          texts(runs, seen, others);
          users(runs, seen, users);
        }
      }
    }
    return new Attempts(attempts, others, users);
  }

  private static List<Path> ending(Path folder, String ending) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new LabelledFiles(folder).unreadable(folder, e);
    }
  }

  private static void texts(JsonNode node, Set<String> seen, List<Labelled> into) {
    if (node.isTextual() && node.textValue().length() >= LONG) {
      var one = new Labelled("long", node.textValue());
      if (seen.add(one.beginning())) {
        into.add(one);
      }
    }
    node.forEach(child -> texts(child, seen, into));
  }

  private static void users(JsonNode node, Set<String> seen, List<Labelled> into) {
    var said = node.path("content");
    if (node.path("role").asText().equals("user") && said.isTextual() && !said.asText().isBlank()) {
      var one = new Labelled("user", said.textValue());
      if (seen.add(one.beginning())) {
        into.add(one);
      }
    }
    node.forEach(child -> users(child, seen, into));
  }

  /// Attempts of which no two are alike.
  List<Labelled> different() {
    Set<String> seen = new HashSet<>();
    return attempts.stream().filter(one -> seen.add(one.beginning())).toList();
  }
}
