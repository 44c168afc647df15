package dev.clew.interpretation;

import dev.clew.evidence.Fact;
import dev.clew.interpretation.Terminal.Ink;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A page for a terminal, while it is written: lines as wide as the terminal, with the figures of
/// an answer put into its sentences.
final class TextPage {
  private final Terminal terminal;
  private final Map<String, Fact> facts;
  private final StringBuilder out = new StringBuilder();

  TextPage(Terminal terminal, Map<String, Fact> facts) {
    this.terminal = terminal;
    this.facts = facts;
  }

  /// A template with its figures put in.
  String fill(String template) {
    return Statement.parse(template).pieces(facts).stream()
        .map(Statement.Piece::text)
        .collect(Collectors.joining());
  }

  /// A heading over what follows.
  void heading(String text) {
    line(terminal.ink(Ink.BOLD, text));
  }

  /// A paragraph, wrapped.
  void text(String indent, String text, @Nullable Ink ink) {
    hung(indent, indent, text, ink);
  }

  /// A paragraph whose first line begins otherwise than those that follow, such as with a mark.
  ///
  /// @param first as wide as `indent`
  void hung(String first, String indent, String text, @Nullable Ink ink) {
    var begin = first;
    for (var one : Terminal.wrap(PlainText.line(text), terminal.textWidth() - indent.length())) {
      line(begin + (ink == null ? one : terminal.ink(ink, one)));
      begin = indent;
    }
  }

  void line(String text) {
    out.append(text).append('\n');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
