package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.investigation.expressions.Evaluated;
import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.expressions.ExpressionError;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.expressions.KnownFacts;
import dev.clew.investigation.expressions.Value;
import dev.clew.investigation.plans.Course;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A possible cause, held against the facts: what speaks for it and what against it.
///
/// @param facts what the verdict rests on
/// @param open why it is open; empty where it is not
record Tested(
    Line line, Course.Possible possible, Answer.Verdict verdict, List<Known> facts, String open) {
  Tested {
    facts = List.copyOf(facts);
  }

  /// How the cause is called in decisions: `performance/model-worse/employment`.
  String key() {
    return line.kind() + "/" + possible.key() + "/" + line.target();
  }

  boolean is(Answer.Verdict other) {
    return verdict == other;
  }

  /// Every cause that the agenda's playbooks consider, on its target; one that two playbooks
  /// consider on the same target once.
  static List<Tested> all(SoFar soFar, Courses courses) {
    var tested = new ArrayList<Tested>();
    Set<String> seen = new LinkedHashSet<>();
    for (var line : soFar.agenda().brief().lines()) {
      var facts = soFar.about(line.target());
      courses
          .of(line.kind())
          .ifPresent(course ->
              course.causes().stream()
                  .filter(possible -> seen.add(line.target() + "/" + possible.key()))
                  .forEach(possible -> tested.add(of(line, possible, facts))));
    }
    return tested;
  }

  private static Tested of(Line line, Course.Possible possible, KnownFacts facts) {
    var pro = held(possible.supported(), facts);
    var contra = held(possible.contradicted(), facts);
    if (pro.holds() && !contra.holds()) {
      return decided(line, possible, Answer.Verdict.SUPPORTED, pro);
    }
    if (contra.holds() && !pro.holds()) {
      return decided(line, possible, Answer.Verdict.RULED_OUT, contra);
    }
    var why =
        pro.holds()
            ? "facts speak for it and against it"
            : possible.open().isEmpty() ? why(pro, contra) : possible.open();
    return new Tested(line, possible, Answer.Verdict.OPEN, List.of(), why);
  }

  /// A verdict without a fact is none.
  private static Tested decided(
      Line line, Course.Possible possible, Answer.Verdict verdict, Evaluated evaluated) {
    return evaluated.facts().isEmpty()
        ? new Tested(line, possible, Answer.Verdict.OPEN, List.of(), possible.open())
        : new Tested(line, possible, verdict, evaluated.facts(), "");
  }

  /// An expression that does not fit these facts tells nothing of them.
  static Evaluated held(Expression expression, KnownFacts facts) {
    try {
      return expression.on(facts);
    } catch (ExpressionError e) {
      return new Evaluated(new Value.Unknown(e.why()), List.of());
    }
  }

  private static String why(Evaluated pro, Evaluated contra) {
    return pro.value() instanceof Value.Unknown(var why)
        ? why
        : contra.value() instanceof Value.Unknown(var other) ? other : "facts do not decide it";
  }
}
