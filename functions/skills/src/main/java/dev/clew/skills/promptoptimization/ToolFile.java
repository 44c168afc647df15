package dev.clew.skills.promptoptimization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.models.Tool;
import java.util.ArrayList;
import java.util.List;

/// Tools as an application offers them: a JSON array, or an object with `tools`, of `{name,
/// description, parameters}`, also as OpenAI (`{type, function}`) and MCP (`inputSchema`) write
/// them.
final class ToolFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ToolFile() {}

  /// @throws ClewException of kind DATA that names the tool
  static List<Tool> parse(String key, String text) {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw wrong(key, "it is no JSON: " + e.getOriginalMessage(), e);
    }
    var list = tree.isArray() ? tree : tree.path("tools");
    var tools = new ArrayList<Tool>();
    for (var item : list) {
      var tool = item.has("function") ? item.path("function") : item;
      var schema = tool.has("parameters") ? tool.path("parameters") : tool.path("inputSchema");
      try {
        tools.add(
            new Tool(
                tool.path("name").asText(),
                tool.path("description").asText(),
                schema instanceof ObjectNode object ? object : none()));
      } catch (IllegalArgumentException e) {
        throw wrong(key + ", tool " + (tools.size() + 1), String.valueOf(e.getMessage()), e);
      }
    }
    if (tools.size() < 2) {
      throw wrong(key, "it holds " + tools.size() + " tools, and there is nothing to choose", null);
    }
    if (tools.stream().map(Tool::name).distinct().count() < tools.size()) {
      throw wrong(key, "two of its tools have one name", null);
    }
    return List.copyOf(tools);
  }

  private static ObjectNode none() {
    var schema = JSON.createObjectNode().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private static ClewException wrong(
      String where, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ClewException(
        new Problem(
            Problem.Kind.DATA, what, where, "write an array of {name, description, parameters}"),
        cause);
  }
}
