package dev.clew.investigation;

import dev.clew.evidence.Computation;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.interpretation.Statement;
import dev.clew.interpretation.voice.Spoken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives the ids of several measurements' facts, evidence, computations and findings so that each
/// is unique in the answer that joins them. Measurements are handed over in the order of their
/// steps; a lone one keeps its ids.
final class Renumbering {
  private final String answerId;
  private final Set<String> names = new HashSet<>();
  private int facts;
  private int evidence;
  private int computations;
  private int findings;
  private Map<String, String> lastFacts = Map.of();
  private Map<String, String> lastFindings = Map.of();

  Renumbering(String answerId) {
    this.answerId = answerId;
  }

  /// The measurement with ids of its own.
  ///
  /// @param qualifier told apart by this: facts whose name stands in the answer already get it in
  ///   brackets
  Measurement next(Measurement measurement, String qualifier) {
    return switch (measurement) {
      case Measurement.Found(var results) -> new Measurement.Found(next(results, qualifier));
      case Measurement.Clean(var results) -> new Measurement.Clean(next(results, qualifier));
      case Measurement.TooLittleData little ->
          new Measurement.TooLittleData(
              little.have(),
              little.need(),
              little.unit(),
              little.what(),
              next(little.results(), qualifier));
      case Measurement.NotApplicable none -> none;
    };
  }

  /// The new ids of the facts of the measurement that was handed over last, by their old ones.
  Map<String, String> factIds() {
    return lastFacts;
  }

  /// Likewise of its findings.
  Map<String, String> findingIds() {
    return lastFindings;
  }

  /// What a model said of the measurement that was handed over last, with its new ids.
  Spoken last(Spoken spoken) {
    return spoken.renumbered(
        text -> Statement.parse(text).renumbered(lastFacts).toString(),
        id -> lastFindings.getOrDefault(id, id));
  }

  private Results next(Results results, String qualifier) {
    var newComputations = new LinkedHashMap<String, String>();
    var newFacts = new LinkedHashMap<String, String>();
    var newEvidence = new HashMap<String, String>();
    var newFindings = new LinkedHashMap<String, String>();
    var allComputations = new ArrayList<Computation>();
    for (var one : results.computations()) {
      newComputations.put(one.id(), "C" + ++computations);
      allComputations.add(one.renumbered("C" + computations));
    }
    var allFacts = new ArrayList<Fact>();
    for (var one : results.facts()) {
      newFacts.put(one.id(), "F" + ++facts);
      allFacts.add(
          unique(
              one.renumbered("F" + facts, renamed(newComputations, one.computation())), qualifier));
    }
    var allEvidence = new ArrayList<Evidence>();
    for (var one : results.evidence()) {
      newEvidence.put(one.id(), "E" + ++evidence);
      allEvidence.add(renumbered(one, "E" + evidence));
    }
    var allFindings = new ArrayList<Finding>();
    for (var one : results.findings()) {
      newFindings.put(one.id(), "N" + ++findings);
      allFindings.add(renumbered(one, "N" + findings, newFacts, newEvidence));
    }
    lastFacts = newFacts;
    lastFindings = newFindings;
    return new Results(
        allFindings,
        allFacts,
        allEvidence,
        allComputations,
        results.coverage(),
        results.looks(),
        results.next(),
        Statement.parse(results.opening()).renumbered(newFacts).toString(),
        results.asked().stream().map(id -> newFindings.getOrDefault(id, id)).toList());
  }

  private Fact unique(Fact fact, String qualifier) {
    if (names.add(fact.name())) {
      return fact;
    }
    var name = fact.name() + "[" + qualifier + "]";
    for (var again = 2; !names.add(name); again++) {
      name = fact.name() + "[" + qualifier + ", " + again + "]";
    }
    return new Fact(
        fact.id(), name, fact.value(), fact.low(), fact.high(), fact.unit(), fact.computation());
  }

  private Evidence renumbered(Evidence one, String id) {
    var own = "/v1/evidence/" + one.id();
    return new Evidence(
        id,
        one.kind(),
        one.title(),
        one.href().equals(own) ? "/v1/evidence/" + EvidenceId.of(answerId, id) : one.href(),
        one.chart(),
        one.spans(),
        one.rowIds(),
        one.reading(),
        one.excerpts());
  }

  private static Finding renumbered(
      Finding one, String id, Map<String, String> facts, Map<String, String> evidence) {
    return new Finding(
        id,
        Statement.parse(one.title()).renumbered(facts).toString(),
        one.severity(),
        one.confidence(),
        Statement.parse(one.statement()).renumbered(facts).toString(),
        all(one.factIds(), facts),
        all(one.evidenceIds(), evidence),
        one.judged());
  }

  private static List<String> all(List<String> ids, Map<String, String> newIds) {
    return ids.stream().map(id -> renamed(newIds, id)).toList();
  }

  private static String renamed(Map<String, String> newIds, String id) {
    var newId = newIds.get(id);
    if (newId == null) {
      throw new IllegalStateException("a measurement names " + id + ", which it does not hold");
    }
    return newId;
  }
}
