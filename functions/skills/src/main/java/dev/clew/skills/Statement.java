package dev.clew.skills;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Sentences in which every figure, name and message from the data stands as a fact's id.
///
/// @param text with `{F7}` where the fact is to be read
/// @param factIds the facts in it, in order
public record Statement(String text, List<String> factIds) {
  public static final Statement EMPTY = new Statement("", List.of());

  public Statement {
    factIds = List.copyOf(factIds);
  }

  /// Puts facts into their places.
  ///
  /// @param template words with `{}` for each fact; a digit in it is refused, since figures are
  ///   facts
  /// @param facts ids, one for each place
  /// @throws IllegalArgumentException when places and facts differ in number
  public static Statement of(String template, String... facts) {
    if (template.chars().anyMatch(Character::isDigit)) {
      throw new IllegalArgumentException("a digit is typed in '" + template + "'");
    }
    var text = new StringBuilder();
    int fact = 0;
    int from = 0;
    for (int at = template.indexOf("{}"); at >= 0; at = template.indexOf("{}", from)) {
      if (fact == facts.length) {
        break;
      }
      text.append(template, from, at).append('{').append(facts[fact++]).append('}');
      from = at + 2;
    }
    text.append(template, from, template.length());
    if (fact < facts.length || text.indexOf("{}") >= 0) {
      throw new IllegalArgumentException(
          facts.length + " facts do not fill the places of '" + template + "'");
    }
    return new Statement(text.toString(), List.of(facts));
  }

  /// This, then another sentence.
  public Statement then(Statement next) {
    if (text.isEmpty()) {
      return next;
    }
    var ids = new LinkedHashSet<>(factIds);
    ids.addAll(next.factIds());
    return new Statement(
        next.text().isEmpty() ? text : text + " " + next.text(), new ArrayList<>(ids));
  }

  /// This, then another sentence.
  public Statement then(String template, String... facts) {
    return then(of(template, facts));
  }
}
