package dev.clew.skills.tracediagnosis;

import dev.clew.skills.tracediagnosis.Sign.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What steps were told and did not do: marks to end with, things forbidden.
final class OrderSigns {
  private static final int DETAIL = 200;

  /// `write the '\n<end_plan>' tag and stop`: an order to put a mark at the end.
  private static final Pattern MARK =
      Pattern.compile(
          "(?i)\\b(?:write|end|ends|finish|conclude|append|include|add|put|close)\\b[^.\\n<]{0,80}(?:['\"`]\\s*(?:\\\\n)?\\s*(</?[a-z][a-z0-9_-]{2,30}>)['\"`]|(</?[a-z][a-z0-9_-]{2,30}>)\\s+(?:tag|sequence|marker|token|mark))");

  private static final Pattern NO_PRINT =
      Pattern.compile(
          "(?i)\\b(?:do not|don't|never|must not|not allowed to|avoid)\\s+(?:\\w+\\s+){0,3}?(?:print|echo|dump|display)(?:ing)?\\b");

  /// What an answer must end with is said at the end.
  private static final int LAST = 4_000;

  /// So much of what was printed is no glance at it.
  private static final int PRINTED = 1_000;

  private OrderSigns() {}

  static List<Sign> of(Course course) {
    var signs = new ArrayList<Sign>();
    var forbids = NO_PRINT.matcher(course.task());
    boolean noPrint = forbids.find();
    var order = noPrint ? course.task().substring(forbids.start()) : "";
    for (var step : course.steps()) {
      mark(step).ifPresent(mark -> signs.add(sign(Kind.MISSING_MARK, step, mark)));
      if (noPrint && prints(step)) {
        signs.add(sign(Kind.FORBIDDEN, step, order));
      }
    }
    return signs;
  }

  /// A mark that the message just before demands and the answer lacks. What system messages demand
  /// of every answer is left out: marks that end an answer are often swallowed on the way.
  private static Optional<String> mark(Step step) {
    if (!step.asked().isEmpty()) {
      return Optional.empty();
    }
    var wanted = MARK.matcher(Words.tail(step.before(), LAST));
    var found = Optional.<String>empty();
    while (wanted.find()) {
      found = Optional.of(wanted.group(1) == null ? wanted.group(2) : wanted.group(1));
    }
    return found.filter(mark -> !step.said().contains(mark));
  }

  private static boolean prints(Step step) {
    return step.code().toLowerCase(Locale.ROOT).contains("print(")
        && step.results().stream().anyMatch(result -> result.text().length() > PRINTED);
  }

  private static Sign sign(Kind kind, Step step, String detail) {
    return new Sign(kind, step.place(), Category.INSTRUCTION, Words.line(detail, DETAIL));
  }
}
