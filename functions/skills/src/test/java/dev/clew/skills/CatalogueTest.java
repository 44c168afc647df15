package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.traces.spans.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
  @TempDir Path root;

  @Test
  void aCardSaysWhatItsFileSays() throws IOException {
    var card = new SkillFolder(root).whole().catalogue().require("sample-skill");

    assertEquals("3", card.version());
    assertEquals(List.of("how many things are there"), card.when());
    assertEquals(List.of("why are things slow"), card.whenNot());
    assertEquals(Set.of(Card.Reads.APPLICATION), card.reads());
    assertEquals(new Needs(Set.of(Needs.Part.EVENTS, Needs.Part.TOOL_DETAILS), 400), card.needs());
    assertEquals(List.of("things.total", "things.by-*"), card.requiredFacts());
    assertEquals("# How to interpret\n\nMany things are many.\n", card.body());
  }

  @Test
  void cardsAreReadWithoutLoadingTheSkillsClass() throws IOException {
    var catalogue =
        new SkillFolder(root)
            .whole()
            .write("META-INF/services/dev.clew.skills.Skill", "dev.clew.skills.NotThere # moved\n")
            .catalogue();

    assertEquals(List.of("sample-skill"), catalogue.ids());
    var error = assertThrows(IllegalStateException.class, () -> catalogue.skill("sample-skill"));
    assertTrue(error.getMessage().contains("dev.clew.skills.NotThere"), error.getMessage());
  }

  @Test
  void aSkillIsMadeFromItsServiceEntry() throws IOException {
    assertInstanceOf(
        SampleSkill.class, new SkillFolder(root).whole().catalogue().skill("sample-skill"));
  }

  @Test
  void anUnknownSkillNamesTheNearest() throws IOException {
    var catalogue = new SkillFolder(root).whole().catalogue();

    var problem = problem(() -> catalogue.require("sampel-skil"));

    assertEquals(Problem.Kind.USER, problem.kind());
    assertEquals("did you mean 'sample-skill'?", problem.remedy());
  }

  @Test
  void anUnknownFieldOfACardNamesTheNearestAndTheFile() {
    var problem = broken(SkillFolder.CARD.replace("when-not:", "whennot:"));

    assertEquals("unknown field 'whennot'", problem.what());
    assertEquals("did you mean 'when-not'?", problem.remedy());
    assertEquals("dev/clew/skills/SKILL.md", problem.where());
  }

  @Test
  void aMissingFieldOfACardIsNamed() {
    assertEquals(
        "field 'family' is missing",
        broken(SkillFolder.CARD.replace("family: applications\n", "")).what());
  }

  @Test
  void aWordThatIsNotOffered() {
    assertEquals(
        "did you mean 'tool-details'?",
        broken(SkillFolder.CARD.replace("tool-details", "tool-detail")).remedy());
  }

  @Test
  void aCardWithoutFrontMatterOrWithBrokenYamlIsRefused() {
    assertEquals("has no front matter", broken("# Title\n").what());
    assertEquals("has no front matter", broken("").what());
    assertTrue(
        broken(SkillFolder.CARD.replace("family:", "version: 4\nfamily:"))
            .what()
            .contains("Duplicate"));
  }

  @Test
  void fewerThanFiveExamplesOfEitherKindAreRefused() throws IOException {
    var folder =
        new SkillFolder(root)
            .whole()
            .write(
                "dev/clew/skills/routing.yaml",
                SkillFolder.ROUTING.replace("  - When was it?\n", ""));

    assertEquals("4 negative questions", problem(folder::catalogue).what());
  }

  @Test
  void aQuestionThatIsPositiveAndNegativeIsRefused() throws IOException {
    var folder =
        new SkillFolder(root)
            .whole()
            .write(
                "dev/clew/skills/routing.yaml",
                SkillFolder.ROUTING.replace("Who did it?", "Count the things"));

    assertEquals("'Count the things' is positive and negative", problem(folder::catalogue).what());
  }

  @Test
  void parametersAreCheckedAndDefaultsFilledIn() throws IOException {
    var catalogue = new SkillFolder(root).whole().catalogue();

    var parameters = catalogue.parameters("sample-skill", Map.of("top", "3", "model", "gpt-4o"));

    assertEquals(
        List.of("top=3", "share=0.5", "deep=false", "model=gpt-4o"),
        parameters.asMap().entrySet().stream().map(Object::toString).toList());
    assertEquals(
        "", catalogue.parameters("sample-skill", Map.of()).asMap().get("model"), "not given");
  }

  @Test
  void aParameterThatDoesNotFitSaysWhatWould() throws IOException {
    var catalogue = new SkillFolder(root).whole().catalogue();

    assertEquals(
        "did you mean 'top'?",
        problem(() -> catalogue.parameters("sample-skill", Map.of("tops", "3"))).remedy());
    assertEquals(
        "give a whole number",
        problem(() -> catalogue.parameters("sample-skill", Map.of("top", "3.5"))).remedy());
    assertEquals(
        "give a number",
        problem(() -> catalogue.parameters("sample-skill", Map.of("share", "NaN"))).remedy());
    assertEquals(
        "give true or false",
        problem(() -> catalogue.parameters("sample-skill", Map.of("deep", "yes"))).remedy());
    var tooMany = problem(() -> catalogue.parameters("sample-skill", Map.of("top", "101")));
    assertEquals("sample-skill, parameter top", tooMany.where());
    assertTrue(tooMany.what().contains("100"), tooMany.what());
  }

  private Problem broken(String card) {
    return problem(
        () -> new SkillFolder(root).whole().write("dev/clew/skills/SKILL.md", card).catalogue());
  }

  private static Problem problem(Executable work) {
    return assertThrows(ClewException.class, work).problem();
  }
}
