package dev.clew.investigation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Results;
import dev.clew.evidence.Windows;
import dev.clew.interpretation.EqualFacts;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Computes an answer's facts again from its receipt.
public final class Verifier {
  private final Catalogue catalogue;
  private final SkillRunner runner;
  private final Moved moved;

  /// What a target is called now that is not called as it was, such as one that is named after a
  /// folder which has moved. Empty where it is gone.
  public interface Moved {
    /// No target is called otherwise than it was.
    Moved NONE = (_, _) -> Optional.empty();

    /// @param name what it was called
    /// @param card of the skill that looked at it
    Optional<String> now(String name, Card card);
  }

  /// @param runner over the store to verify against; a fresh one
  public Verifier(Catalogue catalogue, SkillRunner runner) {
    this(catalogue, runner, Moved.NONE);
  }

  /// @param moved finds targets that are called otherwise now
  public Verifier(Catalogue catalogue, SkillRunner runner, Moved moved) {
    this.catalogue = catalogue;
    this.runner = runner;
    this.moved = moved;
  }

  /// One run of a skill: all computations with the same of these were made by it.
  private record Run(String skill, String target, Windows windows, Map<String, String> parameters) {
    static Run of(Computation one) {
      return new Run(one.skill(), one.target(), one.windows(), one.parameters());
    }
  }

  /// What a run gives now.
  ///
  /// @param facts by the name the skill gives them
  /// @param objects what was read
  /// @param why what kept it from running; else empty
  private record Now(Map<String, Fact> facts, Set<ObjectRead> objects, String why) {}

  /// Computes every fact of an answer again. What can not be computed is `missing`, with the
  /// reason; nothing is thrown for it.
  public Verification verify(Answer answer) {
    var computations = new HashMap<String, Computation>();
    answer.receipt().computations().forEach(one -> computations.put(one.id(), one));
    var runs = new LinkedHashMap<Run, Now>();
    var notes = new LinkedHashSet<String>();
    for (var one : answer.receipt().computations()) {
      if (!ComputedFacts.made(one)) {
        var now = runs.computeIfAbsent(Run.of(one), this::run);
        called(one.skill(), one.target())
            .ifPresent(name ->
                notes.add(
                    one.target()
                        + " is not here; compared with "
                        + name
                        + ", the only one of its kind, as the folder may have been moved or renamed"));
        notes.addAll(notes(one, now));
      }
    }
    var checks = new ArrayList<Verification.Check>();
    var checked = new LinkedHashMap<String, Verification.Check>();
    for (var fact : answer.facts()) {
      var computation = computations.get(fact.computation());
      var check =
          computation == null
              ? missing(fact, "the receipt does not hold its computation " + fact.computation())
              : ComputedFacts.made(computation)
                  ? ComputedFacts.check(fact, computation, checked)
                  : judged(
                      computation,
                      check(fact, computation, runs.getOrDefault(Run.of(computation), NOTHING)));
      checks.add(check);
      checked.put(fact.id(), check);
    }
    return new Verification(answer.answerId(), checks, List.copyOf(notes));
  }

  private static final String EDITED =
      "no byte it was computed from has changed, so the answer's file was edited, or another build of"
          + " Clew wrote it";

  private boolean sameVersion(Computation computation) {
    return catalogue
        .card(computation.skill())
        .map(card -> card.version().equals(computation.version()))
        .orElse(false);
  }

  private static final Now NOTHING = new Now(Map.of(), Set.of(), "it was not run");

  private Optional<String> called(String skill, String target) {
    return catalogue.card(skill).flatMap(card -> moved.now(target, card));
  }

  private Now run(Run run) {
    try {
      var target = called(run.skill(), run.target()).orElse(run.target());
      return switch (runner.again(run.skill(), target, run.windows(), run.parameters())) {
        case Measurement.Found(var results) -> now(results);
        case Measurement.Clean(var results) -> now(results);
        case Measurement.TooLittleData little -> now(little.results());
        case Measurement.NotApplicable(var why, var _) -> new Now(Map.of(), Set.of(), why);
      };
    } catch (RuntimeException e) {
      return new Now(Map.of(), Set.of(), Problems.of(e).toString());
    }
  }

  private static Now now(Results results) {
    var facts = new HashMap<String, Fact>();
    results.facts().forEach(fact -> facts.put(fact.name(), fact));
    var objects = new HashSet<ObjectRead>();
    results.computations().forEach(one -> objects.addAll(one.objects()));
    return new Now(facts, objects, "");
  }

  private List<String> notes(Computation one, Now now) {
    var notes = new ArrayList<String>();
    var version = catalogue.card(one.skill()).map(card -> card.version()).orElse("");
    if (!version.isEmpty() && !version.equals(one.version())) {
      notes.add(
          "skill "
              + one.skill()
              + " is now version "
              + version
              + ", the answer was made with version "
              + one.version());
    }
    if (!now.why().isEmpty()) {
      notes.add("skill " + one.skill() + " on " + one.target() + ": " + now.why());
      return notes;
    }
    for (var object : one.objects()) {
      if (!now.objects().contains(object)) {
        var other =
            now.objects().stream().filter(read -> read.key().equals(object.key())).findFirst();
        notes.add(
            other.isPresent()
                ? object.key() + " holds other bytes now" + size(object, other.get())
                : object.key() + " is not there any more");
      }
    }
    var then = one.objects().stream().map(ObjectRead::key).collect(Collectors.toSet());
    now.objects().stream()
        .map(ObjectRead::key)
        .filter(key -> !then.contains(key))
        .sorted()
        .forEach(key -> notes.add(key + " was not there when the answer was made"));
    return notes;
  }

  private static String size(ObjectRead then, ObjectRead now) {
    return then.sizeBytes() == now.sizeBytes()
        ? ""
        : " (" + now.sizeBytes() + " instead of " + then.sizeBytes() + ")";
  }

  /// What a model judged is no fault where it can not be had again: another model, or none, says
  /// something else of the same data.
  private static Verification.Check judged(Computation computation, Verification.Check check) {
    boolean same =
        switch (check.verdict()) {
          case EQUAL, STALE -> true;
          case CHANGED, MISSING, EDITED, JUDGED -> false;
        };
    return same || !computation.isJudged()
        ? check
        : new Verification.Check(
            check.then(),
            Verification.Verdict.JUDGED,
            check.then(),
            "a model judged it (" + computation.judgedBy() + "): it is not computed again");
  }

  private Verification.Check check(Fact fact, Computation computation, Now now) {
    if (!now.why().isEmpty()) {
      return missing(fact, now.why());
    }
    var found = now.facts().get(fact.name());
    var name = fact.name();
    if (found == null && name.endsWith("]")) {
      // A name that stood in the answer already was told apart by what was added in brackets at its
      // end.
      name = name.substring(0, name.lastIndexOf('['));
      found = now.facts().get(name);
    }
    if (found == null) {
      return missing(fact, "skill " + computation.skill() + " no longer gives this fact");
    }
    var renamed =
        new Fact(
            found.id(),
            fact.name(),
            found.value(),
            found.low(),
            found.high(),
            found.unit(),
            found.computation());
    var sameBytes = now.objects().equals(Set.copyOf(computation.objects()));
    if (!EqualFacts.canonical(fact).equals(EqualFacts.canonical(renamed))) {
      return sameBytes && sameVersion(computation)
          ? new Verification.Check(fact, Verification.Verdict.EDITED, renamed, EDITED)
          : new Verification.Check(fact, Verification.Verdict.CHANGED, renamed, "");
    }
    return new Verification.Check(
        fact, sameBytes ? Verification.Verdict.EQUAL : Verification.Verdict.STALE, fact, "");
  }

  private static Verification.Check missing(Fact fact, String why) {
    return new Verification.Check(fact, Verification.Verdict.MISSING, fact, why);
  }
}
