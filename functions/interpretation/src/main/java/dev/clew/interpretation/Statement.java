package dev.clew.interpretation;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Sentences in which every figure stands as `{F7}`.
///
/// @param parts words and figures in turn
public record Statement(List<Part> parts) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}|[{}]");

  /// `29 of the 34 runs`: the unit comes with the second figure.
  private static final Pattern OF_THOSE = Pattern.compile("^ of (?:the |all |these |those )?$");

  /// `5 of them`: the unit was said before.
  private static final Pattern OF_THEM = Pattern.compile("^ of (?:them|these|those)\\b(?! $)");

  private static final Pattern HIDDEN_BLANKS = Pattern.compile("^ +| {2,}| +$");

  /// A longer text is read for its words.
  private static final int SHORT_TEXT = 80;

  private static final Pattern FACT_ID = Pattern.compile("F[0-9]+");

  public Statement {
    parts = List.copyOf(parts);
  }

  /// A stretch of a statement.
  public sealed interface Part {
    record Words(String text) implements Part {}

    record Figure(String factId) implements Part {}
  }

  /// A stretch of a statement with its figures put in.
  public sealed interface Piece {
    String text();

    record Words(String text) implements Piece {}

    record Figure(String text, Fact fact) implements Piece {}
  }

  /// Reads placeholders.
  ///
  /// @throws IllegalArgumentException for a brace that is no `{F7}`
  public static Statement parse(String text) {
    var parts = new ArrayList<Part>();
    var matcher = PLACEHOLDER.matcher(text);
    int at = 0;
    while (matcher.find()) {
      var id = matcher.group(1);
      if (id == null || !FACT_ID.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "'" + matcher.group() + "' in \"" + text + "\" is no placeholder such as {F7}");
      }
      if (matcher.start() > at) {
        parts.add(new Part.Words(text.substring(at, matcher.start())));
      }
      parts.add(new Part.Figure(id));
      at = matcher.end();
    }
    if (at < text.length()) {
      parts.add(new Part.Words(text.substring(at)));
    }
    return new Statement(parts);
  }

  /// The ids of the facts it cites, in order, each once.
  public List<String> factIds() {
    return parts.stream()
        .filter(Part.Figure.class::isInstance)
        .map(part -> ((Part.Figure) part).factId())
        .distinct()
        .toList();
  }

  /// The same sentences citing the same facts under other ids; ids not in the map stay.
  public Statement renumbered(Map<String, String> newIds) {
    return new Statement(
        parts.stream()
            .<Part>map(part ->
                switch (part) {
                  case Part.Words words -> words;
                  case Part.Figure figure ->
                      new Part.Figure(newIds.getOrDefault(figure.factId(), figure.factId()));
                })
            .toList());
  }

  /// With its placeholders.
  @Override
  public String toString() {
    var out = new StringBuilder();
    for (var part : parts) {
      switch (part) {
        case Part.Words words -> out.append(words.text());
        case Part.Figure figure -> out.append('{').append(figure.factId()).append('}');
      }
    }
    return out.toString();
  }

  /// The text with its figures put in.
  ///
  /// @throws IllegalArgumentException when it cites a fact that is not there
  public String filled(Collection<Fact> facts) {
    return filled(byId(facts));
  }

  /// As the other one, for who fills many sentences from the same facts.
  ///
  /// @param facts by their ids
  public String filled(Map<String, Fact> facts) {
    var out = new StringBuilder();
    for (var piece : pieces(facts)) {
      out.append(piece.text());
    }
    return out.toString();
  }

  /// Facts by their ids, in order.
  public static Map<String, Fact> byId(Collection<Fact> facts) {
    var byId = new LinkedHashMap<String, Fact>();
    for (var fact : facts) {
      byId.put(fact.id(), fact);
    }
    return byId;
  }

  /// As [#filled], in pieces, for writers that link each figure to its fact.
  ///
  /// @throws IllegalArgumentException when it cites a fact that is not there
  public List<Piece> pieces(Map<String, Fact> facts) {
    var pieces = new ArrayList<Piece>();
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case Part.Words words -> pieces.add(new Piece.Words(words.text()));
        case Part.Figure figure -> {
          var fact = facts.get(figure.factId());
          if (fact == null) {
            throw new IllegalArgumentException(
                "{" + figure.factId() + "} in \"" + this + "\" is no fact of this answer");
          }
          pieces.add(new Piece.Figure(figure(fact, i, facts), fact));
        }
      }
    }
    return pieces;
  }

  private String figure(Fact fact, int at, Map<String, Fact> facts) {
    var before = at > 0 && parts.get(at - 1) instanceof Part.Words(var text) ? text : "";
    var after =
        at + 1 < parts.size() && parts.get(at + 1) instanceof Part.Words(var text) ? text : "";
    if (fact.value() instanceof FactValue.Text) {
      return quoted(FactWriter.write(fact), fact, before, after);
    }
    if (Direction.endsWithVerbOf(before)) {
      return FactWriter.write(fact, FactWriter.Form.SIZE);
    }
    boolean bare =
        namesUnit(after, fact.unit())
            || (isRow(fact) && endsWithWord(before, "row", "rows", "to", "and"))
            || (OF_THOSE.matcher(after).find() && sameUnit(fact, at + 2, facts))
            || OF_THEM.matcher(after).find();
    if (bare) {
      return FactWriter.write(fact, FactWriter.Form.BARE);
    }
    boolean aside = before.lastIndexOf('(') > before.lastIndexOf(')');
    return FactWriter.write(fact, aside ? FactWriter.Form.ASIDE : FactWriter.Form.FULL);
  }

  /// Words from the data that could be taken for ours stand in quotation marks, unless they do
  /// already.
  private static String quoted(String text, Fact fact, String before, String after) {
    var line = PlainText.cut(PlainText.line(blanksShown(text)), 240);
    boolean marked =
        !before.isEmpty()
            && !after.isEmpty()
            && "\"'`\u201c".indexOf(before.charAt(before.length() - 1)) >= 0
            && "\"'`\u201d".indexOf(after.charAt(0)) >= 0;
    boolean several = line.chars().anyMatch(Character::isWhitespace);
    boolean ours =
        fact.unit().equals(Unit.INSTANT)
            || (fact.value() instanceof FactValue.Text(var value) && !text.equals(value));
    return several && !marked && !ours ? "\u201c" + line + "\u201d" : line;
  }

  /// Blanks that a reader would not see, in a short text that stands or falls with them.
  private static String blanksShown(String text) {
    if (text.length() > SHORT_TEXT || !HIDDEN_BLANKS.matcher(text).find()) {
      return text;
    }
    return HIDDEN_BLANKS.matcher(text).replaceAll(found -> "\u2423".repeat(found.group().length()));
  }

  private static boolean isRow(Fact fact) {
    return fact.unit().equals(Unit.ROW_NUMBER);
  }

  private boolean sameUnit(Fact fact, int at, Map<String, Fact> facts) {
    if (at < parts.size() && parts.get(at) instanceof Part.Figure(var id)) {
      var other = facts.get(id);
      return other != null && other.unit().equals(fact.unit());
    }
    return false;
  }

  /// Whether the words that follow already say what is counted.
  private static boolean namesUnit(String after, Unit unit) {
    var symbol = unit.symbol();
    if (symbol.isEmpty() || !after.startsWith(" ")) {
      return false;
    }
    var word = after.substring(1).split("[^\\p{L}-]", 2)[0].toLowerCase(Locale.ROOT);
    return word.equals(symbol.toLowerCase(Locale.ROOT))
        || word.equals(FactWriter.singular(symbol).toLowerCase(Locale.ROOT));
  }

  private static boolean endsWithWord(String text, String... words) {
    for (var word : words) {
      if (text.toLowerCase(Locale.ROOT).matches("(?s)(.*\\W)?" + word + "\\s")) {
        return true;
      }
    }
    return false;
  }
}
