package dev.clew.skills.search;

import dev.clew.skills.Parameters;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Filters;
import dev.clew.skills.exploration.Literal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is to be found.
///
/// @param text in words or a sentence; empty where only runs like another are wanted
/// @param lookedUp the words of it that are looked up: without those that were read as conditions
/// @param like id of a trace, or its beginning, whose likes are wanted
/// @param where which runs or spans may be among them
/// @param speaker whose words are meant; empty for anybody's
/// @param most hits at most
/// @param judged whether a model is to say which of the hits shown are meant
record Request(
    String text,
    String lookedUp,
    Optional<String> like,
    Filter where,
    Optional<Speaker> speaker,
    Words.Unit unit,
    int most,
    boolean judged) {
  static final String WHERE = "search, parameter where";
  private static final String AUTO = "auto";
  private static final Pattern LIKENESS =
      Pattern.compile(
          "\\b(?:like|similar|resembl\\p{L}+|alike|akin|comparable|look-?alikes?|same as)\\b",
          Pattern.CASE_INSENSITIVE);

  /// `.., judged by a model`, `.. and have a model check them`.
  private static final Pattern JUDGED =
      Pattern.compile(
          "[,;:.]?\\s*(?:and\\s+|as\\s+|then\\s+)?(?:(?:judged|checked|confirmed|verified)\\s+by\\s+(?:an?|the|your)\\s+(?:language\\s+)?(?:model|llm)"
              + "|(?:have|let)\\s+(?:an?|the|your)\\s+(?:language\\s+)?(?:model|llm)\\s+(?:judge|check|confirm|verify|say))\\b[^.?!]*",
          Pattern.CASE_INSENSITIVE);

  /// Overlay; empty where nothing is asked for.
  static Optional<Request> of(Parameters given, String target) {
    var query = JUDGED.matcher(given.text("query")).replaceAll(" ").strip();
    var question = JUDGED.matcher(given.text("question")).replaceAll(" ").strip();
    var trace = given.text("trace").strip();
    boolean likes =
        !trace.isEmpty()
            && (query.isEmpty() && (question.isEmpty() || LIKENESS.matcher(question).find()));
    var words = Words.of(query.isEmpty() ? question : query, target);
    if (words.text().isBlank() && !likes) {
      return Optional.empty();
    }
    var where = where(given, !likes && !trace.isEmpty() ? Optional.of(trace) : Optional.empty());
    var unread = given.text("unread").strip();
    return Optional.of(
        new Request(
            likes ? "" : words.text(),
            query.isEmpty() && given.has("where") && !unread.isEmpty() ? unread : words.lookedUp(),
            likes ? Optional.of(trace) : Optional.empty(),
            where,
            likes ? Optional.empty() : speaker(given.text("by"), words),
            unit(given.text("find"), words),
            given.whole("n"),
            judged(given)));
  }

  private static boolean judged(Parameters given) {
    return switch (given.text("judge")) {
      case "auto" ->
          JUDGED.matcher(given.text("query")).find()
              || JUDGED.matcher(given.text("question")).find();
      default -> given.text("judge").equals("top");
    };
  }

  private static Filter where(Parameters given, Optional<String> trace) {
    var where = Filters.parse(WHERE, given.text("where"));
    if (trace.isEmpty()) {
      return where;
    }
    var one = new Filter.Compare("trace", Filter.Relation.EQ, new Literal.Word(trace.get()));
    return where.isAll() ? one : new Filter.And(List.of(where, one));
  }

  private static Optional<Speaker> speaker(String asked, Words words) {
    return switch (asked) {
      case AUTO -> words.speaker();
      case "anyone" -> Optional.empty();
      default -> Arrays.stream(Speaker.values()).filter(one -> one.word().equals(asked)).findAny();
    };
  }

  private static Words.Unit unit(String asked, Words words) {
    return Arrays.stream(Words.Unit.values())
        .filter(one -> one.word().equals(asked))
        .findAny()
        .or(words::unit)
        .orElse(Words.Unit.TRACES);
  }

  /// All conditions as one filter, to be shown.
  Filter shown() {
    var said =
        speaker.map(one ->
            (Filter)
                new Filter.Compare("speaker", Filter.Relation.EQ, new Literal.Word(one.word())));
    var all =
        Stream.concat(where.isAll() ? Stream.empty() : Stream.of(where), said.stream()).toList();
    return all.size() == 1 ? all.getFirst() : new Filter.And(all);
  }
}
