package dev.clew.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/// This module's class path is the only one with every other on it, so the house is checked here.
class HouseTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.clew");

  static List<String> modules() {
    return List.copyOf(House.MODULES.keySet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void codeUsesOnlyModulesThatTheArrowsReach(String module) {
    noClasses()
        .that()
        .resideInAPackage("dev.clew." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            House.outOfReach(module).stream()
                .map(other -> "dev.clew." + other + "..")
                .toArray(String[]::new))
        .because("arrows between modules point one way (infrastructure/decisions/001)")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheEdgeAndItsLocalTwinKnowAws() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.clew.edge..", "dev.clew.local..", "dev.clew.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.amazonaws..", "software.amazon..")
        .because("everything else runs, and is tested, without a cloud")
        .check(CLASSES);
  }

  @Test
  void statisticsKnowsNumbersAndTheMathematicsLibraryOnly() {
    classes()
        .that()
        .resideInAPackage("dev.clew.statistics..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.clew.statistics..", "java..", "org.apache.commons.math3..", "org.jspecify..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyModuleIsKnownHereAndInTheParentPom() throws Exception {
    List<String> folders = new ArrayList<>();
    try (Stream<Path> children = Files.list(House.root().resolve("functions"))) {
      children
          .filter(child -> Files.exists(child.resolve("pom.xml")))
          .forEach(child -> folders.add(child.getFileName().toString()));
    }
    assertEquals(new TreeSet<>(House.MODULES.keySet()), new TreeSet<>(folders));

    Element modules = child(pom(House.root().resolve("pom.xml")), "modules");
    List<String> listed =
        elements(modules).stream()
            .map(element -> element.getTextContent().replace("functions/", ""))
            .toList();
    assertEquals(new TreeSet<>(folders), new TreeSet<>(listed));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everySourceFileStandsInThePackageOfItsModule(String module) throws IOException {
    for (String root : List.of("src/main/java", "src/test/java")) {
      Path sources = House.root().resolve("functions").resolve(module).resolve(root);
      if (Files.isDirectory(sources)) {
        Path home = sources.resolve("dev/clew").resolve(module);
        try (Stream<Path> files = Files.walk(sources)) {
          assertEquals(
              List.of(),
              files.filter(Files::isRegularFile).filter(file -> !file.startsWith(home)).toList(),
              "files outside dev.clew." + module);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aPomNamesOnlyReachableModulesSaysWhyAndLeavesVersionsToTheParent(String module)
      throws Exception {
    Path path = House.root().resolve("functions").resolve(module).resolve("pom.xml");
    for (Element dependency : dependencies(pom(path))) {
      String artifact = text(dependency, "artifactId");
      String where = path + ": " + artifact;
      // What only tests use is not deployed, and Maven itself refuses circles.
      if (text(dependency, "groupId").equals("dev.clew") && !isForTests(dependency)) {
        String used = artifact.replace("clew-", "");
        assertTrue(
            House.MODULES.get(module).contains(used), where + " is out of reach of " + module);
      }
      assertTrue(
          elements(dependency).stream().noneMatch(child -> child.getTagName().equals("version")),
          where + " has a version: it belongs in the parent pom");
      assertTrue(saysWhy(dependency), where + " has no comment above it that says why");
    }
  }

  private static boolean isForTests(Element dependency) {
    return elements(dependency).stream()
        .anyMatch(child ->
            child.getTagName().equals("scope") && child.getTextContent().strip().equals("test"));
  }

  @Test
  void theTopLevelIsFixed() throws IOException {
    try (Stream<Path> children = Files.list(House.root())) {
      List<String> strangers =
          children
              .map(child -> child.getFileName().toString())
              .filter(name -> !name.startsWith(".") && !name.equals("target"))
              .filter(name -> !House.TOP_LEVEL.contains(name))
              .sorted()
              .toList();
      assertEquals(List.of(), strangers, "only these may lie at the top: " + House.TOP_LEVEL);
    }
  }

  private static Element pom(Path path) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(path.toFile())
        .getDocumentElement();
  }

  private static List<Element> dependencies(Element pom) {
    return elements(pom).stream()
        .filter(element -> element.getTagName().equals("dependencies"))
        .flatMap(element -> elements(element).stream())
        .toList();
  }

  private static boolean saysWhy(Element dependency) {
    Node before = dependency.getPreviousSibling();
    while (before != null && before.getNodeType() == Node.TEXT_NODE) {
      before = before.getPreviousSibling();
    }
    return before != null
        && before.getNodeType() == Node.COMMENT_NODE
        && !before.getTextContent().isBlank();
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent();
  }

  private static Element child(Element parent, String name) {
    return elements(parent).stream()
        .filter(element -> element.getTagName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(parent.getTagName() + " has no " + name));
  }

  private static List<Element> elements(Element parent) {
    List<Element> found = new ArrayList<>();
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }
}
