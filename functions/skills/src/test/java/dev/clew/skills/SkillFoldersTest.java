package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What a new skill's folder must hold.
class SkillFoldersTest {
  private static final Path MAIN = Path.of("src/main/java/dev/clew/skills");
  private static final Path TESTS = Path.of("src/test/java/dev/clew/skills");

  /// Packages that several skills use, which are none themselves.
  private static final Set<String> SHARED =
      Set.of("applications", "evaluations", "predictors", "exploration", "retrieval", "slices");

  private final Catalogue catalogue = Catalogue.load();

  @Test
  void everyFolderIsASkillAndEverySkillHasAFolder() throws IOException {
    var expected = new TreeSet<String>();
    catalogue.ids().forEach(id -> expected.add(id.replace("-", "")));

    assertEquals(
        expected,
        folders(MAIN),
        "a skill's folder is its id without hyphens, and its class carries @AutoService(Skill.class)");
  }

  @TestFactory
  Stream<DynamicTest> aSkillIsWhole() {
    return catalogue.cards().stream()
        .map(card -> DynamicTest.dynamicTest(card.name(), () -> whole(card)));
  }

  private void whole(Card card) throws IOException {
    var folder = card.name().replace("-", "");
    assertEquals(
        "dev.clew.skills." + folder,
        catalogue.className(card.name()).replaceFirst("\\.[^.]*$", ""),
        "where its class stands");
    assertDoesNotThrow(() -> catalogue.skill(card.name()));
    assertFalse(card.description().isBlank(), "a description");
    assertFalse(card.when().isEmpty(), "when to use it");
    assertFalse(card.whenNot().isEmpty(), "when not to use it");
    assertFalse(card.requiredFacts().isEmpty(), "facts that exist when it is done");
    assertFalse(card.body().isBlank(), "how to interpret it");
    assertEquals(
        Set.of("question", "target", "windows", "how_to_interpret", "findings", "facts", "data"),
        catalogue.prompt(card.name(), "interpret.md").places(),
        "the places of interpret.md");
    defaultsFitTheirSchema(card);
    var tests = sources(TESTS.resolve(folder));
    assertFalse(tests.isEmpty(), TESTS.resolve(folder) + " holds its tests");
    assertTrue(
        tests.stream().anyMatch(test -> test.contains("planted")),
        "a test with planted cases and their truth, that calls them planted");
    assertTrue(
        tests.stream().anyMatch(test -> test.contains("clean")),
        "a test of their clean twin, that calls it clean");
  }

  private void defaultsFitTheirSchema(Card card) {
    var schema = ParameterSchema.of(card);
    var defaults = new LinkedHashMap<String, String>();
    for (var name : schema.names()) {
      assertFalse(schema.description(name).isBlank(), "a description of parameter " + name);
      schema.defaultOf(name).ifPresent(value -> defaults.put(name, value));
    }
    assertEquals(schema.complete(Map.of()), schema.complete(defaults));
  }

  @Test
  void everyPlantedCaseIsHeldAgainstItsCard() throws IOException {
    var straight = Pattern.compile("(new\\s+\\w+\\(\\)|\\.skill\\([^)]*\\))\\s*\\.measure\\(");
    try (var files = Files.walk(TESTS)) {
      var around =
          files
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> straight.matcher(read(path)).find())
              .toList();
      assertEquals(List.of(), around, "run skills through Held, which checks what each must keep");
    }
  }

  private static Set<String> folders(Path root) throws IOException {
    var names = new TreeSet<String>();
    try (var children = Files.list(root)) {
      children
          .filter(Files::isDirectory)
          .filter(path -> !SHARED.contains(path.getFileName().toString()))
          .forEach(path -> names.add(path.getFileName().toString()));
    }
    return names;
  }

  private static List<String> sources(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files
          .filter(path -> path.toString().endsWith("Test.java"))
          .map(SkillFoldersTest::lowerCase)
          .toList();
    }
  }

  private static String lowerCase(Path path) {
    return read(path).toLowerCase(Locale.ROOT);
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
