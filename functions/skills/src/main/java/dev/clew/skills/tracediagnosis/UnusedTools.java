package dev.clew.skills.tracediagnosis;

import dev.clew.skills.tracediagnosis.Sign.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Agents that were told of tools and answer with none of them called: those that their plan names,
/// or any at all.
final class UnusedTools {
  private static final int DETAIL = 240;

  /// Tools as system messages list them: `- name: what it does`, `def name(`.
  private static final Pattern LISTED =
      Pattern.compile(
          "(?m)^\\s*[-*]\\s*`?([a-z][a-z0-9_]{3,40})`?\\s*[:(]|^\\s*def ([a-z][a-z0-9_]{3,40})\\(");

  /// Tools that only hand over an answer.
  private static final Pattern ANSWERS = Pattern.compile("final_answer|FINAL ANSWER|TERMINATE");

  /// Code that works something out rather than only handing over an answer.
  private static final Pattern COMPUTES =
      Pattern.compile(
          "(?m)^\\s*(?:for|while|def|import|from|with|if)\\b|\\bsum\\(|[-+*/%]=?\\s*[\\w(]+\\s*$");

  /// Tools by the message that lists them: every call repeats it.
  private final Map<String, Set<String>> listed = new HashMap<>();

  private final Map<String, Agent> agents = new HashMap<>();

  private UnusedTools() {}

  /// What an agent planned to call, and called.
  private static final class Agent {
    final Set<String> planned = new LinkedHashSet<>();
    final Set<String> called = new HashSet<>();
    boolean worked;
    boolean answered;
  }

  static List<Sign> of(Course course) {
    var tools = new UnusedTools();
    var signs = new ArrayList<Sign>();
    for (var step : course.steps()) {
      tools.look(step, signs);
    }
    return signs;
  }

  private void look(Step step, List<Sign> signs) {
    var agent = agents.computeIfAbsent(step.agent(), _ -> new Agent());
    if (agent.answered) {
      return;
    }
    var known = known(step);
    if (step.role() == Step.Role.PLAN) {
      add(known, step.said(), agent.planned);
      return;
    }
    if (!step.works()) {
      return;
    }
    if (!agent.worked) {
      agent.worked = true;
      // The plan may have been told to the agent rather than made in a call of its own.
      step.span().content().input().stream()
          .filter(message -> message.role().equals("assistant"))
          .forEach(message -> add(known, message.content(), agent.planned));
    }
    step.asked().forEach(call -> agent.called.add(call.name()));
    known.stream().filter(tool -> step.code().contains(tool + "(")).forEach(agent.called::add);
    step.results().stream().map(Result::tool).forEach(agent.called::add);
    if (answers(step)) {
      agent.answered = true;
      judge(step, agent, known, signs);
    }
  }

  private static void judge(Step step, Agent agent, Set<String> known, List<Sign> signs) {
    if (!agent.planned.isEmpty()) {
      if (agent.planned.stream().noneMatch(agent.called::contains)) {
        signs.add(
            sign(Kind.UNUSED_TOOLS, step, Category.DEVIATION, String.join(", ", agent.planned)));
        return;
      }
    }
    boolean untried =
        agent.called.stream().allMatch(tool -> tool.isEmpty() || ANSWERS.matcher(tool).find());
    if (untried && !known.isEmpty() && !COMPUTES.matcher(step.code()).find()) {
      signs.add(sign(Kind.FROM_MEMORY, step, Category.UNSUPPORTED_CLAIM, step.said()));
    }
  }

  private static boolean answers(Step step) {
    return step.code().contains("final_answer(")
        || step.asked().stream().anyMatch(call -> call.name().equals("final_answer"))
        || (Words.closes(step.said()) && step.asked().isEmpty());
  }

  /// Tools that the model was offered, or told of by its system message; a planner by any message.
  private Set<String> known(Step step) {
    var content = step.span().content();
    var known = new LinkedHashSet<String>(content.offeredTools());
    for (var message : content.input()) {
      if (message.role().equals("system") || step.role() == Step.Role.PLAN) {
        known.addAll(listed.computeIfAbsent(message.content(), UnusedTools::listed));
      }
    }
    known.removeIf(tool -> ANSWERS.matcher(tool).find());
    return known;
  }

  private static Set<String> listed(String text) {
    var tools = new LinkedHashSet<String>();
    var found = LISTED.matcher(text);
    while (found.find()) {
      tools.add(found.group(1) == null ? found.group(2) : found.group(1));
    }
    return tools;
  }

  private static void add(Set<String> known, String plan, Set<String> planned) {
    known.stream().filter(plan::contains).forEach(planned::add);
  }

  private static Sign sign(Kind kind, Step step, Category category, String detail) {
    return new Sign(kind, step.place(), category, Words.line(detail, DETAIL));
  }
}
