package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Severity;
import dev.clew.interpretation.ClaimCheck;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.PlainText;
import dev.clew.interpretation.Sentences;
import dev.clew.interpretation.Statement;
import dev.clew.investigation.plans.Course;
import dev.clew.investigation.plans.Standing;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts the causes into words and in order: what is supported by how much it would matter and how
/// sure it is, then what is ruled out, then what is open. Where a model put supported ones in an
/// order, in that one.
final class Ranking {
  private static final int MOST_FACTS = 12;
  private static final int MOST_FINDINGS = 4;
  private static final int TOLD = 2;

  /// A finding is more likely true than not from this confidence on.
  private static final double LIKELY = 0.5;

  private final SoFar soFar;
  private final AnswerFacts facts;
  private final Collection<Finding> findings;
  private int dropped;

  Ranking(SoFar soFar, AnswerFacts facts, Collection<Finding> findings) {
    this.soFar = soFar;
    this.facts = facts;
    this.findings = findings;
  }

  /// Sentences of playbooks that did not hold.
  int dropped() {
    return dropped;
  }

  List<Told> of(List<Tested> causes) {
    var order =
        soFar.agenda().standing() instanceof Standing.Reporting(var named)
            ? named
            : List.<String>of();
    return causes.stream()
        .map(this::told)
        .sorted(
            Comparator.<Told>comparingInt(one -> rank(one.cause().verdict()))
                .thenComparingInt(one -> {
                  var at = order.indexOf(one.tested().key());
                  return at < 0 ? order.size() : at;
                })
                .thenComparing(Told::isNoticed)
                .thenComparing(Comparator.comparingDouble(Told::weight).reversed()))
        .toList();
  }

  private Told told(Tested tested) {
    var possible = tested.possible();
    var said =
        switch (tested.verdict()) {
          case SUPPORTED -> said(tested, possible.because());
          case RULED_OUT -> said(tested, possible.against());
          case OPEN -> "";
        };
    var named = Statement.parse(said).factIds();
    var rests = new LinkedHashSet<>(facts.ids(tested.facts()).stream().limit(MOST_FACTS).toList());
    rests.addAll(named);
    var about = about(rests, named.isEmpty() ? rests : named);
    var reason =
        switch (tested.verdict()) {
          case OPEN -> open(tested);
          case RULED_OUT -> said.isEmpty() ? instead(tested, about) : said;
          case SUPPORTED -> (said.isEmpty() ? instead(tested, about) : said) + thin(tested, about);
        };
    return new Told(
        tested,
        new Answer.Cause(
            possible.cause(),
            tested.line().target(),
            tested.verdict(),
            reason,
            about.stream().map(Finding::id).toList(),
            List.copyOf(rests)),
        weight(possible.weight()) * (1 + strongest(about)));
  }

  /// What a playbook's sentences say of these facts, as far as they hold.
  private String said(Tested tested, String template) {
    var filled = Sentence.of(template, soFar.about(tested.line().target()), facts.byRef());
    var checked = ClaimCheck.check(filled, facts.byRef().values());
    dropped += checked.refusals().size();
    return checked.kept();
  }

  /// Where little stands behind a cause, that is said with it: the finding that is most about it is
  /// no more likely true than not, or there is but one fact and no finding of any severity.
  private static String thin(Tested tested, List<Finding> about) {
    var first = about.stream().findFirst();
    if (first.filter(finding -> finding.confidence() < LIKELY).isPresent()) {
      return " The evidence for this is weak.";
    }
    var found = first.filter(finding -> finding.severity() != Severity.INFO);
    return found.isEmpty() && tested.facts().size() == 1 && !tested.possible().noticed()
        ? " This rests on one fact alone."
        : "";
  }

  private static String open(Tested tested) {
    var why = tested.open().isEmpty() ? "the facts do not decide it" : tested.open();
    return literal(why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1)) + ".";
  }

  /// Where the playbook has no sentence that holds: the strongest finding's first one, or the facts
  /// themselves.
  private String instead(Tested tested, List<Finding> about) {
    return about.isEmpty() ? named(tested) : Sentences.of(about.getFirst().statement()).getFirst();
  }

  private String named(Tested tested) {
    return tested.facts().stream()
            .filter(known -> facts.id(known).isPresent())
            .limit(TOLD)
            .map(known ->
                literal(words(known.fact().name())) + ": {" + facts.id(known).orElseThrow() + "}")
            .collect(Collectors.joining("; "))
        + ".";
  }

  /// A fact's name as a reader says it: `Drift verdict of RELP` for `drift.verdict[column=RELP]`.
  static String words(String name) {
    int open = name.indexOf('[');
    var path = (open < 0 ? name : name.substring(0, open)).replace('.', ' ').replace('_', ' ');
    var of =
        open < 0
            ? ""
            : Stream.of(name.substring(open + 1, name.length() - 1).split(",", -1))
                .map(part -> part.substring(part.indexOf('=') + 1))
                .collect(Collectors.joining(", ", " of ", ""));
    return path.substring(0, 1).toUpperCase(Locale.ROOT) + path.substring(1) + of;
  }

  /// Findings that rest on a fact which the verdict rests on: those first that are about most of
  /// what is said, among them those that weigh most.
  private List<Finding> about(Collection<String> rests, Collection<String> said) {
    return Interpreter.byWeight(
            findings.stream()
                .filter(finding -> finding.factIds().stream().anyMatch(rests::contains))
                .toList())
        .stream()
        .sorted(
            Comparator.comparingLong((Finding finding) ->
                    finding.factIds().stream().distinct().filter(said::contains).count())
                .reversed())
        .limit(MOST_FINDINGS)
        .toList();
  }

  private static int rank(Answer.Verdict verdict) {
    return switch (verdict) {
      case SUPPORTED -> 0;
      case RULED_OUT -> 1;
      case OPEN -> 2;
    };
  }

  private static double weight(Course.Weight weight) {
    return switch (weight) {
      case HIGH -> 4;
      case MEDIUM -> 2;
      case LOW -> 1;
    };
  }

  private static double strongest(List<Finding> findings) {
    return findings.stream()
        .mapToDouble(finding ->
            finding.confidence()
                * switch (finding.severity()) {
                  case INFO -> 0.25;
                  case LOW -> 0.5;
                  case MEDIUM -> 1;
                  case HIGH -> 2;
                })
        .max()
        .orElse(0);
  }

  /// Text that is not ours to fill: its braces are no placeholders.
  static String literal(String text) {
    return PlainText.line(text).replace('{', '(').replace('}', ')');
  }
}
