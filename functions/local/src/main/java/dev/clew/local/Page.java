package dev.clew.local;

import dev.clew.interpretation.PlainText;
import dev.clew.interpretation.Terminal;
import java.util.ArrayList;
import java.util.List;

/// Lines for a terminal. Whatever comes from the data loses its control characters here.
final class Page {
  private final Terminal terminal;
  private final StringBuilder out = new StringBuilder();

  Page(Terminal terminal) {
    this.terminal = terminal;
  }

  Page bold(String text) {
    return inked("1", text);
  }

  Page faint(String text) {
    return inked("2", text);
  }

  Page red(String text) {
    return inked("31", text);
  }

  private Page inked(String code, String text) {
    var safe = safe(text);
    out.append(terminal.colour() ? "\u001b[" + code + "m" + safe + "\u001b[0m" : safe);
    return this;
  }

  Page plain(String text) {
    out.append(safe(text));
    return this;
  }

  /// Ends the line.
  Page end() {
    out.append('\n');
    return this;
  }

  /// A paragraph of its own, wrapped.
  Page text(String indent, String text) {
    int columns = terminal.textWidth() - indent.length();
    for (var line : Terminal.wrap(PlainText.line(text), columns)) {
      out.append(indent).append(line).append('\n');
    }
    return this;
  }

  /// A table with columns as wide as their widest cell; the last column is cut where a screen's
  /// line ends.
  ///
  /// @param right columns whose cells stand to the right, counted from 0
  Page table(List<String> heads, List<List<String>> rows, List<Integer> right) {
    int columns = heads.size();
    var safe = new ArrayList<List<String>>();
    safe.add(heads);
    rows.forEach(row -> safe.add(row.stream().map(PlainText::line).toList()));
    var widths = new int[columns];
    for (var row : safe) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    for (int r = 0; r < safe.size(); r++) {
      var line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        var cell = safe.get(r).get(c);
        var space = " ".repeat(widths[c] - cell.length());
        line.append(c == 0 ? "" : "  ").append(right.contains(c) ? space + cell : cell + space);
      }
      var text = fitted(line.toString().stripTrailing());
      // Cells are clean; the blanks between them are ours.
      out.append(r == 0 && terminal.colour() ? "\u001b[2m" + text + "\u001b[0m" : text)
          .append('\n');
    }
    return this;
  }

  private String fitted(String line) {
    return line.length() <= terminal.width()
        ? line
        : line.substring(0, terminal.width() - 3) + "...";
  }

  private static String safe(String text) {
    // Blanks are layout and stay.
    return PlainText.lines(text).replace('\n', ' ');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
