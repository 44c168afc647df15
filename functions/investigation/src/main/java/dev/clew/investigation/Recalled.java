package dev.clew.investigation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Severity;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.Sentences;
import dev.clew.interpretation.Statement;
import dev.clew.skills.ParameterSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Sets what a conversation found before beside an answer about a part of the data: the sentence
/// that weighed most then, with its facts and where they come from.
public final class Recalled {
  private static final String TITLE = "Answered before in this conversation";

  private Recalled() {}

  /// The answer with what was found before; as it is where it is about no part, or nothing was
  /// found of more than this part.
  ///
  /// @param earlier answers of the conversation, oldest first
  public static Answer into(Answer answer, List<Answer> earlier) {
    var runs =
        answer.receipt().computations().stream()
            .filter(one -> !filter(one).isEmpty())
            .map(Run::of)
            .distinct()
            .toList();
    for (var run : runs) {
      for (var before : earlier.reversed()) {
        var found = found(before, run);
        if (found.isPresent()) {
          return with(answer, before, found.get());
        }
      }
    }
    return answer;
  }

  private record Run(String skill, String target, String filter) {
    static Run of(Computation one) {
      return new Run(one.skill(), one.target(), Recalled.filter(one));
    }
  }

  private static String filter(Computation one) {
    return one.parameters().getOrDefault(ParameterSchema.FILTER, "");
  }

  /// What weighed most of the same skill on the same target, of other rows or runs.
  private static Optional<Finding> found(Answer before, Run run) {
    var computations = new LinkedHashMap<String, Run>();
    before.receipt().computations().forEach(one -> computations.put(one.id(), Run.of(one)));
    var facts = Statement.byId(before.facts());
    return Interpreter.byWeight(before.findings()).stream()
        .filter(finding -> !SlicedRun.isPart(finding))
        .filter(finding -> {
          var ids = Statement.parse(first(finding)).factIds();
          return !ids.isEmpty()
              && ids.stream()
                  .allMatch(id -> {
                    var fact = facts.get(id);
                    var made = fact == null ? null : computations.get(fact.computation());
                    return made != null
                        && made.skill().equals(run.skill())
                        && made.target().equals(run.target())
                        && !made.filter().equals(run.filter());
                  });
        })
        .findFirst();
  }

  private static String first(Finding finding) {
    return Sentences.of(finding.statement()).getFirst();
  }

  private static Answer with(Answer answer, Answer before, Finding finding) {
    var sentence = Statement.parse(first(finding));
    var facts = new ArrayList<>(answer.facts());
    var computations = new ArrayList<>(answer.receipt().computations());
    var ids = new LinkedHashMap<String, String>();
    var made = new LinkedHashMap<String, String>();
    var known = Statement.byId(before.facts());
    for (var id : sentence.factIds()) {
      if (ids.containsKey(id)) {
        continue;
      }
      var fact = Objects.requireNonNull(known.get(id));
      made.computeIfAbsent(
          fact.computation(),
          old -> {
            var next = "C" + (1 + highest(computations.stream().map(Computation::id).toList()));
            before.receipt().computations().stream()
                .filter(one -> one.id().equals(old))
                .forEach(one -> computations.add(one.renumbered(next)));
            return next;
          });
      ids.put(id, "F" + (1 + highest(facts.stream().map(Fact::id).toList())));
      facts.add(named(fact, before, ids, made));
    }
    var text = "Before, of " + part(before, finding) + ": " + sentence.renumbered(ids);
    var findings = new ArrayList<>(answer.findings());
    findings.add(
        new Finding(
            "N" + (1 + highest(findings.stream().map(Finding::id).toList())),
            TITLE,
            Severity.INFO,
            finding.confidence(),
            text,
            List.copyOf(ids.values()),
            List.of(),
            finding.judged()));
    return answer.with(
        answer.summary() + " " + text, findings, facts, new Answer.Receipt(computations));
  }

  /// The highest number among ids of one kind.
  private static int highest(List<String> ids) {
    return ids.stream().mapToInt(id -> Integer.parseInt(id.substring(1))).max().orElse(0);
  }

  /// Which part it was about then, in words without figures.
  private static String part(Answer before, Finding finding) {
    var filters =
        before.receipt().computations().stream()
            .filter(one ->
                before.facts().stream()
                    .anyMatch(fact ->
                        finding.factIds().contains(fact.id())
                            && fact.computation().equals(one.id())))
            .map(Recalled::filter)
            .distinct()
            .toList();
    return filters.equals(List.of("")) ? "all the data" : "another part of the data";
  }

  /// A name that stood in the answer already is told apart by what is added in brackets.
  private static Fact named(
      Fact fact, Answer before, Map<String, String> ids, Map<String, String> made) {
    return new Fact(
        Objects.requireNonNull(ids.get(fact.id())),
        fact.name() + "[answer=" + before.answerId() + "]",
        fact.value(),
        fact.low(),
        fact.high(),
        fact.unit(),
        Objects.requireNonNull(made.get(fact.computation())));
  }
}
