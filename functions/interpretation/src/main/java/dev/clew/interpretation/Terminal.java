package dev.clew.interpretation;

import java.util.ArrayList;
import java.util.List;

/// What a terminal can show.
///
/// @param width columns, at least [#NARROWEST]; without end where it is no terminal
/// @param colour whether it understands colours and wants them
public record Terminal(int width, boolean colour) {
  public static final int NARROWEST = 40;

  /// Longer lines are hard to read, however wide the window.
  public static final int WIDEST_TEXT = 100;

  public Terminal {
    width = Math.max(NARROWEST, width);
  }

  /// Not a terminal: a file, a pipe. Who reads on there wants values whole.
  public static Terminal plain() {
    return new Terminal(Integer.MAX_VALUE, false);
  }

  /// Whether lines end somewhere: on a screen, not in a file.
  public boolean isBounded() {
    return width < Integer.MAX_VALUE;
  }

  /// A colour or weight.
  enum Ink {
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    YELLOW("33"),
    BLUE("34"),
    GREEN("32");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  String ink(Ink ink, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
  }

  /// Columns for running text.
  public int textWidth() {
    return Math.min(width, WIDEST_TEXT);
  }

  /// Breaks text at spaces into lines of at most `columns`; a longer word stands alone and whole.
  public static List<String> wrap(String text, int columns) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
