package dev.clew.skills.exploration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A place in a JSON document: a JSON path of names and numbers (`$.input[3].content`,
/// `$.attributes['shop.region']`) or a JSON pointer (RFC 6901) as views give it
/// (`#/input/3/content`). No wildcards, no filters.
///
/// @param where what gave the path, for errors: `sample, parameter path`
/// @param steps names of keys, or numbers of elements as text
public record DocumentPath(String where, List<String> steps) {
  private static final Pattern STEP =
      Pattern.compile(
          "\\G(?:\\.([\\p{L}\\p{N}_\\-]+)|\\[(\\d{1,9})\\]|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\])");
  private static final int DEEPEST = 100;

  public DocumentPath {
    steps = List.copyOf(steps);
  }

  /// Reads one; the empty text is the whole document.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER that says how paths are written
  public static DocumentPath parse(String where, String text) {
    var path = text.strip();
    if (path.isEmpty()) {
      return new DocumentPath(where, List.of());
    }
    if (path.startsWith("#") || path.startsWith("/")) {
      return pointer(where, path.startsWith("#") ? path.substring(1) : path);
    }
    var rest = path.startsWith("$") ? path.substring(1) : path.startsWith("[") ? path : "." + path;
    var steps = new ArrayList<String>();
    var step = STEP.matcher(rest);
    int end = 0;
    while (step.find()) {
      for (int group = 1; group <= 4; group++) {
        if (step.group(group) != null) {
          steps.add(step.group(group));
        }
      }
      end = step.end();
    }
    if (end < rest.length() || steps.size() > DEEPEST) {
      throw Wrong.in(
          where,
          "'" + Wrong.shown(path) + "' is no path of names and numbers",
          "write $.input[3].content, or the pointer that a view gives, #/input/3/content");
    }
    return new DocumentPath(where, steps);
  }

  private static DocumentPath pointer(String where, String pointer) {
    if (pointer.isEmpty()) {
      return new DocumentPath(where, List.of());
    }
    var steps = new ArrayList<String>();
    for (var step : pointer.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return new DocumentPath(where, steps);
  }

  /// What stands there.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER that says how far the path goes, and what
  ///   there is
  public JsonNode in(JsonNode document) {
    var node = document;
    var gone = new StringBuilder("$");
    for (var step : steps) {
      JsonNode next =
          node.isArray()
              ? step.matches("\\d{1,9}") ? node.get(Integer.parseInt(step)) : null
              : node.get(step);
      if (next == null) {
        throw Wrong.in(
            where,
            "there is no '" + Wrong.shown(step) + "' at " + Wrong.shown(gone.toString()),
            there(node));
      }
      gone.append(node.isArray() ? "[" + step + "]" : "." + step);
      node = next;
    }
    return node;
  }

  private static String there(JsonNode node) {
    if (node.isArray()) {
      return node.isEmpty() ? "the list is empty" : "elements are 0 to " + (node.size() - 1);
    }
    if (!node.isObject()) {
      return "this is a value, it holds nothing";
    }
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return "there are: " + Wrong.shown(String.join(", ", names));
  }
}
