package dev.clew.skills.tracediagnosis;

import dev.clew.skills.tracediagnosis.Sign.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is wrong with what steps say: figures from nowhere, things supposed, work claimed and not
/// done, tools of the plan left unused.
final class ClaimSigns {
  private static final int DETAIL = 240;

  /// One figure from nowhere is a rounding or a date; this many are a source that was not there.
  private static final int FIGURES = 3;

  private ClaimSigns() {}

  static List<Sign> of(Course course) {
    var signs = new ArrayList<Sign>();
    claims(course, signs);
    signs.addAll(UnusedTools.of(course));
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
        if ((Words.givesUp(step.said()) && !step.acts()) || Words.lacks(answer(step))) {
          signs.add(sign(Kind.GAVE_UP, step, Category.DEVIATION, step.said()));
        }
      }
      anything |= step.results().stream().anyMatch(result -> !result.failed());
      called.merge(step.agent(), step.acts(), Boolean::logicalOr);
      seen.addAll(Words.numbers(step.said()));
      step.results().forEach(result -> seen.addAll(Words.numbers(result.text())));
    }
  }

  /// What a step hands over as its answer, in words or by a call; empty where it hands over
  /// nothing.
  private static String answer(Step step) {
    for (var call : step.asked()) {
      if (call.name().equals("final_answer")) {
        return call.arguments();
      }
    }
    return Words.answered(step.said());
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
    return Words.numbers(Words.unfenced(step.said())).stream()
        .filter(number -> number.length() > 1 && !seen.contains(number))
        .sorted()
        .toList();
  }

  private static Sign sign(Kind kind, Step step, Category category, String detail) {
    return new Sign(kind, step.place(), category, Words.line(detail, DETAIL));
  }
}
