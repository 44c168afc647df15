package dev.clew.interpretation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.EvidenceKind;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Severity;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.Terminal.Ink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An answer for a terminal: the summary first, then each finding with its chart, how to read it
/// and the command that computes it again, then what is only information in a line each, then what
/// was looked at and what to ask next.
///
/// An investigation's answer is led by its causes: of the findings those that stand behind one are
/// shown, the others that matter are named, and what only says what was looked at is folded.
public final class AnswerText {
  private static final int SHOWN_IDS = 5;
  private static final int SHOWN_UNREAD = 5;
  private static final int SHOWN_EXCERPTS = 4;
  private static final int SHOWN_WORDS = 240;
  private static final int EVERY = Integer.MAX_VALUE;

  /// Where nothing weighs more, so many findings that are only information are told whole.
  private static final int TOLD_INFORMATION = 3;

  /// What a step's reason is that nobody needs to be told.
  private static final String BY_NAME = "asked for by name";

  /// What readers concluded of a table without a schema is long; the page holds it whole.
  private static final int SHOWN_REASON = 400;

  /// What begins with so many of a sentence's quotation is quoted there.
  private static final int QUOTED = 60;

  private final Answer answer;
  private final Terminal terminal;
  private final Again again;
  private final Map<String, Fact> facts;
  private final Map<String, Evidence> evidence = new LinkedHashMap<>();
  private final Map<String, Computation> computations = new LinkedHashMap<>();
  private final Set<String> drawn = new HashSet<>();

  /// Commands and how to read things, which many findings share.
  private final Set<String> told = new HashSet<>();

  private final TextPage page;

  private AnswerText(Answer answer, Terminal terminal, Again again) {
    this.answer = answer;
    this.terminal = terminal;
    this.again = again;
    this.facts = Statement.byId(answer.facts());
    this.page = new TextPage(terminal, facts);
    answer.evidence().forEach(piece -> evidence.put(piece.id(), piece));
    answer.receipt().computations().forEach(one -> computations.put(one.id(), one));
  }

  /// The answer as lines, the last one ended.
  public static String write(Answer answer, Terminal terminal, Again again) {
    return new AnswerText(answer, terminal, again).page();
  }

  private String page() {
    heading();
    page.fill(answer.summary()).lines().forEach(one -> page.text("", one, Ink.BOLD));
    page.line("");
    if (!answer.voice().meaning().isEmpty()) {
      page.text("", page.fill(answer.voice().meaning()), null);
      page.line("");
    }
    if (answer.causes().isEmpty()) {
      advice("What to do");
      findings();
      rest();
    } else {
      new CausesText(answer, terminal, page).write();
      advice("What to do first");
      behindCauses();
    }
    plan();
    taken();
    coverage();
    next();
    return page.toString();
  }

  private void advice(String heading) {
    var advice = answer.voice().advice();
    if (advice.isEmpty()) {
      return;
    }
    page.heading(heading);
    for (int i = 0; i < advice.size(); i++) {
      page.hung(
          advice.size() > 1 ? String.format("%2d. ", i + 1) : "    ",
          "    ",
          page.fill(advice.get(i)),
          null);
    }
    page.line("");
  }

  /// Evidence that no finding names, such as the charts of an answer that all is well.
  private void rest() {
    var rest = evidence.values().stream().filter(piece -> !drawn.contains(piece.id())).toList();
    if (!rest.isEmpty()) {
      page.heading("More to look at");
      rest.forEach(piece -> evidence(piece, "", ""));
      page.line("");
    }
  }

  /// The strongest finding behind each cause with one piece of its evidence; the other findings
  /// that matter by their titles; how many more there are, and where.
  private void behindCauses() {
    var shown = new LinkedHashSet<Finding>();
    for (var cause : answer.causes()) {
      if (cause.verdict() == Answer.Verdict.SUPPORTED) {
        cause.findingIds().stream()
            .limit(1)
            .flatMap(id -> answer.findings().stream().filter(one -> one.id().equals(id)))
            .forEach(shown::add);
      }
    }
    shown.forEach(finding -> finding(finding, 1));
    var also =
        answer.findings().stream()
            .filter(finding -> !shown.contains(finding) && finding.severity() != Severity.INFO)
            .map(finding -> PlainText.line(page.fill(finding.title())))
            .distinct()
            .toList();
    if (!also.isEmpty()) {
      page.text("", "Also found: " + String.join("; ", also) + ".", null);
    }
    page.text(
        "",
        "All "
            + FactWriter.count(answer.findings().size(), Unit.of("findings"))
            + " with their charts: add --html FILE, or --json.",
        Ink.FAINT);
    page.line("");
  }

  private void heading() {
    page.text("", PlainText.line(answer.question()), Ink.FAINT);
    var about = new StringJoiner(" \u00b7 ");
    if (!answer.target().isEmpty()) {
      about.add(PlainText.line(answer.target()));
      var compared = WindowText.compared(answer.windows());
      if (!compared.isEmpty()) {
        about.add(compared);
      }
    }
    if (about.length() > 0) {
      page.text("", about.toString(), Ink.FAINT);
    }
    page.line("");
  }

  /// What weighs something whole, and what is only information folded: its first words tell whether
  /// to open the page that holds it whole. The first finding speaks of what was asked and is never
  /// folded.
  private void findings() {
    boolean heavier =
        answer.findings().stream().anyMatch(finding -> finding.severity() != Severity.INFO);
    var folded = new ArrayList<Finding>();
    for (int i = 0; i < answer.findings().size(); i++) {
      var finding = answer.findings().get(i);
      if (finding.severity() != Severity.INFO || i < (heavier ? 1 : TOLD_INFORMATION)) {
        finding(finding, EVERY);
      } else {
        folded.add(finding);
      }
    }
    if (folded.isEmpty()) {
      return;
    }
    page.line(
        terminal.ink(Ink.BOLD, "For information")
            + terminal.ink(Ink.FAINT, "  whole, with charts, in --html FILE and --json"));
    for (var finding : folded) {
      var said =
          PlainText.line(page.fill(finding.title()))
              + about(finding)
              + ": "
              + PlainText.line(page.fill(finding.statement()));
      int room = terminal.textWidth() - 4;
      page.line(
          "  \u25cb " + (said.length() <= room ? said : said.substring(0, room - 1) + "\u2026"));
      drawn.addAll(finding.evidenceIds());
    }
    page.line("");
  }

  /// The target that a finding is about, where the answer is about several.
  private String about(Finding finding) {
    var about = Subjects.of(finding, answer);
    return about.isEmpty() ? "" : " (" + PlainText.line(about) + ")";
  }

  /// @param most pieces of its evidence that are shown
  private void finding(Finding finding, int most) {
    var title = PlainText.line(page.fill(finding.title()));
    page.line(
        terminal.ink(ink(finding.severity()), "\u25cf ")
            + terminal.ink(Ink.BOLD, title + about(finding))
            + terminal.ink(
                Ink.FAINT,
                "  "
                    + Names.of(finding.severity())
                    + ", confidence "
                    + FactWriter.number(Math.round(100 * finding.confidence()) / 100.0, Unit.SHARE)
                    + (finding.judged() ? ", judged by a model" : "")));
    var said = PlainText.line(page.fill(finding.statement()));
    page.text("  ", said, null);
    for (var id : finding.evidenceIds().stream().limit(most).toList()) {
      Optional.ofNullable(evidence.get(id)).ifPresent(piece -> evidence(piece, title, said));
    }
    var commands =
        finding.factIds().stream()
            .map(facts::get)
            .filter(Objects::nonNull)
            .map(fact -> computations.get(fact.computation()))
            .filter(Objects::nonNull)
            .map(again::command)
            .distinct()
            .toList();
    for (var command : commands) {
      // Not wrapped: a command is there to be copied. Once is enough.
      page.line(
          "  "
              + terminal.ink(Ink.FAINT, "again: ")
              + (told.add(command) ? command : terminal.ink(Ink.FAINT, "as above")));
    }
    page.line("");
  }

  private static Ink ink(Severity severity) {
    return switch (severity) {
      case HIGH -> Ink.RED;
      case MEDIUM -> Ink.YELLOW;
      case LOW -> Ink.BLUE;
      case INFO -> Ink.GREEN;
    };
  }

  private void evidence(Evidence piece, String findingTitle, String said) {
    page.line("");
    if (!drawn.add(piece.id())) {
      page.text("  ", "See above: " + PlainText.line(piece.title()), null);
      return;
    }
    if (piece.chart().isPresent()) {
      var chart = piece.chart().get();
      page.line("  " + terminal.ink(Ink.BOLD, PlainText.line(chart.title())));
      for (var row : TextChart.draw(chart, terminal.textWidth() - 4)) {
        page.line("    " + row);
      }
    } else {
      var ids =
          piece.kind() == EvidenceKind.ROWS || piece.kind() == EvidenceKind.PASSAGES
              ? piece.rowIds()
              : piece.spans().stream()
                  .map(span -> span.spanId().isEmpty() ? span.traceId() : span.toString())
                  .toList();
      var shown =
          ids.stream().limit(SHOWN_IDS).map(PlainText::line).collect(Collectors.joining(", "));
      var rest =
          ids.size() > SHOWN_IDS
              ? " and " + FactWriter.count(ids.size() - (long) SHOWN_IDS, Unit.NONE) + " more"
              : "";
      var title = PlainText.line(piece.title());
      var what = title.equals(findingTitle) ? Names.of(piece.kind()) : title;
      page.text("  ", what + ": " + shown + rest, null);
    }
    if (!piece.reading().isEmpty() && told.add(piece.reading())) {
      page.text("  ", PlainText.line(piece.reading()), Ink.FAINT);
    }
    words(piece, said);
  }

  /// The data's own words that the finding does not quote itself: as many as a screen takes, and
  /// where the rest is.
  private void words(Evidence piece, String said) {
    if (piece.excerpts().isEmpty()) {
      return;
    }
    boolean cut = piece.excerpts().size() > SHOWN_EXCERPTS;
    for (var excerpt : piece.excerpts().stream().limit(SHOWN_EXCERPTS).toList()) {
      var what = excerpt.where().substring(excerpt.where().lastIndexOf(", ") + 1).strip();
      var words = PlainText.line(excerpt.text());
      cut |= words.length() > SHOWN_WORDS;
      if (said.contains(words.substring(0, Math.min(QUOTED, words.length())))) {
        continue;
      }
      page.line("  " + terminal.ink(Ink.FAINT, "\u2502 " + PlainText.line(what)));
      for (var one : Terminal.wrap(PlainText.cut(words, SHOWN_WORDS), terminal.textWidth() - 4)) {
        // JSON without blanks is one word to the wrapper.
        for (int from = 0; from < one.length(); from += terminal.textWidth() - 4) {
          int to = Math.min(one.length(), from + terminal.textWidth() - 4);
          page.line("  " + terminal.ink(Ink.FAINT, "\u2502 ") + one.substring(from, to));
        }
      }
    }
    if (cut && !piece.spans().isEmpty()) {
      page.line(
          "  "
              + terminal.ink(Ink.FAINT, "whole: ")
              + again.trace(piece.spans().getFirst().traceId()));
    }
  }

  private boolean blocked() {
    return answer.plan().steps().stream().anyMatch(step -> step.status() == StepStatus.BLOCKED);
  }

  private void plan() {
    boolean worthIt =
        !answer.plan().changes().isEmpty()
            || blocked()
            || answer.plan().steps().stream().anyMatch(step -> !step.reason().equals(BY_NAME));
    if (!worthIt) {
      return;
    }
    page.heading("Steps");
    for (var step : answer.plan().steps()) {
      var mark =
          switch (step.status()) {
            case DONE -> "\u2713";
            case BLOCKED -> "\u2717";
            case IN_PROGRESS -> "\u2026";
            case PENDING -> "\u00b7";
          };
      page.text(
          "  ",
          mark
              + " "
              + step.skill()
              + (step.target().isEmpty() ? "" : " on " + PlainText.line(step.target()))
              + (step.reason().isEmpty()
                  ? ""
                  : ": " + PlainText.cut(PlainText.line(step.reason()), SHOWN_REASON)),
          null);
    }
    unsure();
    for (var change : answer.plan().changes()) {
      page.text(
          "  ",
          "after "
              + change.at()
              + " "
              + PlainText.line(change.what())
              + " ("
              + change.by()
              + "): "
              + PlainText.line(change.reason()),
          Ink.FAINT);
    }
    page.line("");
  }

  /// Where the question was not clear, what else it might have meant.
  private void unsure() {
    var considered = answer.routing().considered();
    boolean unsure =
        considered.stream()
            .filter(one -> answer.routing().chosen().contains(one.skill()))
            .anyMatch(one -> one.reason().startsWith("unsure"));
    if (!unsure) {
      return;
    }
    var others =
        considered.stream()
            .map(Answer.Considered::skill)
            .filter(skill -> !answer.routing().chosen().contains(skill))
            .distinct()
            .collect(Collectors.joining(", "));
    page.text(
        "  ",
        "The question was not clear"
            + (others.isEmpty() ? "" : "; it was also read as one for " + others)
            + ". Ask in other words, or run a skill by name: `clew skills` lists them.",
        Ink.YELLOW);
  }

  /// Of an answer in one step, whose plan is not shown: which columns were taken for what, where no
  /// schema says it.
  private void taken() {
    if (answer.plan().steps().size() != 1) {
      return;
    }
    var taken =
        Stream.of(answer.plan().steps().getFirst().reason().split("; "))
            .filter(said -> ROLE.matcher(said).find())
            .toList();
    if (!taken.isEmpty()) {
      page.text(
          "",
          PlainText.line(
              "No schema states it, so "
                  + String.join("; ", taken)
                  + ". If that is wrong, name the columns in a schema.json beside the files."),
          Ink.FAINT);
    }
  }

  /// How readers say that a column was taken for something.
  private static final Pattern ROLE = Pattern.compile("' is taken as the |^the task is ");

  private void coverage() {
    var coverage = answer.coverage();
    page.text("", Looked.said(answer) + " " + VoiceText.said(answer), Ink.FAINT);
    var unread = coverage.unread();
    if (!unread.isEmpty()) {
      page.line(terminal.ink(Ink.YELLOW, "Not read"));
      unread.stream()
          .limit(SHOWN_UNREAD)
          .forEach(one ->
              page.text(
                  "  ",
                  PlainText.line(one.key())
                      + (one.where().isEmpty() ? "" : ", " + PlainText.line(one.where()))
                      + ": "
                      + PlainText.line(one.reason()),
                  null));
      if (unread.size() > SHOWN_UNREAD) {
        page.line("  ... " + (unread.size() - SHOWN_UNREAD) + " more, all in --json");
      }
    }
  }

  private void next() {
    if (answer.next().isEmpty()) {
      return;
    }
    page.line("");
    page.line(
        terminal.ink(
            Ink.BOLD, answer.status() == Answer.Status.UNKNOWN ? "You can ask" : "Ask next"));
    for (var question : answer.next()) {
      page.line("  " + again.ask(question));
    }
  }
}
