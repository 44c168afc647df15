package dev.clew.skills.dataquality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Values that do not look like the others of their column: letters inside numbers, a code of
/// another shape. A shape is the value with each run of digits, letters and spaces folded: `2x5` is
/// `9a9`.
final class BrokenPatterns implements Check {
  /// The shapes that nearly all rows share.
  static final double USUAL = 0.8;

  /// A shape that is no exception any more.
  static final double RARE = 0.02;

  /// Shapes beyond this number are free text.
  static final int SHAPES = 12;

  static final int ENOUGH = 30;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.categories()) {
      var texts = Texts.of(column);
      long present = texts.present();
      if (present < ENOUGH) {
        continue;
      }
      Map<String, Long> shapes = new TreeMap<>();
      var shapeOf = new ArrayList<String>();
      for (int i = 0; i < texts.values().size(); i++) {
        var shape = shape(texts.values().get(i));
        shapeOf.add(shape);
        shapes.merge(shape, texts.counts()[i], Long::sum);
      }
      long usual = 0;
      int usualShapes = 0;
      var commonest = "";
      long most = 0;
      for (var shape : shapes.entrySet()) {
        if (shape.getValue() > Math.max(2, RARE * present)) {
          usual += shape.getValue();
          usualShapes++;
          if (shape.getValue() > most) {
            most = shape.getValue();
            commonest = shape.getKey();
          }
        }
      }
      // Words alone have no shape to break; a digit in the commonest one makes it a code.
      if (usualShapes == 0
          || usualShapes > 3
          || shapes.size() > SHAPES + usualShapes
          || usual < USUAL * present
          || usual == present
          || !commonest.contains("9")) {
        continue;
      }
      var marked = new boolean[texts.values().size()];
      var example = "";
      for (int i = 0; i < marked.length; i++) {
        if (shapes.getOrDefault(shapeOf.get(i), 0L) <= Math.max(2, RARE * present)) {
          marked[i] = true;
          if (example.isEmpty()) {
            example = texts.values().get(i);
          }
        }
      }
      var found = texts.where(marked);
      double share = (double) found.count() / table.current().count();
      issues.add(
          new Issue.Draft("pattern", column.name())
              .with("share", Issue.Value.share(share))
              .with("shape", Issue.Value.text(commonest))
              .with("example", Issue.Value.text(example))
              .says(
                  column.name() + ": values of another shape",
                  "{affected} of {subject} ({share}) [does|do] not look like the others, such as"
                      + " '{example}' where the usual shape is '{shape}'.",
                  found,
                  table.role(column.name()).severity(share),
                  0.75));
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.categories().size();
  }

  static String shape(String value) {
    var shape = new StringBuilder();
    char last = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      char kind =
          Character.isDigit(c)
              ? '9'
              : Character.isLetter(c) ? 'a' : Character.isWhitespace(c) ? ' ' : c;
      if (kind != last || !(kind == '9' || kind == 'a' || kind == ' ')) {
        shape.append(kind);
      }
      last = kind;
    }
    return shape.toString();
  }
}
