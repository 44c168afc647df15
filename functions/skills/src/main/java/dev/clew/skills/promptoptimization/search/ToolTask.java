package dev.clew.skills.promptoptimization.search;

import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Descriptions of tools, judged by which tool is called for what a user says.
public final class ToolTask implements Task {
  /// What is judged where no tool is called.
  static final String NO_TOOL = "(no tool)";

  private static final int LONGEST_DESCRIPTION = 1_000;

  private final List<Tool> tools;
  private final Tier tier;
  private final int maxOutputTokens;

  public ToolTask(List<Tool> tools, Tier tier, int maxOutputTokens) {
    this.tools = List.copyOf(tools);
    this.tier = tier;
    this.maxOutputTokens = maxOutputTokens;
  }

  @Override
  public Texts baseline() {
    var texts = new LinkedHashMap<String, String>();
    tools.forEach(tool -> texts.put(tool.name(), tool.description()));
    return new Texts(texts);
  }

  @Override
  public Call call(Texts texts, Example example) {
    var described =
        tools.stream()
            .map(tool -> new Tool(tool.name(), texts.text(tool.name()), tool.parameters()))
            .toList();
    return new Call(
        "try",
        tier,
        List.of(new Message.User(example.asked())),
        described,
        false,
        Optional.empty(),
        maxOutputTokens);
  }

  @Override
  public String answer(Reply reply) {
    return reply.calls().isEmpty() ? NO_TOOL : reply.calls().getFirst().name();
  }

  @Override
  public Scoring scoring() {
    return (example, answer) ->
        answer.equals(example.expected())
            ? Score.RIGHT
            : Score.wrong(
                "expected the tool \u201c"
                    + example.expected()
                    + "\u201d, got \u201c"
                    + answer
                    + "\u201d");
  }

  @Override
  public Optional<String> unusable(Texts texts) {
    for (var tool : tools) {
      var description = texts.text(tool.name());
      if (description.isBlank()) {
        return Optional.of("the tool " + tool.name() + " has no description any more");
      }
      if (description.length() > Math.max(LONGEST_DESCRIPTION, 2 * tool.description().length())) {
        return Optional.of("the description of " + tool.name() + " is too long");
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Texts> showing(Texts texts, List<Example> examples) {
    var described = texts;
    for (var example : examples) {
      if (texts.byName().containsKey(example.expected())) {
        described =
            described.with(
                example.expected(),
                described.text(example.expected()) + "\nFor example: " + example.asked());
      }
    }
    return described.equals(texts) ? Optional.empty() : Optional.of(described);
  }

  @Override
  public boolean choosesTools() {
    return true;
  }

  /// Names of the tools.
  public List<String> names() {
    return new ArrayList<>(baseline().byName().keySet());
  }
}
