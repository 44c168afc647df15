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

/// What is wrong with what steps say: figures from nowhere, things supposed, work claimed and not
/// done, tools of the plan left unused.
final class ClaimSigns {
  private static final int DETAIL = 240;

  /// One figure from nowhere is a rounding or a date; this many are a source that was not there.
  private static final int FIGURES = 3;

  /// Tools as system messages list them: `- name: what it does`, `def name(`, `"name": "x"`.
  private static final Pattern LISTED_TOOL =
      Pattern.compile(
          "(?m)^\\s*[-*]\\s*`?([a-z][a-z0-9_]{3,40})`?\\s*[:(]|^\\s*def ([a-z][a-z0-9_]{3,40})\\(");

  private static final Pattern ANSWERS = Pattern.compile("final_answer|FINAL ANSWER|TERMINATE");

  /// Code that works something out rather than only handing over an answer.
  private static final Pattern COMPUTES =
      Pattern.compile(
          "(?m)^\\s*(?:for|while|def|import|from|with|if)\\b|\\bsum\\(|[-+*/%]=?\\s*[\\w(]+\\s*$");

  private ClaimSigns() {}

  static List<Sign> of(Course course) {
    var signs = new ArrayList<Sign>();
    claims(course, signs);
    unusedTools(course, signs);
    return signs;
  }

  private static void claims(Course course, List<Sign> signs) {
    Set<String> seen = new HashSet<>(Words.numbers(course.task()));
    Map<String, Boolean> called = new HashMap<>();
    boolean anything = false;
    for (var step : course.steps()) {
      if (step.place() == 0) {
        step.span()
            .content()
            .input()
            .forEach(message -> seen.addAll(Words.numbers(message.content())));
      }
      seen.addAll(Words.numbers(step.before()));
      boolean tells = step.works() && !course.coordinators().contains(step.agent());
      if (tells) {
        figures(step, seen, signs);
        var supposed = Words.supposition(step.said());
        if (!supposed.isEmpty()) {
          signs.add(sign(Kind.SUPPOSED, step, Category.UNSUPPORTED_CLAIM, supposed));
        }
        if (!anything && step.asked().isEmpty() && !Words.reportsAct(step.said())) {
          var claim = Words.claimedAction(step.said());
          if (!claim.isEmpty()) {
            signs.add(sign(Kind.CLAIMED_ACTION, step, Category.INVENTED_TOOL_USE, claim));
          }
        }
        if (Words.givesUp(step.said()) && !step.acts()) {
          signs.add(sign(Kind.GAVE_UP, step, Category.DEVIATION, step.said()));
        }
      }
      anything |= step.results().stream().anyMatch(result -> !result.failed());
      called.merge(step.agent(), step.acts(), Boolean::logicalOr);
      seen.addAll(Words.numbers(step.said()));
      step.results().forEach(result -> seen.addAll(Words.numbers(result.text())));
    }
  }

  /// Figures in words, not in code: code computes them.
  private static void figures(Step step, Set<String> seen, List<Sign> signs) {
    if (!step.code().isEmpty() || !step.asked().isEmpty() || Words.reportsAct(step.said())) {
      return;
    }
    var fresh = fresh(step, seen);
    if (fresh.size() >= FIGURES) {
      signs.add(sign(Kind.NEW_FIGURES, step, Category.UNSUPPORTED_CLAIM, String.join(" ", fresh)));
    }
  }

  /// Numbers of two digits and more that nobody said before.
  static List<String> fresh(Step step, Set<String> seen) {
    return Words.numbers(step.said()).stream()
        .filter(number -> number.length() > 1 && !seen.contains(number))
        .sorted()
        .toList();
  }

  /// An agent that was told of tools, planned to use some and answers with none of them called.
  private static void unusedTools(Course course, List<Sign> signs) {
    Map<String, Set<String>> planned = new HashMap<>();
    Map<String, Set<String>> used = new HashMap<>();
    Set<String> answered = new HashSet<>();
    for (var step : course.steps()) {
      var content = step.span().content();
      var tools = new LinkedHashSet<String>(content.offeredTools());
      for (var message : content.input()) {
        if (message.role().equals("system") || step.role() == Step.Role.PLAN) {
          var listed = LISTED_TOOL.matcher(message.content());
          while (listed.find()) {
            tools.add(listed.group(1) == null ? listed.group(2) : listed.group(1));
          }
        }
      }
      tools.removeIf(tool -> ANSWERS.matcher(tool).find());
      var plan = planned.computeIfAbsent(step.agent(), _ -> new LinkedHashSet<>());
      var calls = used.computeIfAbsent(step.agent(), _ -> new HashSet<>());
      if (step.role() == Step.Role.PLAN) {
        tools.stream().filter(tool -> names(step.said(), tool)).forEach(plan::add);
        continue;
      }
      // The plan may only be told to the agent, not made by a call of its own.
      if (plan.isEmpty() && step.works()) {
        content.input().stream()
            .filter(message -> message.role().equals("assistant"))
            .forEach(message ->
                tools.stream().filter(tool -> names(message.content(), tool)).forEach(plan::add));
      }
      step.asked().forEach(call -> calls.add(call.name()));
      var code = step.code();
      tools.stream().filter(tool -> code.contains(tool + "(")).forEach(calls::add);
      step.results().stream().map(Result::tool).forEach(calls::add);
      boolean untried =
          calls.stream().allMatch(tool -> tool.isEmpty() || ANSWERS.matcher(tool).find());
      boolean answers =
          step.works()
              && (code.contains("final_answer(")
                  || step.asked().stream().anyMatch(call -> call.name().equals("final_answer"))
                  || (Words.closes(step.said()) && step.asked().isEmpty()));
      if (answers
          && !plan.isEmpty()
          && plan.stream().noneMatch(calls::contains)
          && answered.add(step.agent())) {
        signs.add(sign(Kind.UNUSED_TOOLS, step, Category.DEVIATION, String.join(", ", plan)));
      } else if (answers
          && untried
          && !tools.isEmpty()
          && !COMPUTES.matcher(code).find()
          && answered.add(step.agent())) {
        signs.add(sign(Kind.FROM_MEMORY, step, Category.UNSUPPORTED_CLAIM, step.said()));
      }
    }
  }

  private static boolean names(String text, String tool) {
    int at = text.indexOf(tool);
    return at >= 0;
  }

  private static Sign sign(Kind kind, Step step, Category category, String detail) {
    return new Sign(kind, step.place(), category, Words.line(detail, DETAIL));
  }
}
