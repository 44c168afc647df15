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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// An answer for a terminal: the summary first, then each finding with its chart, how to read it
/// and the command that computes it again, then what was looked at and what to ask next.
public final class AnswerText {
  private static final int SHOWN_IDS = 5;
  private static final int SHOWN_UNREAD = 5;
  private static final int SHOWN_EXCERPTS = 4;
  private static final int SHOWN_WORDS = 240;

  /// What begins with so many of a sentence's quotation is quoted there.
  private static final int QUOTED = 60;

  private final Answer answer;
  private final Terminal terminal;
  private final Again again;
  private final Map<String, Fact> facts;
  private final Map<String, Evidence> evidence = new LinkedHashMap<>();
  private final Map<String, Computation> computations = new LinkedHashMap<>();
  private final Set<String> drawn = new HashSet<>();
  private final StringBuilder out = new StringBuilder();

  private AnswerText(Answer answer, Terminal terminal, Again again) {
    this.answer = answer;
    this.terminal = terminal;
    this.again = again;
    this.facts = Statement.byId(answer.facts());
    answer.evidence().forEach(piece -> evidence.put(piece.id(), piece));
    answer.receipt().computations().forEach(one -> computations.put(one.id(), one));
  }

  /// The answer as lines, the last one ended.
  public static String write(Answer answer, Terminal terminal, Again again) {
    return new AnswerText(answer, terminal, again).page();
  }

  private String page() {
    heading();
    text("", fill(answer.summary()), Ink.BOLD);
    line("");
    voice();
    causes();
    for (var finding : answer.findings()) {
      finding(finding);
    }
    // Evidence that no finding names, such as the charts of an answer that all is well.
    var rest = evidence.values().stream().filter(piece -> !drawn.contains(piece.id())).toList();
    if (!rest.isEmpty()) {
      line(terminal.ink(Ink.BOLD, "More to look at"));
      rest.forEach(piece -> evidence(piece, "", ""));
      line("");
    }
    if (answer.plan().steps().size() > 1 || !answer.plan().changes().isEmpty() || blocked()) {
      plan();
    }
    coverage();
    next();
    return out.toString();
  }

  private void voice() {
    var voice = answer.voice();
    if (!voice.meaning().isEmpty()) {
      text("", fill(voice.meaning()), null);
      line("");
    }
    if (!voice.advice().isEmpty()) {
      line(terminal.ink(Ink.BOLD, "What to do"));
      voice.advice().forEach(one -> text("  ", fill(one), null));
      line("");
    }
  }

  /// Every possible cause with what became of it: what is ruled out saves the reader a look.
  private void causes() {
    if (answer.causes().isEmpty()) {
      return;
    }
    line(terminal.ink(Ink.BOLD, "Causes"));
    for (var cause : answer.causes()) {
      var mark =
          switch (cause.verdict()) {
            case SUPPORTED -> terminal.ink(Ink.RED, "\u25cf");
            case RULED_OUT -> terminal.ink(Ink.GREEN, "\u2717");
            case OPEN -> terminal.ink(Ink.YELLOW, "?");
          };
      var about = cause.target().isEmpty() ? "" : PlainText.line(cause.target()) + ", ";
      line(
          "  "
              + mark
              + " "
              + terminal.ink(Ink.BOLD, PlainText.line(cause.cause()))
              + terminal.ink(
                  Ink.FAINT, "  " + about + Names.of(cause.verdict()).replace('_', ' ')));
      text("    ", fill(cause.reason()), null);
    }
    line("");
  }

  private void heading() {
    text("", PlainText.line(answer.question()), Ink.FAINT);
    var about = new StringJoiner(" \u00b7 ");
    if (!answer.target().isEmpty()) {
      about.add(PlainText.line(answer.target()));
      about.add(WindowText.compared(answer.windows()));
    }
    if (about.length() > 0) {
      text("", about.toString(), Ink.FAINT);
    }
    line("");
  }

  private void finding(Finding finding) {
    var title = PlainText.line(fill(finding.title()));
    out.append(terminal.ink(ink(finding.severity()), "\u25cf "))
        .append(terminal.ink(Ink.BOLD, title))
        .append(
            terminal.ink(
                Ink.FAINT,
                "  "
                    + Names.of(finding.severity())
                    + ", confidence "
                    + FactWriter.number(Math.round(100 * finding.confidence()) / 100.0, Unit.SHARE)
                    + (finding.judged() ? ", judged by a model" : "")))
        .append('\n');
    var said = PlainText.line(fill(finding.statement()));
    text("  ", said, null);
    for (var id : finding.evidenceIds()) {
      Optional.ofNullable(evidence.get(id)).ifPresent(piece -> evidence(piece, title, said));
    }
    var commands =
        finding.factIds().stream()
            .map(facts::get)
            .filter(java.util.Objects::nonNull)
            .map(fact -> computations.get(fact.computation()))
            .filter(java.util.Objects::nonNull)
            .map(again::command)
            .distinct()
            .toList();
    for (var command : commands) {
      // Not wrapped: a command is there to be copied.
      line("  " + terminal.ink(Ink.FAINT, "again: ") + command);
    }
    line("");
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
    line("");
    if (!drawn.add(piece.id())) {
      text("  ", "See above: " + PlainText.line(piece.title()), null);
      return;
    }
    if (piece.chart().isPresent()) {
      var chart = piece.chart().get();
      line("  " + terminal.ink(Ink.BOLD, PlainText.line(chart.title())));
      for (var row : TextChart.draw(chart, terminal.textWidth() - 4)) {
        line("    " + row);
      }
    } else {
      var ids =
          piece.kind() == EvidenceKind.ROWS
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
      text("  ", what + ": " + shown + rest, null);
    }
    if (!piece.reading().isEmpty()) {
      text("  ", PlainText.line(piece.reading()), Ink.FAINT);
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
      line("  " + terminal.ink(Ink.FAINT, "\u2502 " + PlainText.line(what)));
      for (var one : Terminal.wrap(PlainText.cut(words, SHOWN_WORDS), terminal.textWidth() - 4)) {
        // JSON without blanks is one word to the wrapper.
        for (int from = 0; from < one.length(); from += terminal.textWidth() - 4) {
          int to = Math.min(one.length(), from + terminal.textWidth() - 4);
          line("  " + terminal.ink(Ink.FAINT, "\u2502 ") + one.substring(from, to));
        }
      }
    }
    if (cut && !piece.spans().isEmpty()) {
      line(
          "  "
              + terminal.ink(Ink.FAINT, "whole: ")
              + again.trace(piece.spans().getFirst().traceId()));
    }
  }

  private boolean blocked() {
    return answer.plan().steps().stream().anyMatch(step -> step.status() == StepStatus.BLOCKED);
  }

  private void plan() {
    line(terminal.ink(Ink.BOLD, "Steps"));
    for (var step : answer.plan().steps()) {
      var mark =
          switch (step.status()) {
            case DONE -> "\u2713";
            case BLOCKED -> "\u2717";
            case IN_PROGRESS -> "\u2026";
            case PENDING -> "\u00b7";
          };
      text(
          "  ",
          mark
              + " "
              + step.skill()
              + (step.target().isEmpty() ? "" : " on " + PlainText.line(step.target()))
              + (step.reason().isEmpty() ? "" : ": " + PlainText.line(step.reason())),
          null);
    }
    for (var change : answer.plan().changes()) {
      text(
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
    line("");
  }

  private void coverage() {
    var coverage = answer.coverage();
    text("", Looked.said(answer) + " " + VoiceText.said(answer), Ink.FAINT);
    var unread = coverage.unread();
    if (!unread.isEmpty()) {
      line(terminal.ink(Ink.YELLOW, "Not read"));
      unread.stream()
          .limit(SHOWN_UNREAD)
          .forEach(one ->
              text(
                  "  ",
                  PlainText.line(one.key())
                      + (one.where().isEmpty() ? "" : ", " + PlainText.line(one.where()))
                      + ": "
                      + PlainText.line(one.reason()),
                  null));
      if (unread.size() > SHOWN_UNREAD) {
        line("  ... " + (unread.size() - SHOWN_UNREAD) + " more, all in --json");
      }
    }
  }

  private void next() {
    if (answer.next().isEmpty()) {
      return;
    }
    line("");
    line(
        terminal.ink(
            Ink.BOLD, answer.status() == Answer.Status.UNKNOWN ? "You can ask" : "Ask next"));
    for (var question : answer.next()) {
      line("  " + again.ask(question));
    }
  }

  private String fill(String text) {
    return Statement.parse(text).pieces(facts).stream()
        .map(Statement.Piece::text)
        .collect(Collectors.joining());
  }

  private void text(String indent, String text, @org.jspecify.annotations.Nullable Ink ink) {
    for (var one : Terminal.wrap(PlainText.line(text), terminal.textWidth() - indent.length())) {
      line(indent + (ink == null ? one : terminal.ink(ink, one)));
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
