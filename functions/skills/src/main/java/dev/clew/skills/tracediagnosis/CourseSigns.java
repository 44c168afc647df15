package dev.clew.skills.tracediagnosis;

import dev.clew.skills.tracediagnosis.Sign.Kind;
import dev.clew.skills.tracediagnosis.Step.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is wrong with how a run goes on: errors passed over, orders repeated, progress missing, no
/// answer, answers cut off.
final class CourseSigns {
  private static final int DETAIL = 240;

  /// Orders that share this much of their words are one order.
  private static final double SAME_ORDER = 0.7;

  private static final Pattern MAX_TOKENS =
      Pattern.compile("\"max_(?:completion_|output_|new_)?tokens\"\\s*:\\s*(\\d{1,9})");
  private static final Set<String> MAX_KEYS =
      Set.of("gen_ai.request.max_tokens", "ai.settings.maxtokens", "ai.settings.maxoutputtokens");
  private static final Pattern CUT =
      Pattern.compile("(?i)\\b(?:length|max_tokens|max_output_tokens|model_length)\\b");

  private static final Pattern BROKEN =
      Pattern.compile("Traceback \\(most recent call last\\)|(?m)^[\\w.]+(?:Error|Exception): ");

  private CourseSigns() {}

  static List<Sign> of(Course course) {
    var signs = new ArrayList<Sign>();
    var steps = course.steps();
    Map<String, List<Set<String>>> orders = new HashMap<>();
    Map<String, Step> last = new HashMap<>();
    Optional<Step> lastWork = Optional.empty();
    for (var step : steps) {
      truncation(step, signs);
      if (step.role() == Role.DELEGATION) {
        order(step, orders, signs);
      }
      if (step.role() == Role.NOTE && lastWork.isPresent() && Words.saysStuck(step.said())) {
        signs.add(sign(Kind.STUCK_AFTER, lastWork.get(), Category.ORCHESTRATION, stuck(step)));
      }
      if (step.works()) {
        var before = last.put(step.agent(), step);
        if (before != null) {
          after(before, step, signs);
        }
        lastWork = Optional.of(step);
      }
    }
    lastWork.ifPresent(step -> ending(course, step, signs));
    return signs;
  }

  private static String stuck(Step note) {
    return note.said();
  }

  /// What the agent's next step says of this one.
  private static void after(Step before, Step step, List<Sign> signs) {
    boolean admits = Words.admitsFailure(step.said());
    if (before.failure().isPresent() && !admits && Words.closes(step.said())) {
      signs.add(
          sign(
              Kind.IGNORED_ERROR,
              step,
              Category.MISREAD_OUTPUT,
              before.failure().get().error().orElse("")));
    }
    if (admits && before.acts() && before.failure().isEmpty()) {
      signs.add(sign(Kind.ADMITTED, before, Category.POOR_RETRIEVAL, step.said()));
    }
  }

  private static void order(Step step, Map<String, List<Set<String>>> orders, List<Sign> signs) {
    var words = Words.content(step.said());
    var given = orders.computeIfAbsent(step.agent(), _ -> new ArrayList<>());
    if (given.stream().anyMatch(other -> Words.likeness(words, other) >= SAME_ORDER)) {
      signs.add(sign(Kind.SAME_ORDER, step, Category.ABUSE, step.said()));
    }
    given.add(words);
  }

  private static void ending(Course course, Step last, List<Sign> signs) {
    boolean closed =
        course.steps().subList(last.place(), course.steps().size()).stream()
            .anyMatch(step ->
                Words.closes(step.said())
                    || step.asked().stream().anyMatch(call -> call.name().equals("final_answer")));
    if (Words.reportsAct(last.said()) && BROKEN.matcher(Words.tail(last.said(), 6_000)).find()) {
      signs.add(
          sign(
              Kind.BROKEN_OFF,
              last,
              Category.SERVICE,
              ResultText.error(Words.tail(last.said(), 6_000)).orElse("")));
    }
    boolean inVain = last.failure().isPresent() || last.vain().isPresent();
    boolean failed = course.trace().outcome().map(outcome -> outcome.failed()).orElse(false);
    if (!closed && (inVain || (failed && last.acts()))) {
      signs.add(sign(Kind.NO_ANSWER, last, Category.WRONG_PROBLEM, last.said()));
    }
  }

  private static void truncation(Step step, List<Sign> signs) {
    var attributes = step.span().attributes();
    for (var attribute : attributes.entrySet()) {
      var key = attribute.getKey().toLowerCase(Locale.ROOT);
      if ((key.contains("finish_reason")
              || key.contains("finishreason")
              || key.endsWith("stop_reason"))
          && CUT.matcher(attribute.getValue()).find()) {
        signs.add(sign(Kind.TRUNCATED, step, Category.EXHAUSTION, attribute.getValue()));
        return;
      }
    }
    long most = mostTokens(attributes);
    long written = step.span().tokens().completion().orElse(0);
    if (most > 0 && written >= most) {
      signs.add(sign(Kind.TRUNCATED, step, Category.EXHAUSTION, "max tokens"));
    }
  }

  private static long mostTokens(Map<String, String> attributes) {
    for (var attribute : attributes.entrySet()) {
      if (MAX_KEYS.contains(attribute.getKey().toLowerCase(Locale.ROOT))
          && attribute.getValue().matches("\\d{1,9}")) {
        return Long.parseLong(attribute.getValue());
      }
    }
    var found = MAX_TOKENS.matcher(attributes.getOrDefault("llm.invocation_parameters", ""));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private static Sign sign(Kind kind, Step step, Category category, String detail) {
    return new Sign(kind, step.place(), category, Words.line(detail, DETAIL));
  }
}
