package dev.clew.skills.promptoptimization.search;

import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A prompt. One with variables is sent filled; one without is sent as rules, and the inputs after
/// it as the user's words.
public final class PromptTask implements Task {
  public static final String NAME = "prompt";

  /// Longer, and beyond four times the baseline, a prompt costs more than it can be worth.
  private static final int ALWAYS_ALLOWED = 4_000;

  private static final int MOST_TIMES = 4;

  private final String baseline;
  private final Set<String> variables;
  private final Scoring scoring;
  private final Tier tier;
  private final int maxOutputTokens;

  /// @param tier which model the application uses
  public PromptTask(String baseline, Scoring scoring, Tier tier, int maxOutputTokens) {
    this.baseline = baseline;
    this.variables = Variables.in(baseline);
    this.scoring = scoring;
    this.tier = tier;
    this.maxOutputTokens = maxOutputTokens;
  }

  @Override
  public Texts baseline() {
    return Texts.of(NAME, baseline);
  }

  @Override
  public Call call(Texts texts, Example example) {
    var prompt = texts.text(NAME);
    List<Message> messages =
        variables.isEmpty()
            ? List.of(new Message.Rules(prompt), new Message.User(example.asked()))
            : List.of(new Message.User(Variables.filled(prompt, example.inputs())));
    return new Call("try", tier, messages, List.of(), false, Optional.empty(), maxOutputTokens);
  }

  @Override
  public String answer(Reply reply) {
    return reply.text();
  }

  @Override
  public Scoring scoring() {
    return scoring;
  }

  @Override
  public Optional<String> unusable(Texts texts) {
    var prompt = texts.text(NAME);
    var own = Variables.in(prompt);
    if (prompt.isBlank()) {
      return Optional.of("it is empty");
    }
    if (!own.equals(variables)) {
      var lost = new TreeSet<>(variables);
      lost.removeAll(own);
      var unknown = new TreeSet<>(own);
      unknown.removeAll(variables);
      return Optional.of(
          lost.isEmpty()
              ? "it has variables that nobody fills: " + String.join(", ", unknown)
              : "it lost variables: " + String.join(", ", lost));
    }
    return prompt.length() > Math.max(ALWAYS_ALLOWED, MOST_TIMES * baseline.length())
        ? Optional.of("it is too long")
        : Optional.empty();
  }

  /// Before the paragraph in which the first variable stands, so that what is asked stays last.
  @Override
  public Optional<Texts> showing(Texts texts, List<Example> examples) {
    var shown = new StringBuilder("Examples:");
    for (var example : examples) {
      shown
          .append("\n\nInput: ")
          .append(example.asked())
          .append("\nOutput: ")
          .append(example.expected());
    }
    var paragraphs = new ArrayList<>(List.of(texts.text(NAME).split("\n\n", -1)));
    int at = paragraphs.size();
    for (int i = paragraphs.size() - 1; i >= 0; i--) {
      at = Variables.in(paragraphs.get(i)).isEmpty() ? at : i;
    }
    // Values may hold what looks like a place.
    var safe = shown.toString().replace("{{", "{ {");
    paragraphs.add(at, safe);
    return Optional.of(texts.with(NAME, String.join("\n\n", paragraphs)));
  }

  @Override
  public boolean choosesTools() {
    return false;
  }
}
