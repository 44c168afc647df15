package dev.clew.interpretation;

import dev.clew.evidence.Answer.Status;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.interpretation.voice.Spoken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns measurements into words without a model: the findings' own sentences, held against the
/// facts, in order of weight, and a summary made of the first sentence of those that weigh most.
///
/// Answers keep their figures as placeholders (see [Words]); [AnswerJson], [AnswerText] and
/// [AnswerHtml] put them in.
public final class Interpreter {
  /// As many findings as a reader takes in at a glance; the rest are named by their titles.
  private static final int TOLD = 3;

  /// Of each of several measurements.
  private static final int TOLD_OF_SEVERAL = 2;

  private static final int NAMED = 4;

  private static final Pattern ASKS_WHEN =
      Pattern.compile(
          "(?i)\\b(?:since when|when (?:did|has|have|was|were)|from when|how long has)\\b");

  private static final Pattern BEGAN = Pattern.compile("(?i)\\b(?:began|begin|begins)\\b");

  /// Characters that a summary takes, figures put in: eight lines of a terminal.
  private static final int LONGEST = 760;

  /// What is worse comes first; of equals what is surer, then what the skill wrote first.
  private static final Comparator<Finding> BY_WEIGHT =
      Comparator.comparing(Finding::severity).thenComparingDouble(Interpreter::sureness).reversed();

  /// Words for one measurement.
  public Words interpret(Measurement measurement) {
    return interpret(measurement, "", new Room(TOLD, LONGEST));
  }

  /// How much a summary may hold.
  ///
  /// @param told how many findings it tells
  /// @param characters with the figures put in; a first sentence may be longer
  private record Room(int told, int characters) {}

  /// @param question what was asked; the finding that speaks of it most directly leads
  private static Words interpret(Measurement measurement, String question, Room told) {
    return switch (measurement) {
      case Measurement.Found(var results) -> {
        var checked = checked(results, question);
        yield words(Status.ANSWERED, summary(checked, told), checked);
      }
      case Measurement.Clean(var results) -> {
        var checked = checked(results, question);
        var said = summary(checked, told);
        yield words(
            Status.ANSWERED,
            said.isEmpty() ? "Nothing wrong was found in what was looked at." : said,
            checked);
      }
      case Measurement.TooLittleData little -> {
        var checked = checked(little.results(), question);
        var opening =
            sentence(
                "Too little data to tell "
                    + literal(little.what())
                    + ": there "
                    + (little.have() == 1 ? "is " : "are ")
                    + FactWriter.count(little.have(), little.unit())
                    + ", and it takes at least "
                    + FactWriter.count(little.need(), little.unit()));
        yield words(
            checked.findings().isEmpty() ? Status.UNKNOWN : Status.PARTIAL,
            // Where there is nothing at all, a finding says so better.
            checked.findings().isEmpty() || little.have() > 0
                ? joined(opening, summary(checked, told))
                : summary(checked, told),
            checked);
      }
      case Measurement.NotApplicable(var why, var remedy) ->
          new Words(
              Status.UNKNOWN,
              joined(
                  sentence(capital(literal(why))),
                  remedy.isBlank() ? "" : sentence(capital(literal(remedy)))),
              List.of(),
              List.of());
    };
  }

  /// Words for several measurements that answer one question together: each one's summary in turn,
  /// all findings by weight. Fact ids must already be unique across them.
  ///
  /// @param question what was asked; the finding that speaks of it most directly leads
  public Words interpretAll(List<Measurement> measurements, String question) {
    return tell(
        measurements.stream().map(one -> new Told("", one, Spoken.NOTHING)).toList(), question);
  }

  /// A measurement among several.
  ///
  /// @param target what it is about
  /// @param spoken what a model said of it
  public record Told(String target, Measurement measurement, Spoken spoken) {}

  /// As [#interpretAll(List, String)], in a model's words where it has said something that holds.
  /// Where the measurements are about several targets, the summary says which each is about.
  public Words tell(List<Told> measurements, String question) {
    var several = measurements.stream().map(Told::target).distinct().count() > 1;
    var room =
        switch (measurements.size()) {
          case 1 -> new Room(TOLD, LONGEST);
          case 2 -> new Room(TOLD_OF_SEVERAL, LONGEST / 2);
          default -> new Room(1, LONGEST / measurements.size());
        };
    var each = new ArrayList<Words>();
    for (var one : measurements) {
      each.add(
          retold(interpret(one.measurement(), question, room), one.measurement(), one.spoken()));
    }
    var summary = several ? ofSeveral(measurements, each) : inTurn(each);
    var statuses = each.stream().map(Words::status).collect(Collectors.toSet());
    var status = statuses.size() == 1 ? each.getFirst().status() : Status.PARTIAL;
    var byWeight =
        each.stream().flatMap(words -> words.findings().stream()).sorted(BY_WEIGHT).toList();
    var facts =
        Statement.byId(
            measurements.stream()
                .flatMap(one -> one.measurement().shown().stream())
                .flatMap(results -> results.facts().stream())
                .toList());
    var asked =
        measurements.stream()
            .flatMap(one -> one.measurement().shown().stream())
            .flatMap(results -> results.asked().stream())
            .toList();
    return new Words(
        status,
        summary,
        leading(byWeight, Relevance.best(question, byWeight, facts), asked),
        each.stream().flatMap(words -> words.refusals().stream()).toList());
  }

  private static String inTurn(List<Words> each) {
    return each.stream()
        .map(Words::summary)
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /// A summary of several targets is about what was found: first where something is wrong, then
  /// where nothing is, and in a few words at the end those that could not be looked at.
  private static String ofSeveral(List<Told> measurements, List<Words> each) {
    var wrong = new LinkedHashSet<String>();
    var sound = new LinkedHashSet<String>();
    var unfit = new LinkedHashMap<String, LinkedHashSet<String>>();
    var untold = new LinkedHashSet<String>();
    for (int i = 0; i < each.size(); i++) {
      var words = each.get(i);
      var target = literal(measurements.get(i).target());
      if (words.summary().isEmpty()) {
        continue;
      }
      if (words.findings().isEmpty() && words.status() == Status.UNKNOWN) {
        unfit
            .computeIfAbsent(reason(measurements.get(i).measurement()), _ -> new LinkedHashSet<>())
            .add(target);
        untold.add(target + ": " + words.summary());
        continue;
      }
      var text = target.isEmpty() ? words.summary() : target + ": " + words.summary();
      (words.findings().stream().anyMatch(one -> one.severity() != Severity.INFO) ? wrong : sound)
          .add(text);
    }
    if (wrong.isEmpty() && sound.isEmpty()) {
      return unfit.size() == 1 ? inTurn(each) : String.join(" ", untold);
    }
    var said = new ArrayList<String>(wrong);
    said.addAll(sound);
    var left =
        unfit.entrySet().stream()
            .map(one -> String.join(", ", one.getValue()) + " (" + one.getKey() + ")")
            .collect(Collectors.joining("; "));
    if (!left.isEmpty()) {
      said.add("Nothing to tell of " + left + ".");
    }
    return String.join(" ", said);
  }

  /// Why a measurement tells nothing, in half a sentence.
  private static String reason(Measurement measurement) {
    return switch (measurement) {
      case Measurement.NotApplicable(var why, var _) ->
          Sentences.of(literal(why)).getFirst().replaceFirst("[.!?]$", "");
      case Measurement.TooLittleData little -> {
        var what = literal(little.what());
        int colon = what.indexOf(": ");
        yield colon < 0 ? "too little data to tell " + what : what.substring(colon + 2);
      }
      case Measurement.Found _, Measurement.Clean _ -> "nothing stands out";
    };
  }

  /// The same in the model's words. What it did not say stays as it was; a summary that is silent
  /// on what weighs most gets that finding's own sentence.
  private static Words retold(Words words, Measurement measurement, Spoken spoken) {
    var findings = new ArrayList<Finding>();
    for (var finding : words.findings()) {
      var said =
          spoken.statements().stream()
              .filter(one -> one.findings().contains(finding.id()))
              .map(Spoken.Said::text)
              .collect(Collectors.joining(" "));
      findings.add(said.isEmpty() ? finding : citing(finding, finding.title(), said));
    }
    var refusals = new ArrayList<>(words.refusals());
    refusals.addAll(spoken.refusals());
    return new Words(words.status(), summary(words, measurement, spoken), findings, refusals);
  }

  private static String summary(Words words, Measurement measurement, Spoken spoken) {
    if (spoken.summary().isEmpty() || measurement instanceof Measurement.TooLittleData) {
      return words.summary();
    }
    var said = spoken.summary().stream().map(Spoken.Said::text).collect(Collectors.joining(" "));
    var silent =
        words.findings().stream()
            .min(BY_WEIGHT)
            .filter(first ->
                first.severity() != Severity.INFO
                    && spoken.summary().stream()
                        .noneMatch(one -> one.findings().contains(first.id())));
    return silent
        .map(first -> Sentences.of(first.statement()).getFirst() + " " + said)
        .orElse(said);
  }

  /// @param opening what the summary opens with; may be empty
  /// @param lead the finding that speaks of the question, where there is one: it comes first
  /// @param asksWhen whether the question wants to know since when
  private record Checked(
      String opening,
      List<Finding> findings,
      Optional<Finding> lead,
      List<ClaimCheck.Refusal> refusals,
      Map<String, Fact> facts,
      boolean asksWhen) {}

  /// What was expressly asked for, then what speaks of the question, then the others by weight.
  private static List<Finding> leading(
      List<Finding> byWeight, Optional<Finding> lead, List<String> asked) {
    var leading = new LinkedHashSet<Finding>();
    for (var id : asked) {
      byWeight.stream().filter(one -> one.id().equals(id)).forEach(leading::add);
    }
    lead.ifPresent(leading::add);
    leading.addAll(byWeight);
    return List.copyOf(leading);
  }

  private static Words words(Status status, String summary, Checked checked) {
    return new Words(status, summary, checked.findings(), checked.refusals());
  }

  /// The findings by weight, each with the sentences that hold; one with none left goes.
  private static Checked checked(Results results, String question) {
    var findings = new ArrayList<Finding>();
    var refusals = new ArrayList<ClaimCheck.Refusal>();
    var facts = Statement.byId(results.facts());
    for (var finding : results.findings()) {
      var title = ClaimCheck.check(finding.title(), facts);
      var statement = ClaimCheck.check(finding.statement(), facts);
      refusals.addAll(title.refusals());
      refusals.addAll(statement.refusals());
      if (!statement.kept().isEmpty()) {
        findings.add(citing(finding, title.kept(), statement.kept()));
      }
    }
    findings.sort(BY_WEIGHT);
    var opening = ClaimCheck.check(results.opening(), facts);
    refusals.addAll(opening.refusals());
    var lead = Relevance.best(question, findings, facts);
    return new Checked(
        opening.kept(),
        leading(findings, lead, results.asked()),
        lead,
        refusals,
        facts,
        ASKS_WHEN.matcher(question).find());
  }

  /// A claim names its facts: those its sentences cite are among them.
  private static Finding citing(Finding finding, String title, String statement) {
    var ids = new LinkedHashSet<>(finding.factIds());
    ids.addAll(Statement.parse(title).factIds());
    ids.addAll(Statement.parse(statement).factIds());
    return new Finding(
        finding.id(),
        title.isEmpty() ? "Finding" : title,
        finding.severity(),
        finding.confidence(),
        statement,
        List.copyOf(ids),
        finding.evidenceIds(),
        finding.judged());
  }

  /// Confidences that read alike are equal, and leave the order to the skill. What is no fault
  /// keeps that order anyway: a verdict is not less to the point than its caveat for being less
  /// sure.
  private static double sureness(Finding finding) {
    return finding.severity() == Severity.INFO ? 0 : Math.rint(10 * finding.confidence()) / 10;
  }

  /// The findings, those that weigh most first.
  public static List<Finding> byWeight(List<Finding> findings) {
    return findings.stream().sorted(BY_WEIGHT).toList();
  }

  /// As many sentences as there is room for: what opens, then the first sentence of each of the
  /// findings that weigh most, then the names of others.
  private static String summary(Checked checked, Room room) {
    var findings = checked.findings();
    var telling =
        findings.stream()
            .filter(one ->
                one.severity() != Severity.INFO
                    || (checked.opening().isEmpty()
                        && checked.lead().filter(one::equals).isPresent()))
            .toList();
    var told = telling.isEmpty() && checked.opening().isEmpty() ? findings : telling;
    var text = checked.opening();
    int sentences = 0;
    for (var finding : told.subList(0, Math.min(room.told(), told.size()))) {
      var more = joined(text, first(finding, checked.asksWhen()));
      if (!text.isEmpty() && length(more, checked.facts()) > room.characters()) {
        break;
      }
      text = more;
      sentences++;
    }
    var rest = told.stream().skip(sentences).map(Finding::title).distinct().limit(NAMED).toList();
    var also = "";
    for (var title : rest) {
      var more = also.isEmpty() ? "Also: " + title : also + "; " + title;
      if (length(joined(text, more), checked.facts()) >= room.characters()) {
        break;
      }
      also = more;
    }
    return also.isEmpty() ? text : joined(text, also + ".");
  }

  /// A finding's first sentence; for who asks since when, the one that tells it too.
  private static String first(Finding finding, boolean asksWhen) {
    var sentences = Sentences.of(finding.statement());
    var when =
        sentences.stream()
            .skip(1)
            .filter(sentence -> asksWhen && BEGAN.matcher(sentence).find())
            .findFirst();
    return when.map(sentence -> joined(sentences.getFirst(), sentence))
        .orElse(sentences.getFirst());
  }

  private static int length(String text, Map<String, Fact> facts) {
    return Statement.parse(text).filled(facts).length();
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

  private static String sentence(String text) {
    return text.isEmpty() || text.matches("(?s).*[.!?]") ? text : text + ".";
  }

  private static String joined(String first, String second) {
    return second.isEmpty() || first.contains(second)
        ? first
        : first.isEmpty() ? second : first + " " + second;
  }

  /// Facts by id, for callers that fill statements.
  public static String fill(String statement, List<Fact> facts) {
    return Statement.parse(statement).filled(facts);
  }
}
