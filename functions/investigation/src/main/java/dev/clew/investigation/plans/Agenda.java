package dev.clew.investigation.plans;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.investigation.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The todo list of an investigation, with all that its next turn must know besides the steps'
/// results. It lies outside any conversation and is put in front of each decision anew.
///
/// @param heading whose answer it will be
/// @param question as asked
/// @param targets names of the targets there are
/// @param lines the playbooks it follows, each on its target
/// @param steps in the order in which they are taken
/// @param changes what became of it on the way
/// @param fired rules of playbooks that have been followed, as `KIND/TARGET/RULE`
/// @param carried answers of earlier turns, without what nobody needs of them any more
/// @param causes what a model finished with: keys of causes, best first; empty where it did not
/// @param asking what the user is asked, while he is
/// @param asked how often he has been
/// @param turns decisions taken so far
/// @param numbered steps numbered so far
public record Agenda(
    Heading heading,
    Question question,
    List<String> targets,
    List<Line> lines,
    List<PlannedStep> steps,
    List<Answer.Change> changes,
    List<String> fired,
    List<Computed> computed,
    List<Answer> carried,
    List<String> causes,
    Answer.Routing routing,
    Standing standing,
    Optional<String> asking,
    int asked,
    int turns,
    int numbered,
    Deciding deciding) {

  /// More steps than this are no plan.
  public static final int MOST_STEPS = 14;

  /// More decisions than this are a loop.
  public static final int MOST_TURNS = 40;

  public Agenda {
    targets = List.copyOf(targets);
    lines = List.copyOf(lines);
    steps = List.copyOf(steps);
    changes = List.copyOf(changes);
    fired = List.copyOf(fired);
    computed = List.copyOf(computed);
    carried = List.copyOf(carried);
    causes = List.copyOf(causes);
    if (asking.isPresent() != (standing == Standing.WAITING)) {
      throw new IllegalArgumentException(standing + " while asking " + asking);
    }
  }

  /// An agenda on which nothing is done yet.
  public static Agenda of(
      Heading heading,
      Question question,
      List<String> targets,
      List<Line> lines,
      List<PlannedStep> steps,
      List<Answer> carried,
      Answer.Routing routing) {
    return new Agenda(
        heading,
        question,
        targets,
        lines,
        steps,
        List.of(),
        List.of(),
        List.of(),
        carried,
        List.of(),
        routing,
        Standing.WORKING,
        Optional.empty(),
        0,
        0,
        steps.size(),
        Deciding.NONE);
  }

  /// Whose answer it is.
  ///
  /// @param expiresAt when all of it is forgotten
  public record Heading(String answerId, String sessionId, Instant createdAt, Instant expiresAt) {}

  /// Where it stands.
  public enum Standing {
    WORKING,
    /// For the user's reply.
    WAITING,
    /// Nothing is left but to report.
    REPORTING,
    CANCELLED
  }

  /// The step that is being taken.
  public Optional<PlannedStep> current() {
    return steps.stream().filter(step -> step.status() == StepStatus.IN_PROGRESS).findFirst();
  }

  /// The step that comes next.
  public Optional<PlannedStep> next() {
    return steps.stream().filter(step -> step.status() == StepStatus.PENDING).findFirst();
  }

  public Optional<PlannedStep> step(String id) {
    return steps.stream().filter(step -> step.id().equals(id)).findFirst();
  }

  /// Steps that are neither done nor blocked.
  public List<PlannedStep> open() {
    return steps.stream().filter(PlannedStep::isOpen).toList();
  }

  /// The step last done or blocked, by its number among those that are over; empty before the
  /// first.
  public String last() {
    return steps.stream()
        .filter(step -> !step.isOpen())
        .reduce((_, later) -> later)
        .map(PlannedStep::id)
        .orElse("");
  }

  public Agenda withSteps(List<PlannedStep> others) {
    return new Agenda(
        heading, question, targets, lines, others, changes, fired, computed, carried, causes,
        routing, standing, asking, asked, turns, numbered, deciding);
  }

  /// With one step replaced by a later state of itself.
  public Agenda with(PlannedStep later) {
    return withSteps(
        steps.stream().map(step -> step.id().equals(later.id()) ? later : step).toList());
  }

  /// With a step added before those that are pending.
  ///
  /// @param step whose id is the next number
  public Agenda adding(PlannedStep step) {
    var all = new ArrayList<PlannedStep>();
    steps.stream().filter(one -> one.status() != StepStatus.PENDING).forEach(all::add);
    all.add(step);
    steps.stream().filter(one -> one.status() == StepStatus.PENDING).forEach(all::add);
    return withSteps(all).numbered(numbered + 1);
  }

  /// The id of a step that is added.
  public String nextId() {
    return "S" + (numbered + 1);
  }

  public Agenda without(String stepId) {
    return withSteps(steps.stream().filter(step -> !step.id().equals(stepId)).toList());
  }

  public Agenda changed(Answer.Change change) {
    return copy(
        steps,
        plus(changes, change),
        fired,
        computed,
        causes,
        standing,
        asking,
        asked,
        turns,
        numbered,
        deciding);
  }

  public Agenda firing(String rule) {
    return copy(
        steps,
        changes,
        plus(fired, rule),
        computed,
        causes,
        standing,
        asking,
        asked,
        turns,
        numbered,
        deciding);
  }

  public Agenda computing(Computed one) {
    return copy(
        steps,
        changes,
        fired,
        plus(computed, one),
        causes,
        standing,
        asking,
        asked,
        turns,
        numbered,
        deciding);
  }

  public Agenda finishing(List<String> keys) {
    return copy(
        steps, changes, fired, computed, keys, standing, asking, asked, turns, numbered, deciding);
  }

  public Agenda standing(Standing other) {
    return copy(
        steps,
        changes,
        fired,
        computed,
        causes,
        other,
        Optional.empty(),
        asked,
        turns,
        numbered,
        deciding);
  }

  public Agenda asking(String text) {
    return copy(
        steps,
        changes,
        fired,
        computed,
        causes,
        Standing.WAITING,
        Optional.of(text),
        asked + 1,
        turns,
        numbered,
        deciding);
  }

  public Agenda deciding(Deciding other) {
    return copy(
        steps, changes, fired, computed, causes, standing, asking, asked, turns, numbered, other);
  }

  /// One decision later.
  public Agenda turned() {
    return copy(
        steps, changes, fired, computed, causes, standing, asking, asked, turns + 1, numbered,
        deciding);
  }

  private Agenda numbered(int number) {
    return copy(
        steps, changes, fired, computed, causes, standing, asking, asked, turns, number, deciding);
  }

  private Agenda copy(
      List<PlannedStep> newSteps,
      List<Answer.Change> newChanges,
      List<String> newFired,
      List<Computed> newComputed,
      List<String> newCauses,
      Standing newStanding,
      Optional<String> newAsking,
      int newAsked,
      int newTurns,
      int newNumbered,
      Deciding newDeciding) {
    return new Agenda(
        heading,
        question,
        targets,
        lines,
        newSteps,
        newChanges,
        newFired,
        newComputed,
        carried,
        newCauses,
        routing,
        newStanding,
        newAsking,
        newAsked,
        newTurns,
        newNumbered,
        newDeciding);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    var all = new ArrayList<>(list);
    all.add(one);
    return all;
  }
}
