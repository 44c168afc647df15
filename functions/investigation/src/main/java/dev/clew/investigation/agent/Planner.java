package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.investigation.Question;
import dev.clew.investigation.Routed;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Brief;
import dev.clew.investigation.plans.Course;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.Line;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.models.guard.ModelUse;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives a plan its first shape: the playbooks that the question calls for, each on its target.
final class Planner {
  /// Turns further back than this are not carried: what they found that mattered was asked again.
  private static final long MOST_EARLIER = 3;

  private final Courses courses;
  private final Catalogue catalogue;

  Planner(Courses courses, Catalogue catalogue) {
    this.courses = courses;
    this.catalogue = catalogue;
  }

  /// The first agenda.
  ///
  /// @param routed the skills and targets that the question names, from its own words
  /// @param earlier answers of the conversation's earlier turns, oldest first
  /// @param use what it cost to read the question
  Agenda first(
      Brief.Heading heading,
      Question question,
      Routed.Planned routed,
      List<Answer> earlier,
      ModelUse use) {
    var lines = new ArrayList<Line>();
    var steps = new ArrayList<PlannedStep>();
    byTarget(routed.steps())
        .forEach((target, chosen) -> {
          var called = courses.calledFor(skills(chosen));
          var planned = new ArrayList<PlannedStep>();
          for (var course : called) {
            lines.add(new Line(course.kind(), target));
            for (var stage : course.stages()) {
              var request = windowed(request(course, stage, target, chosen), earlier);
              if (catalogue.card(stage.skill()).isPresent()
                  && planned.stream()
                      .noneMatch(one -> one.request().skill().equals(stage.skill()))) {
                planned.add(step(steps.size() + planned.size(), course.kind(), request, stage));
              }
            }
          }
          for (var own : chosen) {
            if (planned.stream().noneMatch(one -> one.request().skill().equals(own.skill()))) {
              planned.add(own(steps.size() + planned.size(), windowed(own, earlier)));
            }
          }
          steps.addAll(planned);
        });
    var carried =
        earlier.stream()
            .skip(Math.max(0, earlier.size() - MOST_EARLIER))
            .map(Earlier::kept)
            .toList();
    return Agenda.of(new Brief(heading, question, lines, carried, routed.routing()), steps, use);
  }

  private static Map<String, List<StepRequest>> byTarget(List<StepRequest> steps) {
    var byTarget = new LinkedHashMap<String, List<StepRequest>>();
    steps.forEach(
        step -> byTarget.computeIfAbsent(step.target(), _ -> new ArrayList<>()).add(step));
    return byTarget;
  }

  private static Set<String> skills(List<StepRequest> steps) {
    var skills = new LinkedHashSet<String>();
    steps.forEach(step -> skills.add(step.skill()));
    return skills;
  }

  /// What the question itself asks of that skill, else the same stretch of data as its other steps
  /// on the target.
  private static StepRequest request(
      Course course, Course.Stage stage, String target, List<StepRequest> chosen) {
    var own = chosen.stream().filter(one -> one.skill().equals(stage.skill())).findFirst();
    if (own.isPresent()) {
      return own.get();
    }
    var like = chosen.getFirst();
    return new StepRequest(
            stage.skill(),
            target,
            stage.whole() ? Optional.empty() : like.baseline(),
            stage.whole() ? Optional.empty() : like.current(),
            true,
            stage.parameters(),
            "a step of the playbook " + course.kind())
        .like(like);
  }

  private static PlannedStep step(
      int before, String kind, StepRequest request, Course.Stage stage) {
    return new PlannedStep(
        "S" + (before + 1),
        kind,
        request,
        stage.settles(),
        stage.done().toString(),
        StepStatus.PENDING,
        request.reason());
  }

  private static PlannedStep own(int before, StepRequest request) {
    return new PlannedStep(
        "S" + (before + 1),
        "",
        request,
        "what the question asks of " + request.skill(),
        "",
        StepStatus.PENDING,
        request.reason());
  }

  /// Rows are a predictor's; a question that names none goes on with those of its conversation.
  private StepRequest windowed(StepRequest request, List<Answer> earlier) {
    var reads = catalogue.card(request.skill()).map(card -> card.reads());
    if (request.fromWords()
        && reads.filter(kinds -> kinds.equals(Set.of(Card.Reads.APPLICATION))).isPresent()
        && (rows(request.baseline()) || rows(request.current()))) {
      return request.over(Optional.empty(), Optional.empty());
    }
    if (request.baseline().isPresent() || request.current().isPresent() || earlier.isEmpty()) {
      return request;
    }
    return earlier.getLast().plan().steps().stream()
        .filter(step -> step.target().equals(request.target()))
        .filter(step -> catalogue.card(step.skill()).map(card -> card.reads()).equals(reads))
        .findFirst()
        .map(step ->
            request.over(
                dev.clew.investigation.Earlier.said(step.windows().baseline()),
                dev.clew.investigation.Earlier.said(step.windows().current())))
        .orElse(request);
  }

  private static boolean rows(Optional<String> window) {
    return window
        .filter(words -> words.contains("row") || words.matches("[0-9]+\\.\\.[0-9]+"))
        .isPresent();
  }
}
