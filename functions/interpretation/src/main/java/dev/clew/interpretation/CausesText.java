package dev.clew.interpretation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Answer.Verdict;
import dev.clew.interpretation.Terminal.Ink;
import java.util.List;

/// What an investigation concluded, for a terminal: the causes in their order, each with what
/// speaks for it; what is ruled out, a line each with what contradicts it; what could not be told.
final class CausesText {
  private final Answer answer;
  private final Terminal terminal;
  private final TextPage page;
  private final boolean several;

  CausesText(Answer answer, Terminal terminal, TextPage page) {
    this.answer = answer;
    this.terminal = terminal;
    this.page = page;
    this.several = answer.causes().stream().map(Answer.Cause::target).distinct().count() > 1;
  }

  void write() {
    supported(of(Verdict.SUPPORTED));
    shortly("Ruled out", of(Verdict.RULED_OUT), terminal.ink(Ink.GREEN, "\u2717"));
    shortly("Could not be told", of(Verdict.OPEN), terminal.ink(Ink.YELLOW, "?"));
  }

  private List<Answer.Cause> of(Verdict verdict) {
    return answer.causes().stream().filter(cause -> cause.verdict() == verdict).toList();
  }

  private void supported(List<Answer.Cause> causes) {
    if (causes.isEmpty()) {
      return;
    }
    page.heading("Causes");
    for (int i = 0; i < causes.size(); i++) {
      var number = String.format("%2d. ", i + 1);
      page.hung(number, "    ", said(causes.get(i)), Ink.BOLD);
      page.text("    ", page.fill(causes.get(i).reason()), null);
    }
    page.line("");
  }

  /// One sentence each: the first says what contradicts it, or what it would take to tell.
  private void shortly(String heading, List<Answer.Cause> causes, String mark) {
    if (causes.isEmpty()) {
      return;
    }
    page.heading(heading);
    for (var cause : causes) {
      var reason = Sentences.of(cause.reason()).stream().findFirst().orElse("");
      page.hung("  " + mark + " ", "    ", said(cause) + ": " + page.fill(reason), null);
    }
    page.line("");
  }

  private String said(Answer.Cause cause) {
    return PlainText.line(cause.cause())
        + (several && !cause.target().isEmpty() ? " (" + PlainText.line(cause.target()) + ")" : "");
  }
}
