package dev.clew.interpretation.voice;

import dev.clew.interpretation.Statement;
import dev.clew.interpretation.Statement.Part;
import java.util.ArrayList;
import java.util.List;

/// Two figures of a sentence with nothing but words between them.
///
/// @param at where the first stands among the sentence's parts
/// @param before the words right before the first; empty where there are none
/// @param behind the words right behind the second; empty where there are none
record Couple(int at, String before, String first, String between, String second, String behind) {

  /// In the sentence's order; a figure may be the second of one and the first of the next.
  static List<Couple> in(Statement statement) {
    var found = new ArrayList<Couple>();
    var parts = statement.parts();
    for (int i = 0; i + 2 < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Figure(var first)
          && parts.get(i + 1) instanceof Part.Words(var between)
          && parts.get(i + 2) instanceof Part.Figure(var second)) {
        found.add(new Couple(i, words(parts, i - 1), first, between, second, words(parts, i + 3)));
      }
    }
    return found;
  }

  private static String words(List<Part> parts, int at) {
    return at >= 0 && at < parts.size() && parts.get(at) instanceof Part.Words(var text)
        ? text
        : "";
  }
}
