package dev.clew.investigation.plans;

import dev.clew.investigation.expressions.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A playbook for one kind of question: the steps an expert takes in which order, what makes him
/// change them, and which causes he considers with what speaks for and against each.
///
/// @param kind its name
/// @param about what it answers, in words
/// @param startsWith skills of which one, chosen for a question, calls for it
/// @param covers skills that need no course of their own beside this one
/// @param wrong the share of predictions or runs that end wrongly, where the course measures one
/// @param wrongWords how a sentence goes on after that share
public record Course(
    String kind,
    String about,
    List<String> startsWith,
    List<String> covers,
    Optional<Expression> wrong,
    String wrongWords,
    List<Stage> stages,
    List<Rule> rules,
    List<Possible> causes) {

  public Course {
    startsWith = List.copyOf(startsWith);
    covers = List.copyOf(covers);
    stages = List.copyOf(stages);
    rules = List.copyOf(rules);
    causes = List.copyOf(causes);
  }

  /// A step of the course.
  ///
  /// @param whole whether it looks at all there is, whatever windows the question names
  /// @param settles what is known after it
  /// @param done holds over its facts when it is done
  public record Stage(
      String skill,
      Map<String, String> parameters,
      boolean whole,
      String settles,
      Expression done) {
    public Stage {
      parameters = Map.copyOf(parameters);
    }
  }

  /// What makes an expert change his plan.
  ///
  /// @param after the skill after whose step it is looked at
  /// @param when holds over the facts so far
  public record Rule(String id, String after, Expression when, Then then, String reason) {}

  /// What he does then.
  public sealed interface Then {
    /// Looks into something else as well, next.
    record Add(Stage stage) implements Then {}

    /// Leaves a step out.
    record Drop(String skill) implements Then {}

    /// Takes a step before the others.
    record First(String skill) implements Then {}
  }

  /// A cause that an expert considers.
  ///
  /// @param noticed whether it is something that one may notice without any harm
  /// @param testedBy the skill whose step tells
  /// @param supported what must hold for it
  /// @param contradicted what speaks against it
  /// @param because what the facts say for it, with their names in braces; empty where the findings
  ///   say it better
  /// @param against what they say against it
  /// @param open what it would take to tell
  /// @param advice what to do where it is supported
  public record Possible(
      String key,
      String cause,
      boolean noticed,
      String testedBy,
      Expression supported,
      Expression contradicted,
      String because,
      String against,
      String open,
      String advice,
      Weight weight) {}

  /// How much it would matter.
  public enum Weight {
    HIGH,
    MEDIUM,
    LOW
  }
}
