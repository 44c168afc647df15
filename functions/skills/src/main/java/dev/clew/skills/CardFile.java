package dev.clew.skills;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Nearest;
import dev.clew.traces.spans.Needs;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads a `SKILL.md`: YAML front matter between two `---` lines, then Markdown. The form stands at
/// [Card].
final class CardFile {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "version",
          "family",
          "description",
          "when",
          "when-not",
          "reads",
          "baseline",
          "needs",
          "max-text",
          "deployable",
          "parameters",
          "postcondition",
          "proposes");
  private static final String FENCE = "---";

  private CardFile() {}

  /// Overlay.
  ///
  /// @param where the file's name, for errors
  /// @throws dev.clew.evidence.ClewException naming the field that is unknown, missing or of
  ///   another kind
  static Card parse(String where, String text) {
    var lines = text.lines().toList();
    var end = lines.isEmpty() || !lines.getFirst().strip().equals(FENCE) ? -1 : closing(lines);
    if (end < 0) {
      throw YamlFields.wrong(
          where, "has no front matter", "open and close it with '---' lines", null);
    }
    var front = YamlFields.parse(where, String.join("\n", lines.subList(1, end)) + "\n", FIELDS);
    var reads = reads(front);
    return new Card(
        front.text("name"),
        front.text("version"),
        front.text("family"),
        front.text("description"),
        front.texts("when"),
        front.texts("when-not"),
        reads,
        baseline(front),
        needs(front),
        front.text("deployable"),
        parameters(front),
        front.fields("postcondition", Set.of("facts")).texts("facts"),
        proposes(front),
        String.join("\n", lines.subList(end + 1, lines.size())).strip() + "\n");
  }

  private static int closing(List<String> lines) {
    for (var i = 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(FENCE)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<Card.Proposes> proposes(YamlFields front) {
    if (!front.node().has("proposes")) {
      return Optional.empty();
    }
    var fields = front.fields("proposes", Set.of("fact", "what"));
    return Optional.of(new Card.Proposes(fields.text("fact"), fields.text("what")));
  }

  private static Card.Baseline baseline(YamlFields front) {
    return front.node().has("baseline")
        ? word(
            front, "baseline", front.text("baseline"), Card.Baseline.values(), Card.Baseline::name)
        : Card.Baseline.ALWAYS;
  }

  private static Set<Card.Reads> reads(YamlFields front) {
    var reads = EnumSet.noneOf(Card.Reads.class);
    var given =
        front.node().path("reads").isArray() ? front.texts("reads") : List.of(front.text("reads"));
    for (var one : given) {
      reads.add(word(front, "reads", one, Card.Reads.values(), Card.Reads::name));
    }
    return reads;
  }

  private static Needs needs(YamlFields front) {
    var parts = EnumSet.noneOf(Needs.Part.class);
    for (var need : front.texts("needs")) {
      parts.add(word(front, "needs", need, Needs.Part.values(), Needs.Part::name));
    }
    return new Needs(parts, front.whole("max-text", Needs.DEFAULT_MAX_TEXT));
  }

  private static String parameters(YamlFields front) {
    if (!(front.node().get("parameters") instanceof ObjectNode schema)) {
      throw YamlFields.wrong(
          front.where(),
          "field 'parameters' is no JSON Schema",
          "write 'type: object' and 'properties'",
          null);
    }
    return schema.toString();
  }

  private static <T> T word(
      YamlFields front, String field, String given, T[] known, Function<T, String> name) {
    Function<T, String> written =
        value -> name.apply(value).toLowerCase(Locale.ROOT).replace('_', '-');
    for (var value : known) {
      if (written.apply(value).equals(given)) {
        return value;
      }
    }
    throw YamlFields.wrong(
        front.where(),
        "field '" + field + "' says '" + given + "'",
        Nearest.remedy(given, Arrays.stream(known).map(written).toList()),
        null);
  }
}
