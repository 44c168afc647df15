package dev.clew.skills.promptoptimization.search;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import dev.clew.models.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/// A task whose model answers right unless a defect planted in its prompt keeps it from it, and a
/// model for reflection that draws edits from a bag of good, useless and harmful ones without
/// knowing which is which.
///
/// @param name what is planted
/// @param task with the defects in its texts
/// @param answers what the application's model answers, by its texts and the example's inputs
/// @param bag edits that reflection draws from: text, find, replace
/// @param mended whether no defect is left in texts
public record Defects(
    String name,
    Task task,
    List<Example> examples,
    Answers answers,
    List<Edit> bag,
    Function<Texts, Boolean> mended) {

  public interface Answers {
    /// @param said all that the call says
    Reply to(Call call, String said);
  }

  public record Edit(String text, String find, String replace) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public static Reply text(String text) {
    return new Reply(text, List.of(), Reply.Finish.STOP, TokenUsage.of(100, 10), "scripted");
  }

  static Reply tool(String name) {
    return new Reply(
        "",
        List.of(new ToolCall("c", name, "{}")),
        Reply.Finish.TOOL_CALLS,
        TokenUsage.of(100, 10),
        "scripted");
  }

  /// The model: the same call gives the same answer, but for reflections, which are drawn anew by
  /// the seed and how many were asked before.
  public LanguageModel model(long seed) {
    return new LanguageModel() {
      private int reflections;

      @Override
      public Reply complete(Call call) {
        var said = String.join("\n", call.messages().stream().map(Message::text).toList());
        if (!call.purpose().equals(Reflection.PURPOSE)) {
          return answers.to(call, said);
        }
        var random = new Random(seed * 1_000_003 + reflections++);
        return text(proposal(random));
      }

      @Override
      public String host() {
        return "none";
      }

      @Override
      public String name(Tier tier) {
        return "scripted";
      }
    };
  }

  /// One to two edits; now and then no JSON at all.
  private String proposal(Random random) {
    if (random.nextInt(20) == 0) {
      return "I would change the wording.";
    }
    var root = JSON.createObjectNode().put("why", "it may help");
    var edits = root.putArray("edits");
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      var edit = bag.get(random.nextInt(bag.size()));
      edits
          .addObject()
          .put("text", edit.text())
          .put("find", edit.find())
          .put("replace", edit.replace());
    }
    return root.toString();
  }

  /// Edits that change nothing for the better, for any prompt.
  static List<Edit> useless(String text) {
    return List.of(
        new Edit(text, "", "Take a deep breath."),
        new Edit(text, "", "You are an expert."),
        new Edit(text, "", "Think step by step before you answer."),
        new Edit(text, "", "This is very important to my career."),
        new Edit(text, "", "Be thorough."),
        new Edit(text, "no such words stand here", "whatever"));
  }

  static Example example(int number, Map<String, String> inputs, String expected) {
    return new Example("e" + number, inputs, expected, Optional.empty(), Optional.empty());
  }

  static List<Edit> bag(List<Edit> good, List<Edit> more, String text) {
    var bag = new ArrayList<>(good);
    bag.addAll(more);
    bag.addAll(useless(text));
    return List.copyOf(bag);
  }
}
