package dev.clew.skills.cohortcomparison;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.OperationName;
import dev.clew.skills.applications.Telling;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the failed calls answered: the outcome itself, so no difference, but often the reason.
final class Answers {
  private static final int TOLD = 4;
  private static final int LONGEST = 160;

  private Answers() {}

  static void write(Case found) {
    boolean failing =
        found.pair().ofCalls()
            && found.pair().first().stream()
                .anyMatch(one -> one.toString().equals("result=failed"));
    if (!failing || found.size(true) == 0) {
      return;
    }
    Map<String, List<Integer>> said = new TreeMap<>();
    for (int i = 0; i < found.members().size(); i++) {
      if (found.first()[i]) {
        said.computeIfAbsent(
                answer(found.members().get(i).call().orElseThrow()), _ -> new ArrayList<>())
            .add(i);
      }
    }
    var kinds = new ArrayList<>(said.entrySet());
    kinds.sort(
        Comparator.comparingInt((Map.Entry<String, List<Integer>> kind) -> -kind.getValue().size())
            .thenComparing(Map.Entry::getKey));
    var book = found.book();
    book.computing("answers of the failed calls, numbers masked", found.size(true));
    var all = book.fact("answers.total", found.size(true), found.unit());
    var telling = new Telling().say("Of ").put(all).say(" that failed, ");
    for (int k = 0; k < Math.min(TOLD, kinds.size()); k++) {
      var kind = kinds.get(k);
      telling
          .say(k == 0 ? "" : ", ")
          .put(
              book.fact(
                  Label.of("answer.calls", "answer", kind.getKey()),
                  kind.getValue().size(),
                  Unit.NONE))
          .say(" answered ")
          .put(book.fact(Label.of("answer", "answer", kind.getKey()), Label.shown(kind.getKey())));
    }
    book.fact("answers.kinds", kinds.size(), Unit.of("kinds"));
    var statement =
        telling.say(". That is how they ended, so it is not counted among the differences.").done();
    boolean mostAlike = 2 * kinds.getFirst().getValue().size() > found.size(true);
    book.finding(
        "What the failed calls answered",
        mostAlike ? Severity.LOW : Severity.INFO,
        found.counted(),
        statement.text(),
        statement.factIds(),
        List.of(
            book.spans(
                "Calls with the commonest answer",
                found.refs(kinds.getFirst().getValue()),
                "Read the arguments beside the answer.")));
  }

  private static String answer(Span call) {
    var text = call.tool().map(ToolCall::result).orElse("");
    if (text.isBlank()) {
      text = call.status().message();
    }
    var line = text.strip().lines().findFirst().orElse("");
    var masked = OperationName.of(line);
    return masked.length() > LONGEST ? masked.substring(0, LONGEST) : masked;
  }
}
