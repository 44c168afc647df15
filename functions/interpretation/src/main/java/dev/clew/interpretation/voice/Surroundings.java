package dev.clew.interpretation.voice;

import dev.clew.interpretation.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The words around each figure of a sentence that are said of it: back to the clause's beginning
/// or the figure before, on to the clause's end or the figure behind.
final class Surroundings {
  private static final Pattern BEGINS =
      Pattern.compile("[;:,.()]|\\b(?:and|or|while|but|whereas|against|than|instead of)\\b");
  private static final Pattern ENDS =
      Pattern.compile("[;:,.()]|\\b(?:while|where|but|whereas|against|than|instead of)\\b");

  /// "{F1} of {F2} failed" says "failed" of both.
  private static final Pattern OF =
      Pattern.compile("(?i)^\\s*(?:out )?of(?: (?:the|all|its|these|those|their))*\\s*$");

  private Surroundings() {}

  /// By fact id, in order.
  static Map<String, String> of(Statement statement) {
    var parts = statement.parts();
    var found = new LinkedHashMap<String, String>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Statement.Part.Figure(var id)) {
        found.merge(id, before(statement, i) + " " + behind(statement, i), (a, b) -> a + "; " + b);
      }
    }
    return found;
  }

  private static String before(Statement statement, int at) {
    var parts = statement.parts();
    if (at == 0 || !(parts.get(at - 1) instanceof Statement.Part.Words(var text))) {
      return "";
    }
    if (at >= 2 && OF.matcher(text).matches()) {
      return before(statement, at - 2);
    }
    var pieces = BEGINS.split(text, -1);
    return pieces[pieces.length - 1];
  }

  private static String behind(Statement statement, int at) {
    var parts = statement.parts();
    if (at + 1 >= parts.size() || !(parts.get(at + 1) instanceof Statement.Part.Words(var text))) {
      return "";
    }
    boolean more = at + 2 < parts.size();
    if (more && OF.matcher(text).matches()) {
      return behind(statement, at + 2);
    }
    // "The difference, {F1}, stays within": what is told of the difference is told of it.
    boolean apposed =
        at > 0
            && text.startsWith(",")
            && parts.get(at - 1) instanceof Statement.Part.Words(var opening)
            && opening.stripTrailing().endsWith(",");
    var first = ENDS.split(apposed ? text.substring(1) : text, 2)[0];
    int and = first.lastIndexOf(" and ");
    // What follows an "and" before another figure is said of that one.
    return more && text.endsWith(first) && and >= 0 ? first.substring(0, and) : first;
  }
}
