package dev.clew.skills.safety;

import dev.clew.evaluators.safety.AttackWords;
import dev.clew.evaluators.safety.JailbreakClassifier;
import dev.clew.models.Embedder;
import dev.clew.models.ModelException;
import dev.clew.skills.Ports;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Users' attempts to get round the application's rules.
///
/// @param found in the runs' order
/// @param asked how many texts of users there are
/// @param byMeaning how many different texts were looked at by their meaning, not by words alone
/// @param different how many different texts there are
/// @param why why not all were, where they were not
record Attempts(List<Attempt> found, int asked, int byMeaning, int different, String why) {
  /// More texts than these are not embedded for one answer: those with signs come first, then
  /// others as they come.
  static final int MOST_BY_MEANING = 4_000;

  private static final int BATCH = 100;

  Attempts {
    found = List.copyOf(found);
  }

  /// What the application did about it.
  enum Reply {
    REFUSED,
    ANSWERED,
    /// No answer is logged.
    UNKNOWN
  }

  /// One attempt.
  record Attempt(Heard heard, JailbreakClassifier.Verdict verdict, Reply reply) {}

  static Attempts of(List<Trace> runs, List<Heard> all, Ports ports) {
    var users = all.stream().filter(one -> one.from() == Heard.Source.USER).toList();
    var classifier = JailbreakClassifier.packaged();
    var verdicts = new LinkedHashMap<String, JailbreakClassifier.Verdict>();
    for (var one : users) {
      verdicts.computeIfAbsent(
          one.text(), text -> classifier.judge(List.of(text), Optional.empty()).getFirst());
    }
    var embedding = ports.embedding();
    var why = embedding.why();
    int looked = 0;
    if (embedding.embedder().isPresent() && !verdicts.isEmpty()) {
      if (classifier.reads(embedding.embedder().get())) {
        try {
          looked = byMeaning(classifier, verdicts, embedding.embedder().get(), ports);
          why = looked < verdicts.size() ? "there are too many" : "";
        } catch (ModelException e) {
          why = String.valueOf(e.getMessage());
        }
      } else {
        why = "the classifier was trained with another embedder";
      }
    }
    var found = new ArrayList<Attempt>();
    for (var one : users) {
      var verdict = verdicts.get(one.text());
      if (verdict != null && verdict.attempt()) {
        found.add(new Attempt(one, verdict, reply(runs.get(one.run()), one)));
      }
    }
    return new Attempts(found, users.size(), looked, verdicts.size(), why);
  }

  private static int byMeaning(
      JailbreakClassifier classifier,
      Map<String, JailbreakClassifier.Verdict> verdicts,
      Embedder embedder,
      Ports ports) {
    var texts =
        verdicts.entrySet().stream()
            .sorted((a, b) -> Boolean.compare(b.getValue().attempt(), a.getValue().attempt()))
            .limit(MOST_BY_MEANING)
            .map(Map.Entry::getKey)
            .toList();
    for (int from = 0; from < texts.size(); from += BATCH) {
      var batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
      var judged = classifier.judge(batch, Optional.of(embedder));
      for (int i = 0; i < batch.size(); i++) {
        verdicts.put(batch.get(i), judged.get(i));
      }
      ports.progress().at("texts embedded", from + (long) batch.size(), texts.size());
    }
    return texts.size();
  }

  /// What the model said next.
  private static Reply reply(Trace run, Heard heard) {
    return run.spans().stream()
        .skip(heard.span())
        .flatMap(span -> said(span).stream())
        .findFirst()
        .map(text -> AttackWords.refuses(text) ? Reply.REFUSED : Reply.ANSWERED)
        .orElse(Reply.UNKNOWN);
  }

  private static Optional<String> said(Span span) {
    return span.content().output().stream()
        .filter(message -> !message.role().equals("user") && !message.role().equals("tool"))
        .map(Message::content)
        .filter(text -> !text.isBlank())
        .findFirst()
        .or(() ->
            Optional.of(span.content().outputValue())
                .filter(text -> !text.isBlank() && span.kind() != SpanKind.TOOL));
  }

  /// How many runs hold one.
  long runs() {
    return found.stream().mapToInt(one -> one.heard().run()).distinct().count();
  }

  long with(Reply reply) {
    return found.stream().filter(one -> one.reply() == reply).count();
  }
}
