package dev.clew.interpretation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Unit;

/// Who chose and wrote, and what was sent for it, in words.
final class VoiceText {
  private VoiceText() {}

  static String said(Answer answer) {
    var voice = answer.voice();
    var usage = answer.usage();
    if (voice.host().isEmpty()) {
      return "Words by templates, model off"
          + (voice.off().isEmpty() ? "." : ": " + PlainText.line(voice.off()) + ".");
    }
    var words =
        switch (answer.mode()) {
          case MODEL -> "Words by ";
          case MIXED -> "Words partly by ";
          case PLAYBOOK -> "Words by templates, after calls to ";
        };
    var said =
        new StringBuilder(words)
            .append(PlainText.line(String.join(", ", voice.models())))
            .append(" at ")
            .append(PlainText.line(voice.host()))
            .append("; ")
            .append(FactWriter.count(usage.inputTokens(), Unit.TOKENS))
            .append(" were sent");
    if (voice.redacted() > 0) {
      said.append(", ")
          .append(FactWriter.count(voice.redacted(), Unit.of("secrets")))
          .append(" or personal data redacted first");
    }
    said.append(
        Double.isNaN(usage.costUsd())
            ? ", at an unknown price."
            : ", for " + FactWriter.number(usage.costUsd(), Unit.USD) + ".");
    for (var remark : voice.remarks()) {
      said.append(" Of these models: ").append(PlainText.line(remark)).append('.');
    }
    if (answer.dropped() > 0) {
      said.append(" Left out, as the facts do not bear them: ")
          .append(FactWriter.count(answer.dropped(), Unit.of("sentences")))
          .append('.');
    }
    if (!voice.off().isEmpty()) {
      said.append(" It did not answer throughout: ")
          .append(PlainText.line(voice.off()))
          .append('.');
    }
    return said.toString();
  }
}
