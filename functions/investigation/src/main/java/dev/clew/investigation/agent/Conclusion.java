package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.interpretation.ClaimCheck;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.PlainText;
import dev.clew.interpretation.Sentences;
import dev.clew.interpretation.Statement;
import dev.clew.investigation.ComputedFacts;
import dev.clew.investigation.Report;
import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.expressions.Value;
import dev.clew.investigation.plans.Computed;
import dev.clew.investigation.plans.Course;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.Line;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts an investigation's answer together: which causes are supported, by what; what is ruled out;
/// what could not be seen; and what to do first.
final class Conclusion {
  private static final int MOST_FACTS = 12;
  private static final int MOST_FINDINGS = 4;
  private static final int TOLD = 2;

  private final Courses courses;
  private final Report report;
  private final Models models;

  Conclusion(Courses courses, Report report, Models models) {
    this.courses = courses;
    this.report = report;
    this.models = models;
  }

  Answer answer(SoFar soFar, Duration elapsed) {
    var agenda = soFar.agenda();
    var heading =
        new Report.Heading(
            agenda.heading().answerId(),
            agenda.heading().sessionId(),
            agenda.question().text().strip());
    var taken =
        agenda.steps().stream()
            .map(step ->
                new Report.Taken(
                    step.id(),
                    step.request(),
                    step.status(),
                    step.reason(),
                    Optional.ofNullable(soFar.results().get(step.id()))))
            .toList();
    var deciding = agenda.deciding();
    var modelled =
        new Report.Modelled(
            deciding.accepted() > 0 ? Report.Chooser.MODEL : Report.Chooser.PLAYBOOK,
            deciding.use(),
            deciding.prompts().stream().map(hash -> new Prompt("agent", hash)).toList(),
            models.off().isEmpty() ? without(soFar) : models.off());
    var routing =
        new Answer.Routing(
            agenda.routing().chosen(), agenda.routing().considered(), deciding.refusals());
    return report.conclude(
        heading, routing, taken, joined -> new Closer(soFar, joined).closing(), modelled, elapsed);
  }

  /// Since when a model that was there decided nothing any more; empty where it decided to the end.
  private static String without(SoFar soFar) {
    return soFar
        .agenda()
        .deciding()
        .without()
        .map(one ->
            "from "
                + (one.since().isEmpty() ? "the beginning" : "step " + one.since())
                + " on the playbook decided alone: "
                + one.why())
        .orElse("");
  }

  /// A cause with the words for it.
  private record Told(Tested tested, Answer.Cause cause, double weight) {}

  private final class Closer {
    private final SoFar soFar;
    private final Map<String, Fact> facts;
    private final Map<String, Finding> findings;
    private final List<Fact> computed = new ArrayList<>();
    private final List<Computation> computations = new ArrayList<>();
    private final int computationsBefore;
    private int dropped;

    Closer(SoFar soFar, Report.Joined joined) {
      this.soFar = soFar;
      this.facts = new LinkedHashMap<>(joined.facts());
      this.findings = joined.findings();
      this.computationsBefore = joined.computations();
    }

    Report.Closing closing() {
      soFar.agenda().computed().forEach(this::compute);
      var side = sideBySide();
      var told = told();
      var advice =
          told.stream()
              .filter(one -> one.tested().is(Answer.Verdict.SUPPORTED))
              .map(one -> advice(one.tested()))
              .filter(text -> !text.isEmpty())
              .distinct()
              .toList();
      return new Report.Closing(
          computed,
          computations,
          told.stream().map(Told::cause).toList(),
          soFar.agenda().changes(),
          summary(told, side),
          advice,
          dropped);
    }

    /// Ranked: what is supported by what it would matter and how sure it is, then what is ruled
    /// out, then what is open. Where a model put supported ones in an order, in that one.
    private List<Told> told() {
      var order = soFar.agenda().causes();
      return Tested.all(soFar, courses).stream()
          .map(this::told)
          .sorted(
              Comparator.<Told>comparingInt(one -> rank(one.cause().verdict()))
                  .thenComparingInt(one -> {
                    var at = order.indexOf(one.tested().key());
                    return at < 0 ? order.size() : at;
                  })
                  .thenComparing(one -> one.tested().possible().noticed())
                  .thenComparing(Comparator.comparingDouble(Told::weight).reversed()))
          .toList();
    }

    private Told told(Tested tested) {
      var possible = tested.possible();
      var template =
          switch (tested.verdict()) {
            case SUPPORTED -> said(tested, possible.because());
            case RULED_OUT -> said(tested, possible.against());
            case OPEN -> "";
          };
      var rests = new LinkedHashSet<>(ids(tested.facts()));
      rests.addAll(Statement.parse(template).factIds());
      var about = findings(rests);
      var reason =
          tested.is(Answer.Verdict.OPEN)
              ? tested.open().isEmpty() ? "the facts do not decide it" : tested.open()
              : template.isEmpty() ? instead(tested, about) : template;
      return new Told(
          tested,
          new Answer.Cause(
              possible.cause(),
              tested.line().target(),
              tested.verdict(),
              tested.is(Answer.Verdict.OPEN) ? literal(capital(reason)) + "." : reason,
              about.stream().map(Finding::id).toList(),
              List.copyOf(rests)),
          weight(possible.weight()) * (1 + strongest(about)));
    }

    /// What a playbook's sentences say of these facts, as far as they hold.
    private String said(Tested tested, String template) {
      var filled = Sentence.of(template, soFar.about(tested.line().target()), facts);
      var checked = ClaimCheck.check(filled, facts.values());
      dropped += checked.refusals().size();
      return checked.kept();
    }

    private String instead(Tested tested, List<Finding> about) {
      return about.stream()
          .map(finding -> Sentences.of(finding.statement()).getFirst())
          .findFirst()
          .orElseGet(() -> named(tested));
    }

    /// The facts themselves, where nobody wrote a sentence around them.
    private String named(Tested tested) {
      return tested.facts().stream()
              .filter(known -> facts.containsKey(known.ref()))
              .limit(TOLD)
              .map(known -> "\u201c" + bare(known.fact().name()) + "\u201d is {" + id(known) + "}")
              .collect(Collectors.joining(", "))
          + ".";
    }

    private static String bare(String name) {
      return name.replace('{', '(').replace('}', ')');
    }

    private String advice(Tested tested) {
      var target = tested.line().target();
      var filled = Sentence.of(tested.possible().advice(), soFar.about(target), facts);
      var several = soFar.agenda().lines().stream().map(Line::target).distinct().count() > 1;
      return filled.isEmpty() || !several ? filled : literal(target) + ": " + filled;
    }

    /// Findings that rest on a fact which the verdict rests on, those that weigh most first.
    private List<Finding> findings(Set<String> rests) {
      return Interpreter.byWeight(
              findings.values().stream()
                  .filter(finding -> finding.factIds().stream().anyMatch(rests::contains))
                  .toList())
          .stream()
          .limit(MOST_FINDINGS)
          .toList();
    }

    private List<String> ids(List<Known> known) {
      return known.stream()
          .filter(one -> facts.containsKey(one.ref()))
          .map(this::id)
          .distinct()
          .limit(MOST_FACTS)
          .toList();
    }

    private String id(Known known) {
      return java.util.Objects.requireNonNull(facts.get(known.ref())).id();
    }

    private String summary(List<Told> told, Optional<String> side) {
      if (told.isEmpty()) {
        return "";
      }
      var sentences = new ArrayList<String>();
      var targets = new LinkedHashSet<String>();
      soFar.agenda().lines().forEach(line -> targets.add(line.target()));
      for (var target : targets) {
        var own = told.stream().filter(one -> one.cause().target().equals(target)).toList();
        sentences.add(summary(literal(target), own));
      }
      side.ifPresent(sentences::add);
      blocked().ifPresent(sentences::add);
      soFar
          .agenda()
          .asking()
          .ifPresent(text -> sentences.add("To go on it takes a reply: " + literal(text)));
      return String.join(" ", sentences);
    }

    private String summary(String target, List<Told> own) {
      var supported =
          own.stream().filter(one -> one.tested().is(Answer.Verdict.SUPPORTED)).toList();
      var harm = supported.stream().filter(one -> !one.tested().possible().noticed()).toList();
      var noticed = supported.stream().filter(one -> one.tested().possible().noticed()).toList();
      var out = new ArrayList<String>();
      if (harm.isEmpty()) {
        out.add(
            target
                + ": nothing that would make it worse is supported by the facts"
                + causes(own, Answer.Verdict.RULED_OUT, "; ruled out: ")
                + ".");
        own.stream()
            .filter(one -> one.tested().is(Answer.Verdict.RULED_OUT))
            .findFirst()
            .ifPresent(one -> out.add(Sentences.of(one.cause().reason()).getFirst()));
      } else {
        out.add(target + ": " + harm.getFirst().cause().cause() + ".");
        out.add(harm.getFirst().cause().reason());
        harm.stream()
            .skip(1)
            .limit(TOLD)
            .forEach(one -> {
              out.add("Also, " + one.cause().cause() + ".");
              out.add(Sentences.of(one.cause().reason()).getFirst());
            });
        var ruled = causes(own, Answer.Verdict.RULED_OUT, "Ruled out: ");
        if (!ruled.isEmpty()) {
          out.add(ruled + ".");
        }
      }
      for (int i = 0; i < Math.min(TOLD, noticed.size()); i++) {
        var cause = noticed.get(i).cause();
        out.add(
            (i > 0 ? "Besides, " : harm.isEmpty() ? "What did change: " : "Besides, ")
                + cause.cause()
                + ".");
        out.add(cause.reason());
      }
      var open = causes(own, Answer.Verdict.OPEN, "Could not be told: ");
      if (!open.isEmpty()) {
        out.add(open + ".");
      }
      return String.join(" ", out);
    }

    private static String causes(List<Told> own, Answer.Verdict verdict, String before) {
      var causes =
          own.stream()
              .filter(one -> one.tested().is(verdict))
              .map(one -> one.cause().cause())
              .collect(Collectors.joining("; "));
      return causes.isEmpty() ? "" : before + causes;
    }

    /// What could not be seen for a step that was not done.
    private Optional<String> blocked() {
      var steps =
          soFar.agenda().steps().stream()
              .filter(step -> step.status() != StepStatus.DONE)
              .map(step ->
                  step.request().skill()
                      + " on "
                      + step.request().target()
                      + " ("
                      + Sentences.of(step.reason().isEmpty() ? "not reached" : step.reason())
                          .getFirst()
                          .replaceFirst("\\.$", "")
                      + ")")
              .toList();
      return steps.isEmpty()
          ? Optional.empty()
          : Optional.of("Not seen: " + literal(String.join("; ", steps)) + ".");
    }

    /// Where two targets each have a share that ends wrongly, both beside each other.
    private Optional<String> sideBySide() {
      record Side(Line line, Course course, Known share) {}
      var sides = new ArrayList<Side>();
      for (var line : soFar.agenda().lines()) {
        courses
            .of(line.kind())
            .filter(course -> course.wrong().isPresent())
            .ifPresent(course -> {
              var evaluated = Tested.held(course.wrong().get(), soFar.about(line.target()));
              if (evaluated.value() instanceof Value.Amount && evaluated.facts().size() == 1) {
                sides.add(new Side(line, course, evaluated.facts().getFirst()));
              }
            });
      }
      if (sides.size() < 2
          || sides.stream().anyMatch(side -> !facts.containsKey(side.share().ref()))) {
        return Optional.empty();
      }
      var worst =
          sides.stream()
              .sorted(
                  Comparator.<Side>comparingDouble(side -> side.share().fact().number()).reversed())
              .toList();
      var text =
          worst.stream()
              .map(side ->
                  "on "
                      + literal(side.line().target())
                      + " {"
                      + id(side.share())
                      + "} "
                      + side.course().wrongWords())
              .collect(Collectors.joining(", "));
      var expression = worst.getFirst().share().ref() + " / " + worst.get(1).share().ref();
      var ratio = Expression.parse(expression).on(soFar.all());
      var sentence = "Side by side: " + text;
      if (ratio.value() instanceof Value.Amount(var value, var unit, var _)) {
        var fact =
            compute(
                new Computed(
                    "K" + (soFar.agenda().computed().size() + 1),
                    expression,
                    "how the two compare",
                    value,
                    unit,
                    ratio.facts().stream().map(Known::ref).toList()));
        sentence += fact.map(one -> ", a ratio of {" + one.id() + "}").orElse("");
      }
      return Optional.of(sentence + ".");
    }

    /// Writes a computed number down as a fact of the answer, with the facts it was made of under
    /// their ids in the answer.
    private Optional<Fact> compute(Computed one) {
      var expression = one.expression();
      for (var ref : one.facts()) {
        var fact = facts.get(ref);
        if (fact == null) {
          return Optional.empty();
        }
        expression =
            expression.replaceAll(
                "\\b" + java.util.regex.Pattern.quote(ref) + "\\b", "<" + fact.id() + ">");
      }
      expression = expression.replaceAll("[<]([F][0-9]+)[>]", "$1");
      var computation = "C" + (computationsBefore + computations.size() + 1);
      var fact =
          new Fact(
              "F" + (highest() + 1),
              "computed[of=" + expression + "]",
              new FactValue.Real(one.value()),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              one.unit(),
              computation);
      computations.add(
          new Computation(
              computation,
              ComputedFacts.SKILL,
              "1",
              "",
              "worked out from other facts: " + one.settles(),
              Map.of(ComputedFacts.EXPRESSION, expression),
              Windows.only(new Window.None(), "as the facts it is made of"),
              0,
              List.of()));
      computed.add(fact);
      facts.put(SoFar.COMPUTED + ".F" + computed.size(), fact);
      return Optional.of(fact);
    }

    private int highest() {
      return facts.values().stream()
          .mapToInt(fact -> Integer.parseInt(fact.id().substring(1)))
          .max()
          .orElse(0);
    }
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
  private static String literal(String text) {
    return PlainText.line(text).replace('{', '(').replace('}', ')');
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
