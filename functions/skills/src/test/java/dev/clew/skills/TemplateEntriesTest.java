package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A skill is one folder and one entry in template.yaml; the folder's half is [SkillFoldersTest].
class TemplateEntriesTest {

  private static final String TEMPLATE =
      """
      Resources:
        TokenCost:
          Type: AWS::Serverless::Function
          Properties:
            Role: !GetAtt Role.Arn
            Environment: {Variables: {SKILL: token-cost, TABLE: !Ref Sessions}}
        Sessions:
          Type: AWS::DynamoDB::Table
      """;

  @TempDir private Path folder;

  @Test
  void everySkillHasOneEntryInTheTemplate() throws IOException {
    Path template = Path.of("../../template.yaml");
    List<String> problems =
        Files.exists(template)
            ? TemplateEntries.read(template).problems(Catalogue.load().ids())
            : List.of();
    assertEquals(List.of(), problems);
  }

  @Test
  void aSkillWithOneFunctionIsWell() throws IOException {
    assertEquals(List.of(), problems(TEMPLATE));
  }

  @Test
  void aSkillThatTheTemplateLacksIsNamed() throws IOException {
    String problem = problems(TEMPLATE.replace("token-cost", "drift")).getFirst();
    assertTrue(problem.startsWith("token-cost has 0 entries"), problem);
  }

  @Test
  void aSkillThatTheTemplateHasTwiceIsNamedWithBoth() throws IOException {
    String twice = TEMPLATE + TEMPLATE.replace("Resources:\n", "").replace("TokenCost", "Again");
    String problem = problems(twice).getFirst();
    assertTrue(problem.contains("has 2 entries in template.yaml [TokenCost, Again]"), problem);
  }

  private List<String> problems(String template) throws IOException {
    Path file = Files.writeString(folder.resolve("template.yaml"), template);
    return TemplateEntries.read(file).problems(List.of("token-cost"));
  }
}
