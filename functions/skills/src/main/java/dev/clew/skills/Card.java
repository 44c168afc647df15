package dev.clew.skills;

import dev.clew.evidence.Fact;
import dev.clew.evidence.Measurement;
import dev.clew.traces.spans.Needs;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A skill's `SKILL.md`, parsed: what it is for, what it reads, and what holds when it is done.
///
/// The front matter is YAML:
///
/// ```yaml
/// name: token-cost
/// version: 1
/// family: applications            # predictors | applications | exploration | documentation | monitoring
/// description: Tokens and money by model, operation, session and user.
/// when: [which models burn the tokens, what does it cost, who grew]
/// when-not: [why is it slow]
/// reads: application              # application | predictor | [application, predictor]
/// baseline: always                # always | stated: compare only where somebody says with what | never; optional
/// needs: [events, tool-details]   # parts of spans beyond the skeleton; applications only
/// max-text: 4000                  # longest text the skill looks at, characters; optional
/// deployable: skills              # which artefact its function runs from
/// parameters:                     # JSON Schema of an object whose properties are strings, numbers, booleans
///   type: object
///   properties:
///     top: {type: integer, minimum: 1, maximum: 100, default: 10, description: how many to list}
///   additionalProperties: false
/// postcondition:
///   facts: [tokens.total]         # names (or prefixes ending in *) of facts that exist when it is done
/// proposes:                       # what it would store for others to read, with the user's approval; optional
///   fact: evaluation.keepable     # the fact that is there when it has something to store and no approval
///   what: keep the verdicts beside the traces
/// ```
///
/// @param reads kinds of targets it can look at, one at a time; at least one
/// @param parametersSchema JSON Schema as JSON text
/// @param requiredFacts fact names, or prefixes that end in `*`
/// @param proposes what it would store with the user's approval; empty where it only reads
/// @param body the Markdown below the front matter: how to interpret, how confidence is set
public record Card(
    String name,
    String version,
    String family,
    String description,
    List<String> when,
    List<String> whenNot,
    Set<Reads> reads,
    Baseline baseline,
    Needs needs,
    String deployable,
    String parametersSchema,
    List<String> requiredFacts,
    Optional<Proposes> proposes,
    String body) {

  /// What a skill would store for other questions to read. It stores nothing without the user's
  /// approval: it says by a fact that it could, and is run once more when it may.
  ///
  /// @param what in words that follow "Shall Clew", such as `keep the verdicts`
  public record Proposes(String fact, String what) {
    public Proposes {
      if (fact.isBlank() || what.isBlank()) {
        throw new IllegalArgumentException("what is proposed has a fact and words");
      }
    }
  }

  public Card {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("skill name '" + name + "' is not words joined by '-'");
    }
    if (reads.isEmpty()) {
      throw new IllegalArgumentException("skill " + name + " reads nothing");
    }
    reads = Collections.unmodifiableSet(EnumSet.copyOf(reads));
    when = List.copyOf(when);
    whenNot = List.copyOf(whenNot);
    requiredFacts = List.copyOf(requiredFacts);
  }

  /// The same, with other parts of spans read.
  public Card needing(Needs others) {
    return new Card(
        name,
        version,
        family,
        description,
        when,
        whenNot,
        reads,
        baseline,
        others,
        deployable,
        parametersSchema,
        requiredFacts,
        proposes,
        body);
  }

  /// Whether it can look at targets of a kind.
  public boolean reads(Reads kind) {
    return reads.contains(kind);
  }

  /// `application`, `predictor`, or both of them: `application or predictor`.
  public String readsWords() {
    return reads.stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  /// The first fact that this card promises of every finished run and that a measurement lacks;
  /// empty where it keeps the promise. Only runs that came to a verdict are held to it.
  public Optional<String> broken(Measurement measurement) {
    return switch (measurement) {
      case Measurement.Found(var results) -> missing(results.facts());
      case Measurement.Clean(var results) -> missing(results.facts());
      case Measurement.TooLittleData _, Measurement.NotApplicable _ -> Optional.empty();
    };
  }

  private Optional<String> missing(List<Fact> facts) {
    return requiredFacts.stream()
        .filter(required -> facts.stream().map(Fact::name).noneMatch(name -> is(name, required)))
        .findFirst();
  }

  private static boolean is(String name, String required) {
    return required.endsWith("*")
        ? name.startsWith(required.substring(0, required.length() - 1))
        : name.equals(required) || name.startsWith(required + "[");
  }

  /// Whether a skill compares where nobody said with what: two parts of the data, or all of it with
  /// nothing; or never, since what it looks at is one thing and no stretch of data.
  public enum Baseline {
    ALWAYS,
    STATED,
    NEVER
  }

  /// A kind of target that a skill can read.
  public enum Reads {
    APPLICATION,
    PREDICTOR,
    /// Clew's own pages, and the tenant's.
    DOCUMENTATION
  }
}
