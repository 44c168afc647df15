package dev.clew.traces.rows;

import java.util.ArrayList;
import java.util.List;

/// Finds out what separates the fields of a file: the one of `,` `;` tab `|` that cuts the most
/// lines of a sample into the same number of fields, the more fields the better.
final class Delimiter {
  private static final char[] CANDIDATES = {',', ';', '\t', '|'};
  private static final int LINES = 50;

  private Delimiter() {}

  /// The separator; a comma where there is one column.
  static char of(String sample) {
    char best = ',';
    long bestScore = 0;
    for (char candidate : CANDIDATES) {
      var fields = fields(sample, candidate);
      if (fields.isEmpty() || fields.getFirst() < 2) {
        continue;
      }
      int width = fields.getFirst();
      long alike = fields.stream().filter(count -> count == width).count();
      long score = alike * 1_000 / fields.size() * 10_000 + width;
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  /// Fields of each line, quotes respected; the last line of the sample may be cut and is left out.
  private static List<Integer> fields(String sample, char delimiter) {
    var fields = new ArrayList<Integer>();
    int count = 1;
    boolean quoted = false;
    boolean content = false;
    for (int i = 0; i < sample.length() && fields.size() < LINES; i++) {
      char c = sample.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\n' && !quoted) {
        if (content) {
          fields.add(count);
        }
        count = 1;
        content = false;
        continue;
      } else if (c == delimiter && !quoted) {
        count++;
      }
      content |= c != '\r';
    }
    if (fields.isEmpty() && content) {
      fields.add(count);
    }
    return fields;
  }
}
