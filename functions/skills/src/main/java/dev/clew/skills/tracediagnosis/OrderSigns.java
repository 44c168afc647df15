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

  private static final Pattern TAG =
      Pattern.compile("</?[a-z][a-z0-9_-]{2,30}>", Pattern.CASE_INSENSITIVE);

  /// An order stands this close to the mark that it speaks of.
  private static final int REACH = 120;

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
    return wanted(Words.tail(step.before(), LAST)).filter(mark -> !step.said().contains(mark));
  }

  /// The last mark that a message demands. Only around what looks like a mark is an order looked
  /// for: most messages are long and hold none.
  private static Optional<String> wanted(String message) {
    for (int at = message.lastIndexOf('<'); at >= 0; at = message.lastIndexOf('<', at - 1)) {
      if (TAG.matcher(message).region(at, message.length()).lookingAt()) {
        var order =
            MARK.matcher(message)
                .region(Math.max(0, at - REACH), Math.min(message.length(), at + REACH));
        while (order.find()) {
          int group = order.group(1) == null ? 2 : 1;
          if (order.start(group) == at) {
            return Optional.of(order.group(group));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean prints(Step step) {
    return step.code().toLowerCase(Locale.ROOT).contains("print(")
        && step.results().stream().anyMatch(result -> result.text().length() > PRINTED);
  }

  private static Sign sign(Kind kind, Step step, String detail) {
    return new Sign(kind, step.place(), Category.INSTRUCTION, Words.line(detail, DETAIL));
  }
}
