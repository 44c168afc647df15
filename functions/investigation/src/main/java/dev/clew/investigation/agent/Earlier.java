package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Finding;
import java.util.LinkedHashSet;
import java.util.List;

/// What a later turn still needs of an answer: the facts that its causes and findings rest on, by
/// their ids, and where they come from. No transcript, no charts, no words beyond the statements.
final class Earlier {
  /// More facts than this are nobody's memory.
  private static final int MOST_FACTS = 60;

  private Earlier() {}

  static Answer kept(Answer answer) {
    var wanted = new LinkedHashSet<String>();
    answer.causes().forEach(cause -> wanted.addAll(cause.factIds()));
    answer.findings().forEach(finding -> wanted.addAll(finding.factIds()));
    var facts =
        answer.facts().stream()
            .filter(fact -> wanted.contains(fact.id()))
            .limit(MOST_FACTS)
            .toList();
    var ids = new LinkedHashSet<String>();
    var computations = new LinkedHashSet<String>();
    facts.forEach(fact -> {
      ids.add(fact.id());
      computations.add(fact.computation());
    });
    return new Answer(
        answer.answerId(),
        answer.sessionId(),
        answer.question(),
        answer.target(),
        answer.windows(),
        answer.mode(),
        answer.status(),
        "",
        answer.findings().stream()
            .filter(finding -> ids.containsAll(finding.factIds()))
            .map(Earlier::bare)
            .toList(),
        facts,
        List.of(),
        answer.plan(),
        answer.coverage(),
        answer.looks(),
        answer.dropped(),
        new Answer.Routing(answer.routing().chosen(), List.of()),
        List.of(),
        answer.usage(),
        answer.versions(),
        new Answer.Receipt(
            answer.receipt().computations().stream()
                .filter(one -> computations.contains(one.id()))
                .toList()),
        new Answer.Voice("", List.of(), "", List.of(), 0, 0, ""),
        answer.causes().stream().filter(cause -> ids.containsAll(cause.factIds())).toList());
  }

  private static Finding bare(Finding finding) {
    return new Finding(
        finding.id(),
        finding.title(),
        finding.severity(),
        finding.confidence(),
        finding.statement(),
        finding.factIds(),
        List.of(),
        finding.judged());
  }
}
