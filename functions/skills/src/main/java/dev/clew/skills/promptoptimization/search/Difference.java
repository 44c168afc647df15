package dev.clew.skills.promptoptimization.search;

import java.util.Locale;
import java.util.Optional;

/// What is wrong with an answer, in words by which answers that are wrong in the same way go
/// together.
final class Difference {
  static final String FORM = "differs in case, blanks or punctuation alone";
  private static final int LONGEST_LABEL = 40;

  private Difference() {}

  static String between(String expected, String answer) {
    var wanted = Check.normalized(expected);
    var given = Check.normalized(answer);
    if (given.isEmpty()) {
      return "answers nothing";
    }
    if (given.equals(wanted)) {
      return FORM;
    }
    if (looksLikeJson(expected) && !looksLikeJson(answer)) {
      return "is no JSON";
    }
    if (!wanted.isEmpty() && (" " + given + " ").contains(" " + wanted + " ")) {
      return "says more than the answer";
    }
    if ((" " + wanted + " ").contains(" " + given + " ")) {
      return "leaves out a part of the answer";
    }
    var script = script(wanted);
    if (script.isPresent() && script(given).filter(one -> one != script.get()).isPresent()) {
      return "is in another script";
    }
    return wanted.length() <= LONGEST_LABEL && given.length() <= LONGEST_LABEL
        ? "expected \u201c" + wanted + "\u201d, got \u201c" + given + "\u201d"
        : "is another answer";
  }

  private static boolean looksLikeJson(String text) {
    var start = text.strip().toLowerCase(Locale.ROOT);
    return start.startsWith("{") || start.startsWith("[");
  }

  /// The script of a text's first letter.
  private static Optional<Character.UnicodeScript> script(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character.UnicodeScript::of)
        .findFirst();
  }
}
