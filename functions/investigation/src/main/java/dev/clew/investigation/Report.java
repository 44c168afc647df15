package dev.clew.investigation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.Words;
import dev.clew.interpretation.voice.Spoken;
import dev.clew.models.guard.ModelUse;
import dev.clew.models.prompts.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts what came of several steps together into one answer.
public final class Report {
  /// More advice, or more examples of questions, than this is not read.
  private static final int MOST_ADVISED = 5;

  private final String clewVersion;
  private final Interpreter interpreter;

  /// @param clewVersion for the answer's `versions`
  public Report(String clewVersion, Interpreter interpreter) {
    this.clewVersion = clewVersion;
    this.interpreter = interpreter;
  }

  /// What models had to do with an answer, besides the words of its steps.
  ///
  /// @param chooser who chose the steps
  /// @param routing what was sent to choose
  /// @param prompts those that were sent to choose
  /// @param off why there is no model; empty where there is one
  public record Modelled(Chooser chooser, ModelUse routing, List<Prompt> prompts, String off) {
    public Modelled {
      prompts = List.copyOf(prompts);
    }
  }

  /// Who chose the steps.
  public enum Chooser {
    MODEL,
    PLAYBOOK,
    USER
  }

  /// Whose answer it is.
  public record Heading(String answerId, String sessionId, String question) {}

  /// One answer from the steps' results, in the order of the steps.
  ///
  /// @param results at least one
  /// @param suggesting what to ask next
  public Answer join(
      Heading heading,
      Answer.Routing routing,
      List<StepResult> results,
      Suggesting suggesting,
      Modelled modelled,
      Duration elapsed) {
    var renumbering = new Renumbering(heading.answerId());
    var measurements = new LinkedHashMap<Integer, Measurement>();
    var spoken = new ArrayList<Spoken>();
    var told = new ArrayList<Interpreter.Told>();
    for (var i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof StepResult.Measured measured) {
        var request = measured.request();
        var measurement =
            renumbering.next(
                measured.measurement(),
                "skill=" + request.skill() + ", target=" + request.target());
        measurements.put(i, measurement);
        spoken.add(renumbering.last(measured.spoken()));
        told.add(
            new Interpreter.Told(
                request.target(), SlicedRun.withoutParts(measurement), spoken.getLast()));
      }
    }
    var shown = measurements.values().stream().flatMap(one -> one.shown().stream()).toList();
    var words =
        measurements.isEmpty()
            ? new Words(Answer.Status.UNKNOWN, "", List.of(), List.of())
            : interpreter.tell(told, heading.question());
    var parts = SlicedRun.parts(shown);
    var use = spoken.stream().map(Spoken::use).reduce(modelled.routing(), ModelUse::and);
    var failures = failures(results);
    return new Answer(
        heading.answerId(),
        heading.sessionId(),
        heading.question(),
        results.stream()
            .map(result -> result.request().target())
            .distinct()
            .collect(Collectors.joining(", ")),
        windows(results),
        mode(modelled, measurements.values(), spoken),
        status(words.status(), results),
        around(joined(words.summary(), failures), parts),
        Stream.concat(words.findings().stream(), parts.stream()).toList(),
        all(shown, Results::facts),
        all(shown, Results::evidence),
        plan(results, measurements),
        coverage(results, measurements),
        shown.stream().mapToLong(Results::looks).sum(),
        words.refusals().size(),
        routing,
        suggesting.of(results),
        usage(results, use, elapsed),
        versions(modelled, spoken, use),
        new Answer.Receipt(all(shown, Results::computations)),
        voice(modelled, spoken, use));
  }

  /// A step of a plan, taken or not.
  ///
  /// @param id in the plan
  /// @param reason why it is blocked, else why it was taken
  /// @param result what came of it; empty for a step that was not run
  public record Taken(
      String id,
      StepRequest request,
      StepStatus status,
      String reason,
      Optional<StepResult> result) {}

  /// What the steps found together.
  ///
  /// @param facts by where they come from: `S2.F7` to the answer's fact
  /// @param findings likewise: `S2.N1` to the answer's finding
  /// @param computations how many the receipt holds
  public record Joined(Map<String, Fact> facts, Map<String, Finding> findings, int computations) {}

  /// What an investigation concludes beyond its steps' findings.
  ///
  /// @param facts worked out from others
  /// @param computations where those come from
  /// @param summary instead of the steps' own; empty to leave theirs
  /// @param advice what to do, most urgent first
  /// @param dropped sentences that did not hold
  public record Closing(
      List<Fact> facts,
      List<Computation> computations,
      List<Answer.Cause> causes,
      List<Answer.Change> changes,
      String summary,
      List<String> advice,
      int dropped) {}

  /// One answer from a plan's steps and what is concluded from them.
  public Answer conclude(
      Heading heading,
      Answer.Routing routing,
      List<Taken> taken,
      Function<Joined, Closing> closing,
      Suggesting suggesting,
      Modelled modelled,
      Duration elapsed) {
    var run = taken.stream().filter(one -> one.result().isPresent()).toList();
    var results = run.stream().map(one -> one.result().orElseThrow()).toList();
    var facts = new LinkedHashMap<String, Fact>();
    var findingIds = new LinkedHashMap<String, String>();
    var renumbering = new Renumbering(heading.answerId());
    for (var one : run) {
      if (one.result().orElseThrow() instanceof StepResult.Measured measured) {
        var renumbered =
            renumbering.next(
                measured.measurement(),
                "skill=" + one.request().skill() + ", target=" + one.request().target());
        var byId = new LinkedHashMap<String, Fact>();
        renumbered
            .shown()
            .ifPresent(shown -> shown.facts().forEach(fact -> byId.put(fact.id(), fact)));
        if (renumbered.shown().isEmpty()) {
          continue;
        }
        renumbering
            .factIds()
            .forEach((before, now) ->
                Optional.ofNullable(byId.get(now))
                    .ifPresent(fact -> facts.put(one.id() + "." + before, fact)));
        renumbering
            .findingIds()
            .forEach((before, now) -> findingIds.put(one.id() + "." + before, now));
      }
    }
    var answer = join(heading, routing, results, suggesting, modelled, elapsed);
    var findings = new LinkedHashMap<String, Finding>();
    findingIds.forEach((before, now) ->
        answer.findings().stream()
            .filter(finding -> finding.id().equals(now))
            .findFirst()
            .ifPresent(finding -> findings.put(before, finding)));
    var closed = closing.apply(new Joined(facts, findings, answer.receipt().computations().size()));
    return closed(answer, closed, run, taken);
  }

  private static Answer closed(Answer answer, Closing closing, List<Taken> run, List<Taken> taken) {
    var steps = new ArrayList<Answer.Step>();
    for (var one : taken) {
      var at = run.indexOf(one);
      var joined =
          at < 0 ? Optional.<Answer.Step>empty() : Optional.of(answer.plan().steps().get(at));
      steps.add(
          new Answer.Step(
              one.id(),
              one.request().skill(),
              one.request().target(),
              joined
                  .map(Answer.Step::windows)
                  .orElse(Windows.only(new Window.None(), "not reached")),
              one.status(),
              one.status() == StepStatus.BLOCKED
                  ? one.reason()
                  : joined.map(Answer.Step::reason).orElse(one.reason()),
              joined.map(Answer.Step::factIds).orElse(List.of())));
    }
    var blocked = taken.stream().anyMatch(one -> one.status() != StepStatus.DONE);
    var facts = new ArrayList<>(answer.facts());
    facts.addAll(closing.facts());
    var computations = new ArrayList<>(answer.receipt().computations());
    computations.addAll(closing.computations());
    var voice = answer.voice();
    var advice = new LinkedHashSet<>(closing.advice());
    advice.addAll(voice.advice());
    return new Answer(
        answer.answerId(),
        answer.sessionId(),
        answer.question(),
        answer.target(),
        answer.windows(),
        answer.mode(),
        blocked && answer.status() == Answer.Status.ANSWERED
            ? Answer.Status.PARTIAL
            : answer.status(),
        closing.summary().isEmpty()
            ? answer.summary()
            : around(closing.summary(), answer.findings()),
        answer.findings(),
        facts,
        answer.evidence(),
        new Answer.Plan(steps, closing.changes()),
        answer.coverage(),
        answer.looks(),
        answer.dropped() + closing.dropped(),
        answer.routing(),
        answer.next(),
        answer.usage(),
        answer.versions(),
        new Answer.Receipt(computations),
        new Answer.Voice(
            voice.meaning(),
            advice.stream().limit(MOST_ADVISED).toList(),
            voice.host(),
            voice.models(),
            voice.charactersSent(),
            voice.redacted(),
            voice.off(),
            voice.remarks()),
        closing.causes());
  }

  /// An answer that says why there is none.
  ///
  /// @param why sentences without figures of the data
  /// @param next questions that can be answered
  public Answer unknown(
      Heading heading,
      Answer.Routing routing,
      String why,
      List<String> next,
      Modelled modelled,
      Duration elapsed) {
    return new Answer(
        heading.answerId(),
        heading.sessionId(),
        heading.question(),
        "",
        Windows.only(new Window.None(), "nothing was looked at"),
        Answer.Mode.PLAYBOOK,
        Answer.Status.UNKNOWN,
        literal(why),
        List.of(),
        List.of(),
        List.of(),
        new Answer.Plan(List.of()),
        Coverage.whole(0),
        0,
        0,
        routing,
        next.stream().limit(MOST_ADVISED).toList(),
        usage(List.of(), modelled.routing(), elapsed),
        versions(modelled, List.of(), modelled.routing()),
        new Answer.Receipt(List.of()),
        voice(modelled, List.of(), modelled.routing()));
  }

  /// Who chose and wrote: a model all of it, none of it, or part.
  private static Answer.Mode mode(
      Modelled modelled, Collection<Measurement> measurements, List<Spoken> spoken) {
    long told = spoken.stream().filter(one -> !one.isEmpty()).count();
    long tellable =
        measurements.stream()
            .filter(one -> one.shown().filter(r -> !r.findings().isEmpty()).isPresent())
            .count();
    boolean wrote = told > 0 && told == tellable;
    return switch (modelled.chooser()) {
      case MODEL -> wrote ? Answer.Mode.MODEL : Answer.Mode.MIXED;
      case PLAYBOOK -> told > 0 ? Answer.Mode.MIXED : Answer.Mode.PLAYBOOK;
      case USER -> wrote ? Answer.Mode.MODEL : told > 0 ? Answer.Mode.MIXED : Answer.Mode.PLAYBOOK;
    };
  }

  private Answer.Versions versions(Modelled modelled, List<Spoken> spoken, ModelUse use) {
    var hashes = new TreeSet<String>();
    if (!modelled.prompts().isEmpty()) {
      hashes.add(Prompt.hash(modelled.prompts()));
    }
    spoken.stream().map(Spoken::prompts).filter(hash -> !hash.isEmpty()).forEach(hashes::add);
    var prompts =
        hashes.size() < 2
            ? String.join("", hashes)
            : new Prompt("all", String.join("\n", hashes)).hash();
    return new Answer.Versions(
        clewVersion, use.calls() == 0 ? "" : prompts, String.join(", ", use.models()));
  }

  private static Answer.Voice voice(Modelled modelled, List<Spoken> spoken, ModelUse use) {
    return new Answer.Voice(
        spoken.stream()
            .flatMap(one -> one.meaning().stream())
            .map(Spoken.Said::text)
            .distinct()
            .collect(Collectors.joining(" ")),
        spoken.stream()
            .flatMap(one -> one.advice().stream())
            .map(Spoken.Said::text)
            .distinct()
            .limit(MOST_ADVISED)
            .toList(),
        String.join(", ", use.hosts()),
        use.models(),
        use.characters(),
        use.redacted(),
        modelled.off().isEmpty() ? String.join("; ", use.troubles()) : modelled.off(),
        use.remarks());
  }

  private static Answer.Status status(Answer.Status ofMeasured, List<StepResult> results) {
    var failed = results.stream().anyMatch(StepResult.Failed.class::isInstance);
    return failed && ofMeasured == Answer.Status.ANSWERED ? Answer.Status.PARTIAL : ofMeasured;
  }

  /// A summary of a part of the data opens with which part it is, and ends with how the rest is.
  private static String around(String summary, List<Finding> findings) {
    return Stream.of(
            titled(findings, SlicedRun.TITLE), Stream.of(summary), titled(findings, SlicedRun.REST))
        .flatMap(each -> each)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static Stream<String> titled(List<Finding> findings, String title) {
    return findings.stream()
        .filter(finding -> finding.title().equals(title))
        .map(Finding::statement)
        .limit(1);
  }

  private static List<String> failures(List<StepResult> results) {
    var reasons = new LinkedHashMap<String, List<String>>();
    for (var result : results) {
      if (result instanceof StepResult.Failed failed) {
        reasons
            .computeIfAbsent(failed.problem().toString(), _ -> new ArrayList<>())
            .add(failed.request().skill());
      }
    }
    return reasons.entrySet().stream()
        .map(entry ->
            literal(String.join(" and ", entry.getValue()) + " could not be run: " + entry.getKey())
                + (entry.getKey().matches("(?s).*[.!?]") ? "" : "."))
        .toList();
  }

  private static String joined(String summary, List<String> failures) {
    var all = new ArrayList<String>();
    if (!summary.isBlank()) {
      all.add(summary);
    }
    all.addAll(failures);
    return String.join(" ", all);
  }

  private static Windows windows(List<StepResult> results) {
    var each =
        results.stream()
            .flatMap(result ->
                result instanceof StepResult.Measured measured
                    ? Stream.of(measured.windows())
                    : Stream.empty())
            .distinct()
            .toList();
    return switch (each.size()) {
      case 0 -> Windows.only(new Window.None(), "nothing was looked at");
      case 1 -> each.getFirst();
      default ->
          new Windows(
              each.getFirst().baseline(),
              each.getFirst().current(),
              each.getFirst().chosen() + " (the first step's; each step names its own)");
    };
  }

  private static Answer.Plan plan(
      List<StepResult> results, Map<Integer, Measurement> measurements) {
    var steps = new ArrayList<Answer.Step>();
    var read = new HashSet<String>();
    for (var i = 0; i < results.size(); i++) {
      var request = results.get(i).request();
      steps.add(
          switch (results.get(i)) {
            case StepResult.Measured measured ->
                new Answer.Step(
                    "S" + (i + 1),
                    request.skill(),
                    request.target(),
                    measured.windows(),
                    StepStatus.DONE,
                    reason(measured, read.add(request.target())),
                    factIds(measurements, i));
            case StepResult.Failed failed ->
                new Answer.Step(
                    "S" + (i + 1),
                    request.skill(),
                    request.target(),
                    Windows.only(new Window.None(), "not reached"),
                    StepStatus.BLOCKED,
                    failed.problem().toString(),
                    List.of());
          });
    }
    return new Answer.Plan(steps);
  }

  /// @param first whether no step before it read this target: what readers concluded is said once
  private static String reason(StepResult.Measured measured, boolean first) {
    return measured.said().isEmpty() || !first
        ? measured.request().reason()
        : measured.request().reason() + "; " + String.join("; ", measured.said());
  }

  private static List<String> factIds(Map<Integer, Measurement> measurements, int step) {
    var measurement = measurements.get(step);
    return measurement == null
        ? List.of()
        : measurement
            .shown()
            .map(results -> results.facts().stream().map(Fact::id).toList())
            .orElse(List.of());
  }

  /// What was looked at, data that several steps looked at counted once: of each target in each
  /// pair of windows the step that looked at most.
  private static Coverage coverage(
      List<StepResult> results, Map<Integer, Measurement> measurements) {
    record Looked(String target, Window baseline, Window current) {}
    var each = new LinkedHashMap<Looked, Coverage>();
    measurements.forEach((step, measurement) -> {
      if (results.get(step) instanceof StepResult.Measured measured) {
        var windows = measured.windows();
        measurement
            .shown()
            .ifPresent(shown ->
                each.merge(
                    new Looked(measured.request().target(), windows.baseline(), windows.current()),
                    shown.coverage(),
                    Report::wider));
      }
    });
    return each.values().stream().reduce(Coverage::and).orElse(Coverage.whole(0));
  }

  private static Coverage wider(Coverage one, Coverage other) {
    var larger = one.population() >= other.population() ? one : other;
    var unread = new LinkedHashSet<>(one.unread());
    unread.addAll(other.unread());
    return new Coverage(
        larger.population(),
        Math.min(larger.population(), Math.max(one.examined(), other.examined())),
        one.exact() && other.exact(),
        List.copyOf(unread));
  }

  private static Answer.Usage usage(List<StepResult> results, ModelUse use, Duration elapsed) {
    var bytes = 0L;
    var rows = 0L;
    for (var result : results) {
      if (result instanceof StepResult.Measured measured) {
        bytes += measured.bytesRead();
        rows += measured.rowsRead();
      }
    }
    return new Answer.Usage(
        use.calls(),
        use.inputTokens(),
        use.outputTokens(),
        use.usd().orElse(Double.NaN),
        bytes,
        rows,
        elapsed.toMillis());
  }

  private static <T> List<T> all(List<Results> shown, Function<Results, List<T>> of) {
    return shown.stream().flatMap(results -> of.apply(results).stream()).toList();
  }

  /// Text that is not a statement's: its braces are no placeholders.
  private static String literal(String text) {
    return text.replace('{', '(').replace('}', ')');
  }
}
