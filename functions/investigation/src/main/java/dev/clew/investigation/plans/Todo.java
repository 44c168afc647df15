package dev.clew.investigation.plans;

import dev.clew.evidence.StepStatus;
import dev.clew.investigation.StepRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The steps of an investigation, in the order in which they are taken: those that are over, the
/// one in progress, those to come.
///
/// @param numbered steps numbered so far; a step that is dropped leaves its number unused
public record Todo(List<PlannedStep> steps, int numbered) {
  /// More steps than this are no plan.
  public static final int MOST_STEPS = 14;

  public Todo {
    steps = List.copyOf(steps);
  }

  /// Steps of which none was taken yet; those beyond the most are left out.
  public static Todo of(List<PlannedStep> steps) {
    var kept = steps.subList(0, Math.min(steps.size(), MOST_STEPS));
    return new Todo(kept, kept.size());
  }

  /// The step that is being taken.
  public Optional<PlannedStep> current() {
    return steps.stream().filter(step -> step.status() == StepStatus.IN_PROGRESS).findFirst();
  }

  /// The steps to come.
  public List<PlannedStep> pending() {
    return steps.stream().filter(step -> step.status() == StepStatus.PENDING).toList();
  }

  /// Steps to come that use a skill on a target.
  public List<PlannedStep> pending(String skill, String target) {
    return pending().stream()
        .filter(step -> step.request().skill().equals(skill))
        .filter(step -> step.request().target().equals(target))
        .toList();
  }

  /// The step that comes next.
  public Optional<PlannedStep> next() {
    return pending().stream().findFirst();
  }

  public Optional<PlannedStep> step(String id) {
    return steps.stream().filter(step -> step.id().equals(id)).findFirst();
  }

  /// Steps that are neither done nor blocked.
  public List<PlannedStep> open() {
    return steps.stream().filter(PlannedStep::isOpen).toList();
  }

  /// Steps that are done or blocked.
  public List<PlannedStep> over() {
    return steps.stream().filter(step -> !step.isOpen()).toList();
  }

  /// The id of the last step that is over; empty before the first.
  public String last() {
    return over().isEmpty() ? "" : over().getLast().id();
  }

  /// A step that asks for the same, whatever the reason.
  public Optional<PlannedStep> same(StepRequest request) {
    return steps.stream().filter(step -> step.request().asksAs(request)).findFirst();
  }

  public boolean isFull() {
    return steps.size() >= MOST_STEPS;
  }

  /// The id of a step that is added.
  public String nextId() {
    return "S" + (numbered + 1);
  }

  /// With one step replaced by a later state of itself.
  public Todo with(PlannedStep later) {
    return new Todo(
        steps.stream().map(step -> step.id().equals(later.id()) ? later : step).toList(), numbered);
  }

  /// With a step added before those to come.
  ///
  /// @param step under the next id
  public Todo adding(PlannedStep step) {
    return new Todo(beforePending(step, pending()), numbered + 1);
  }

  public Todo without(String stepId) {
    return new Todo(steps.stream().filter(step -> !step.id().equals(stepId)).toList(), numbered);
  }

  /// With one of the steps to come taken before the others.
  public Todo first(PlannedStep first) {
    return new Todo(
        beforePending(
            first, pending().stream().filter(step -> !step.id().equals(first.id())).toList()),
        numbered);
  }

  private List<PlannedStep> beforePending(PlannedStep step, List<PlannedStep> pending) {
    var all = new ArrayList<PlannedStep>();
    steps.stream().filter(one -> one.status() != StepStatus.PENDING).forEach(all::add);
    all.add(step);
    all.addAll(pending);
    return all;
  }
}
