package dev.clew.evaluation.context;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.models.Call;
import dev.clew.models.Reply;
import dev.clew.models.TokenUsage;
import dev.clew.models.Tool;
import dev.clew.models.ToolCall;
import dev.clew.skills.Catalogue;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A model that chooses what an answer without a model chose, and says of each finding what the
/// skill says, with one sentence that does not hold: it is asked as much as a model is that needs
/// its second try, the most that is ever sent.
final class Colleague {
  private static final Pattern FINDING =
      Pattern.compile("(?m)^(N[0-9]+) \\([a-z]+, confidence [0-9]+ of 100\\): (.*)$");

  private final Answer without;
  private final Catalogue catalogue;

  Colleague(Answer without, Catalogue catalogue) {
    this.without = without;
    this.catalogue = catalogue;
  }

  Reply reply(Call call) {
    return call.tools().isEmpty()
        ? new Reply(words(call), List.of(), Reply.Finish.STOP, TokenUsage.UNKNOWN, "scripted")
        : new Reply(
            "",
            List.of(choice(call.tools().getFirst())),
            Reply.Finish.TOOL_CALLS,
            TokenUsage.UNKNOWN,
            "scripted");
  }

  private ToolCall choice(Tool tool) {
    var skills = without.plan().steps().stream().map(Answer.Step::skill).distinct().toList();
    var arguments = JsonNodeFactory.instance.objectNode();
    switch (tool.name()) {
      case "choose_family" ->
          put(
              arguments,
              "families",
              skills.stream().map(skill -> catalogue.require(skill).family()).distinct().toList());
      case "choose_skill" -> put(arguments, "skills", skills);
      default -> {
        tool.parameters().path("properties").fieldNames().forEachRemaining(arguments::putNull);
        var target =
            without.plan().steps().stream()
                .filter(step -> tool.name().equals("run_" + step.skill().replace('-', '_')))
                .map(Answer.Step::target)
                .findFirst();
        arguments.put("target", target.orElse(without.target()));
      }
    }
    return new ToolCall("1", tool.name(), arguments.toString());
  }

  private static void put(ObjectNode arguments, String name, List<String> values) {
    var array = arguments.putArray(name);
    (values.isEmpty() ? List.of("none") : values).forEach(array::add);
  }

  private static String words(Call call) {
    var tree = JsonNodeFactory.instance.objectNode();
    for (var list : List.of("summary", "statements", "meaning", "next")) {
      tree.putArray(list);
    }
    boolean again = call.messages().size() > 2;
    if (!again) {
      var told =
          call.messages().stream()
              .flatMap(message -> FINDING.matcher(message.text()).results())
              .collect(Collectors.toList());
      for (var finding : told) {
        tree.withArray("statements")
            .addObject()
            .put("finding", finding.group(1))
            .put("text", finding.group(2).replaceFirst("^.*?\\. (?=[^.])", ""));
      }
      if (!told.isEmpty()) {
        tree.withArray("meaning")
            .addObject()
            .put("text", "That makes 7 in all.")
            .putArray("findings")
            .add(told.getFirst().group(1));
      }
    }
    return tree.toString();
  }
}
