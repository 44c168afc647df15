package dev.clew.investigation.rails;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.models.context.PlainName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// How the data's own names and words are called before a model that decides something. A
/// [PlainName] is shown as it stands; anything else has an alias, `~` and a checksum, so that no
/// sentence that others wrote into the data reaches a decision. Who knows the names that there are
/// knows what an alias means.
public final class Aliases {
  /// Of a fact's name, the keys counted too; where there are more it is one text.
  private static final int MOST_QUALIFIERS = 3;

  private static final int MOST_WORDS_OF_NAME = 9;
  private static final int LONGEST_NAME = 160;
  private static final Pattern QUALIFIER = Pattern.compile(",(?=[a-z][a-z_]*=)");
  private static final Pattern ALIAS = Pattern.compile("~[0-9a-f]{8}");

  private final Map<String, String> meanings = new LinkedHashMap<>();

  /// @param names what an alias may stand for
  public Aliases(Collection<String> names) {
    for (var name : names) {
      var alias = of(name);
      if (!alias.equals(name)) {
        meanings.putIfAbsent(alias, name);
      }
    }
  }

  /// A name or text of the data as it may be shown.
  public static String of(String text) {
    if (text.isBlank() || PlainName.is(text)) {
      return text;
    }
    var checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return "~" + HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  /// Names in a row.
  public static String listed(Collection<String> names) {
    return names.stream().map(Aliases::of).collect(Collectors.joining(", "));
  }

  /// A fact's name; what stands behind `=` in its brackets is the data's.
  public static String ofName(String name) {
    int open = name.indexOf('[');
    return open < 0 || !name.endsWith("]")
        ? of(name)
        : name.substring(0, open + 1)
            + pieces(name.substring(open + 1, name.length() - 1))
                .map(piece -> {
                  int value = piece.indexOf('=') + 1;
                  return piece.substring(0, value) + of(piece.substring(value));
                })
                .collect(Collectors.joining(","))
            + "]";
  }

  /// What stands behind `=` in the brackets of a fact's name.
  public static List<String> qualifiers(String name) {
    int open = name.indexOf('[');
    return open < 0 || !name.endsWith("]")
        ? List.of()
        : pieces(name.substring(open + 1, name.length() - 1))
            .map(piece -> piece.substring(piece.indexOf('=') + 1))
            .toList();
  }

  /// The qualifiers apart, or as one text where there are more than names have.
  private static Stream<String> pieces(String inside) {
    var pieces = QUALIFIER.split(inside, -1);
    return pieces.length <= MOST_QUALIFIERS
            && inside.length() <= LONGEST_NAME
            && PlainName.words(inside) <= MOST_WORDS_OF_NAME
        ? Arrays.stream(pieces)
        : Stream.of(inside);
  }

  /// The same facts with texts as they may be shown.
  public static List<Fact> of(Collection<Fact> facts) {
    return facts.stream()
        .map(fact ->
            fact.value() instanceof FactValue.Text(var text)
                ? new Fact(
                    fact.id(),
                    fact.name(),
                    new FactValue.Text(of(text)),
                    fact.low(),
                    fact.high(),
                    fact.unit(),
                    fact.computation())
                : fact)
        .toList();
  }

  /// A document with texts as they may be shown: its shape, its keys and its numbers stay.
  public static JsonNode of(JsonNode document) {
    return switch (document) {
      case TextNode text -> TextNode.valueOf(of(text.textValue()));
      case ObjectNode object -> {
        var shown = object.objectNode();
        object.properties().forEach(one -> shown.set(of(one.getKey()), of(one.getValue())));
        yield shown;
      }
      case ArrayNode list -> {
        var shown = list.arrayNode();
        list.forEach(one -> shown.add(of(one)));
        yield shown;
      }
      default -> document;
    };
  }

  /// A sentence of ours with each of the names that has an alias called by it.
  public String in(String sentence) {
    var told = sentence;
    for (var entry : meanings.entrySet()) {
      told = told.replace(entry.getValue(), entry.getKey());
    }
    return told;
  }

  /// What a model means that speaks in aliases.
  public String meant(String words) {
    return ALIAS
        .matcher(words)
        .replaceAll(
            match -> Matcher.quoteReplacement(meanings.getOrDefault(match.group(), match.group())));
  }

  /// As [#meant(String)], of each text in a document.
  public JsonNode meant(JsonNode document) {
    return switch (document) {
      case TextNode text -> TextNode.valueOf(meant(text.textValue()));
      case ObjectNode object -> {
        var meant = object.objectNode();
        object.properties().forEach(one -> meant.set(one.getKey(), meant(one.getValue())));
        yield meant;
      }
      case ArrayNode list -> {
        var meant = list.arrayNode();
        list.forEach(one -> meant.add(meant(one)));
        yield meant;
      }
      default -> document;
    };
  }
}
