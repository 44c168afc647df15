package dev.clew.investigation.plans;

import dev.clew.evidence.Answer;
import dev.clew.models.guard.ModelUse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// An investigation's plan with all that its next turn must know besides the steps' results. It
/// lies outside any conversation and is put in front of each decision anew.
///
/// @param changes what became of the plan on the way
/// @param fired rules of playbooks that have been followed, as `KIND/TARGET/RULE`
/// @param asked how often the user has been asked something
/// @param turns decisions taken so far
/// @param words what the words of the steps that are over cost
public record Agenda(
    Brief brief,
    Todo todo,
    Standing standing,
    List<Answer.Change> changes,
    List<String> fired,
    List<Computed> computed,
    int asked,
    int turns,
    ModelUse words,
    Deciding deciding) {

  /// More decisions than this are a loop.
  public static final int MOST_TURNS = 40;

  public Agenda {
    changes = List.copyOf(changes);
    fired = List.copyOf(fired);
    computed = List.copyOf(computed);
  }

  /// An agenda on which nothing is done yet.
  ///
  /// @param use what it cost to read the question
  public static Agenda of(Brief brief, List<PlannedStep> steps, ModelUse use) {
    return new Agenda(
        brief,
        Todo.of(steps),
        new Standing.Working(),
        List.of(),
        List.of(),
        List.of(),
        0,
        0,
        ModelUse.NONE,
        Deciding.after(use));
  }

  public Brief.Heading heading() {
    return brief.heading();
  }

  public List<PlannedStep> steps() {
    return todo.steps();
  }

  /// What models have cost so far.
  public ModelUse spent() {
    return words.and(deciding.use());
  }

  public boolean isWorking() {
    return standing instanceof Standing.Working;
  }

  public Agenda todo(UnaryOperator<Todo> change) {
    var next = new Draft(this);
    next.todo = change.apply(todo);
    return next.agenda();
  }

  public Agenda standing(Standing other) {
    var next = new Draft(this);
    next.standing = other;
    return next.agenda();
  }

  /// With a question to the user, for whose reply it waits.
  public Agenda asking(String question) {
    return asking(question, "");
  }

  /// With a question whether a step may store what it proposes.
  public Agenda asking(String question, String approves) {
    var next = new Draft(this);
    next.standing = new Standing.Waiting(question, approves);
    next.asked++;
    return next.agenda();
  }

  public Agenda changed(Answer.Change change) {
    var next = new Draft(this);
    next.changes = plus(changes, change);
    return next.agenda();
  }

  public Agenda firing(String rule) {
    var next = new Draft(this);
    next.fired = plus(fired, rule);
    return next.agenda();
  }

  public Agenda computing(Computed one) {
    var next = new Draft(this);
    next.computed = plus(computed, one);
    return next.agenda();
  }

  /// With a step's words paid for.
  public Agenda paying(ModelUse use) {
    var next = new Draft(this);
    next.words = words.and(use);
    return next.agenda();
  }

  public Agenda deciding(Deciding other) {
    var next = new Draft(this);
    next.deciding = other;
    return next.agenda();
  }

  /// One decision later.
  public Agenda turned() {
    var next = new Draft(this);
    next.turns++;
    return next.agenda();
  }

  private static <T> List<T> plus(List<T> list, T one) {
    var all = new ArrayList<>(list);
    all.add(one);
    return all;
  }

  /// The next state of an agenda, while it is written.
  private static final class Draft {
    private final Brief brief;
    private Todo todo;
    private Standing standing;
    private List<Answer.Change> changes;
    private List<String> fired;
    private List<Computed> computed;
    private int asked;
    private int turns;
    private ModelUse words;
    private Deciding deciding;

    Draft(Agenda agenda) {
      brief = agenda.brief;
      todo = agenda.todo;
      standing = agenda.standing;
      changes = agenda.changes;
      fired = agenda.fired;
      computed = agenda.computed;
      asked = agenda.asked;
      turns = agenda.turns;
      words = agenda.words;
      deciding = agenda.deciding;
    }

    Agenda agenda() {
      return new Agenda(
          brief, todo, standing, changes, fired, computed, asked, turns, words, deciding);
    }
  }
}
