package dev.clew.skills.retrieval;

import java.util.ArrayList;
import java.util.List;

/// A part of a text that is short enough to be read at once by an embedder.
///
/// @param number from 1
/// @param of how many pieces the text has
/// @param from where it begins in the text
/// @param to where it ends, exclusive
public record Piece(int number, int of, int from, int to, String text) {
  /// A cut is looked for in the last part of a piece, so that pieces do not become crumbs.
  private static final double EARLIEST_CUT = 0.5;

  /// Where a text may be cut, best first: paragraphs, lines, sentences, words.
  private static final List<String> SEAMS =
      List.of("\n\n", "\n", ". ", "? ", "! ", "; ", ", ", " ");

  /// A text in pieces, in order; what lies between two of them is blank. A text of blanks has none.
  ///
  /// @param longest characters of a piece, from 2
  public static List<Piece> of(String text, int longest) {
    var ends = new ArrayList<int[]>();
    int from = firstLetter(text, 0);
    while (from < text.length()) {
      int to = end(text, from, longest);
      ends.add(new int[] {from, lastLetter(text, from, to)});
      from = firstLetter(text, to);
    }
    var pieces = new ArrayList<Piece>(ends.size());
    for (int i = 0; i < ends.size(); i++) {
      int start = ends.get(i)[0];
      int end = ends.get(i)[1];
      pieces.add(new Piece(i + 1, ends.size(), start, end, text.substring(start, end)));
    }
    return pieces;
  }

  /// `input[3] user`, or `input[3] user, piece 2 of 5`.
  public String within(String place) {
    return of == 1 ? place : place + ", piece " + number + " of " + of;
  }

  private static int end(String text, int from, int longest) {
    if (text.length() - from <= longest) {
      return text.length();
    }
    int most = from + longest;
    int least = from + (int) (longest * EARLIEST_CUT);
    var ending = text.substring(least, most);
    for (var seam : SEAMS) {
      int at = ending.lastIndexOf(seam);
      if (at >= 0) {
        return least + at + seam.length();
      }
    }
    return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
  }

  private static int firstLetter(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int lastLetter(String text, int from, int to) {
    int at = to;
    while (at > from + 1 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
