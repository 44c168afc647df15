package dev.clew.traces.dialects;

import dev.clew.traces.dialects.Alias.Form;
import dev.clew.traces.spans.Tokens;
import java.util.OptionalLong;

/// Token counts as a dialect states them, and what they are in [Tokens]' sense: cached tokens
/// inside the prompt, reasoning tokens inside the completion.
///
/// Dialects differ: OpenAI, OpenInference and OTel count cached tokens inside the prompt, Anthropic
/// and Langfuse beside it, and some attribute names are used for both. So the figures decide first:
/// - a part larger than its total must stand beside it;
/// - of the readings that are left, one that gives the stated total is taken, the dialect's own
///   first;
/// - else the dialect's own reading; where it has none, inside.
///
/// @param cacheForm INCLUDED, BESIDE or UNSAID: where cached tokens stand by the dialect's habit
/// @param reasoningForm the same for reasoning tokens
/// @param otherPrompt further parts beside the prompt (audio, images); 0 when none
record StatedCounts(
    OptionalLong prompt,
    OptionalLong completion,
    OptionalLong total,
    OptionalLong cacheRead,
    OptionalLong cacheWrite,
    OptionalLong reasoning,
    Form cacheForm,
    Form reasoningForm,
    long otherPrompt,
    long otherCompletion) {

  Tokens tokens() {
    return otherPrompt + otherCompletion > 0
            && total.isPresent()
            && !isExplained()
            && withoutOthers().isExplained()
        ? withoutOthers().reconciled()
        : reconciled();
  }

  private boolean isExplained() {
    return gives(false, false) || gives(false, true) || gives(true, false) || gives(true, true);
  }

  private StatedCounts withoutOthers() {
    return new StatedCounts(
        prompt,
        completion,
        total,
        cacheRead,
        cacheWrite,
        reasoning,
        cacheForm,
        reasoningForm,
        0,
        0);
  }

  private Tokens reconciled() {
    long cache = cacheRead.orElse(0) + cacheWrite.orElse(0);
    boolean cacheBeside = cacheForm == Form.BESIDE;
    boolean reasoningBeside = reasoningForm == Form.BESIDE;
    if (cache > prompt.orElse(0)) {
      cacheBeside = prompt.isPresent() || cacheForm == Form.BESIDE;
    } else if (total.isPresent()
        && gives(!cacheBeside, reasoningBeside)
        && !gives(cacheBeside, reasoningBeside)) {
      cacheBeside = !cacheBeside;
    }
    if (reasoning.orElse(0) > completion.orElse(0)) {
      reasoningBeside = completion.isPresent() || reasoningForm == Form.BESIDE;
    } else if (total.isPresent() && !gives(cacheBeside, reasoningBeside)) {
      if (gives(cacheBeside, !reasoningBeside)) {
        reasoningBeside = !reasoningBeside;
      } else if (cache <= prompt.orElse(0) && gives(!cacheBeside, !reasoningBeside)) {
        cacheBeside = !cacheBeside;
        reasoningBeside = !reasoningBeside;
      }
    }
    OptionalLong wholePrompt = plus(prompt, (cacheBeside ? cache : 0) + otherPrompt);
    OptionalLong wholeCompletion =
        plus(completion, (reasoningBeside ? reasoning.orElse(0) : 0) + otherCompletion);
    OptionalLong wholeTotal = total;
    if (total.isPresent()) {
      // A total that leaves out what stands beside is raised; one that holds more stays as stated.
      wholeTotal =
          OptionalLong.of(
              Math.max(total.getAsLong(), wholePrompt.orElse(0) + wholeCompletion.orElse(0)));
    }
    return new Tokens(wholePrompt, wholeCompletion, wholeTotal, cacheRead, cacheWrite, reasoning);
  }

  private boolean gives(boolean cacheBeside, boolean reasoningBeside) {
    long sum = prompt.orElse(0) + completion.orElse(0) + otherPrompt + otherCompletion;
    if (cacheBeside) {
      sum += cacheRead.orElse(0) + cacheWrite.orElse(0);
    }
    if (reasoningBeside) {
      sum += reasoning.orElse(0);
    }
    return sum == total.orElse(-1);
  }

  private static OptionalLong plus(OptionalLong base, long more) {
    return base.isEmpty() && more == 0 ? base : OptionalLong.of(base.orElse(0) + more);
  }
}
