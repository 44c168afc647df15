package dev.clew.skills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Which functions of a SAM template run which skill.
///
/// A skill's entry is an `AWS::Serverless::Function` with an environment variable whose value is
/// the skill's id.
record TemplateEntries(JsonNode resources) {

  static TemplateEntries read(Path template) throws IOException {
    return new TemplateEntries(
        new YAMLMapper().readTree(Files.readString(template)).path("Resources"));
  }

  /// What is wrong, as sentences; nothing when each skill has exactly one entry.
  List<String> problems(Collection<String> skills) {
    return skills.stream()
        .filter(skill -> entries(skill).size() != 1)
        .map(skill ->
            skill
                + " has "
                + entries(skill).size()
                + " entries in template.yaml "
                + entries(skill)
                + ": it needs one AWS::Serverless::Function with an environment variable whose"
                + " value is "
                + skill)
        .toList();
  }

  private List<String> entries(String skill) {
    return resources.properties().stream()
        .filter(resource -> runs(skill, resource.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean runs(String skill, JsonNode resource) {
    return resource.path("Type").asText().equals("AWS::Serverless::Function")
        && resource.path("Properties").path("Environment").path("Variables").properties().stream()
            .anyMatch(variable -> variable.getValue().asText().equals(skill));
  }
}
