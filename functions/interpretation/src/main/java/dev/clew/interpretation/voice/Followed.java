package dev.clew.interpretation.voice;

import dev.clew.interpretation.Statement;
import dev.clew.interpretation.Statement.Part;
import java.util.ArrayList;
import java.util.List;

/// A figure of a sentence and the words right behind it.
///
/// @param before the words right before it; empty where there are none
record Followed(String before, String figure, String behind) {

  /// In the sentence's order.
  static List<Followed> in(Statement statement) {
    var found = new ArrayList<Followed>();
    var parts = statement.parts();
    for (int i = 0; i + 1 < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Figure(var figure)
          && parts.get(i + 1) instanceof Part.Words(var behind)) {
        var before = i > 0 && parts.get(i - 1) instanceof Part.Words(var text) ? text : "";
        found.add(new Followed(before, figure, behind));
      }
    }
    return found;
  }
}
