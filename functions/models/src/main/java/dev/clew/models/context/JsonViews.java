package dev.clew.models.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Shorter and shorter views of JSON, each JSON again.
final class JsonViews {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// How much is kept.
  ///
  /// @param characters of each text
  /// @param elements of each list
  /// @param keys of each object
  /// @param depth of nesting
  private record Limits(Detail detail, int characters, int elements, int keys, int depth) {}

  private static final int ALL = Integer.MAX_VALUE;

  /// Contents go first, then elements; keys and depth only where nothing else is left to take.
  private static final List<Limits> LADDER =
      List.of(
          new Limits(Detail.EXCERPT, 8_000, 200, ALL, ALL),
          new Limits(Detail.EXCERPT, 4_000, 100, ALL, ALL),
          new Limits(Detail.EXCERPT, 2_000, 50, ALL, ALL),
          new Limits(Detail.EXCERPT, 1_000, 24, ALL, ALL),
          new Limits(Detail.EXCERPT, 500, 12, ALL, ALL),
          new Limits(Detail.EXCERPT, 240, 6, ALL, ALL),
          new Limits(Detail.EXCERPT, 120, 4, ALL, ALL),
          new Limits(Detail.SKELETON, 60, 3, ALL, ALL),
          new Limits(Detail.SKELETON, 24, 2, ALL, ALL),
          new Limits(Detail.SKELETON, 0, 1, ALL, ALL),
          new Limits(Detail.SKELETON, 0, 1, 100, 8),
          new Limits(Detail.SKELETON, 0, 1, 40, 5),
          new Limits(Detail.SKELETON, 0, 1, 20, 3),
          new Limits(Detail.SKELETON, 0, 1, 12, 2),
          new Limits(Detail.SKELETON, 0, 1, 8, 1),
          new Limits(Detail.SKELETON, 0, 1, 4, 1),
          new Limits(Detail.SKELETON, 0, 0, 0, 0));

  private final Limits limits;
  private final List<String> wanted;
  private boolean cuts;

  private JsonViews(Limits limits, List<String> wanted) {
    this.limits = limits;
    this.wanted = wanted;
  }

  /// @param wanted in lower case
  static Stream<View.Step> of(JsonNode value, List<String> wanted) {
    return Stream.concat(
        Stream.of(new View.Step(Detail.FULL, value.toString(), false)),
        LADDER.stream()
            .map(limits -> {
              var views = new JsonViews(limits, wanted);
              var text = views.shown(value, "#", 0).toString();
              return new View.Step(views.cuts ? limits.detail() : Detail.FULL, text, views.cuts);
            }));
  }

  private JsonNode shown(JsonNode value, String pointer, int depth) {
    return switch (value) {
      case ObjectNode object when depth >= limits.depth() && !object.isEmpty() ->
          folded("{\u2026 %,d keys: %s}", object.size(), keys(object), pointer);
      case ArrayNode array when depth >= limits.depth() && !array.isEmpty() ->
          folded("[\u2026 %,d items%s]", array.size(), "", pointer);
      case ObjectNode object -> object(object, pointer, depth);
      case ArrayNode array -> array(array, pointer, depth);
      case TextNode text -> NODES.textNode(text(text.textValue(), pointer));
      default -> value;
    };
  }

  private ObjectNode object(ObjectNode object, String pointer, int depth) {
    var shown = NODES.objectNode();
    int left = limits.keys();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (left-- == 0) {
        cuts = true;
        shown.put(
            "\u2026",
            String.format(
                Locale.ROOT,
                "[\u2026 %,d keys more; open %s]",
                object.size() - limits.keys(),
                pointer));
        break;
      }
      shown.set(
          key(field.getKey(), shown),
          shown(field.getValue(), pointer + "/" + step(field.getKey()), depth + 1));
    }
    return shown;
  }

  private ArrayNode array(ArrayNode array, String pointer, int depth) {
    var shown = NODES.arrayNode();
    int next = 0;
    for (int kept : kept(array)) {
      gap(shown, next, kept, pointer);
      shown.add(shown(array.get(kept), pointer + "/" + kept, depth + 1));
      next = kept + 1;
    }
    gap(shown, next, array.size(), pointer);
    return shown;
  }

  /// Says which elements are not there; nothing where none is missing.
  private void gap(ArrayNode shown, int from, int to, String pointer) {
    if (to > from) {
      cuts = true;
      shown.add(
          String.format(
              Locale.ROOT, "[\u2026 %,d items more; open %s/%d]", to - from, pointer, from));
    }
  }

  /// Places of the elements to keep: the first ones, the last one, and among the others those that
  /// hold a wanted word.
  private Iterable<Integer> kept(ArrayNode array) {
    var kept = new TreeSet<Integer>();
    int most = Math.min(limits.elements(), array.size());
    if (most == array.size()) {
      for (int i = 0; i < most; i++) {
        kept.add(i);
      }
      return kept;
    }
    if (most > 0) {
      kept.add(0);
    }
    if (most > 1) {
      kept.add(array.size() - 1);
    }
    if (!wanted.isEmpty()) {
      for (int i = 1; i < array.size() - 1 && kept.size() < most; i++) {
        var text = array.get(i).toString().toLowerCase(Locale.ROOT);
        if (wanted.stream().anyMatch(text::contains)) {
          kept.add(i);
        }
      }
    }
    for (int i = 1; kept.size() < most; i++) {
      kept.add(i);
    }
    return kept;
  }

  private String text(String text, String pointer) {
    // A marker is longer than what it stands for where there is little to cut.
    int most = limits.characters();
    if (text.length() <= most + 40) {
      return text;
    }
    cuts = true;
    return most == 0
        ? String.format(Locale.ROOT, "[%,d characters; open %s]", text.length(), pointer)
        : Cut.middle(text, most, pointer, wanted);
  }

  private JsonNode folded(String form, int count, String more, String pointer) {
    cuts = true;
    return NODES.textNode(
        String.format(Locale.ROOT, form, count, more) + (depthZero() ? "" : " open " + pointer));
  }

  private boolean depthZero() {
    return limits.depth() == 0;
  }

  /// The first keys, as far as a line holds them.
  private String keys(ObjectNode object) {
    var names = new ArrayList<String>();
    int room = limits.keys() == 0 ? 40 : 120;
    for (var names0 = object.fieldNames(); names0.hasNext(); ) {
      var name = names0.next();
      room -= name.length() + 2;
      if (room < 0) {
        names.add("\u2026");
        break;
      }
      names.add(name);
    }
    return String.join(", ", names);
  }

  /// A key that is itself a long text is cut, and stays another key than its neighbours.
  private String key(String key, ObjectNode shown) {
    int most = Math.max(80, Math.min(limits.characters(), 500));
    if (key.length() <= most + 40) {
      return key;
    }
    cuts = true;
    var cut = Cut.middle(key, most, "");
    return shown.has(cut) ? cut + " " + shown.size() : cut;
  }

  /// One step of a JSON pointer; of a long key only its beginning, which no longer opens anything
  /// but still tells where.
  private static String step(String key) {
    var step = key.replace("~", "~0").replace("/", "~1");
    return step.length() <= 120 ? step : step.substring(0, Cut.whole(step, 120)) + "\u2026";
  }
}
