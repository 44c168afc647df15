package dev.clew.evaluators;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.models.prompts.Prompt;
import dev.clew.models.prompts.PromptFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An evaluator's file: YAML between two lines of `---`, then the template, with `{{input}}` where
/// a text of the example goes.
///
/// ```
/// ---
/// name: polite
/// description: whether the answer is polite
/// level: span                  # span | tool-call | trace | session
/// kind: model                  # code | classifier | model
/// reads: [input, output]       # texts that must be logged
/// labels: {polite: 1, rude: 0} # and what each counts
/// wanted: polite
/// ---
/// Was this answer polite? ...
/// ```
public final class DefinitionFile {
  /// A longer file is no evaluator.
  private static final int LONGEST = 100_000;

  private static final Set<String> KNOWN =
      Set.of(
          "name", "description", "level", "kind", "reads", "check", "labels", "wanted", "settings");
  private static final int VERSION_DIGITS = 12;
  private static final String FENCE = "---";

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final String where;
  private final JsonNode front;

  private DefinitionFile(String where, JsonNode front) {
    this.where = where;
    this.front = front;
  }

  /// Reads a file.
  ///
  /// @param where the file, for errors
  /// @param checks names of the checks there are
  /// @throws ClewException of kind USER that names the line or field and what would fit
  public static Definition parse(String where, String text, Collection<String> checks) {
    if (text.length() > LONGEST) {
      throw wrong(where, "has " + text.length() + " characters", "write at most " + LONGEST, null);
    }
    var lines = text.replace("\r\n", "\n").replace("\uFEFF", "");
    int end = lines.indexOf("\n" + FENCE, FENCE.length());
    if (!lines.startsWith(FENCE + "\n") || end < 0) {
      throw wrong(
          where,
          "does not begin with YAML between two lines of " + FENCE,
          "write name, level, kind, labels and wanted between them",
          null);
    }
    JsonNode front;
    try {
      front = YAML.readTree(lines.substring(FENCE.length() + 1, end));
    } catch (JsonProcessingException e) {
      var line = e.getLocation() == null ? "" : ", line " + (e.getLocation().getLineNr() + 1);
      throw wrong(where + line, e.getOriginalMessage(), "mend the YAML", e);
    }
    if (front == null || !front.isObject()) {
      throw wrong(where, "its YAML is no mapping", "write 'name: value' lines", null);
    }
    int body = lines.indexOf('\n', end + 1);
    var template = body < 0 ? "" : lines.substring(body + 1).strip();
    return new DefinitionFile(where, front).definition(template, version(lines), checks);
  }

  private Definition definition(String template, String version, Collection<String> checks) {
    for (var field : (Iterable<String>) front::fieldNames) {
      if (!KNOWN.contains(field)) {
        throw wrong(where, "unknown field '" + field + "'", Nearest.remedy(field, KNOWN), null);
      }
    }
    var name = text("name");
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.length() > 64) {
      throw wrong(
          where,
          "name '" + name + "' is not words joined by '-'",
          "write it in small letters, such as answer-is-polite",
          null);
    }
    var reads = texts("reads");
    var prompt =
        template.isEmpty()
            ? Optional.<Prompt>empty()
            : Optional.of(PromptFiles.checked(where, template));
    prompt.ifPresent(one -> {
      for (var place : one.places()) {
        if (!reads.contains(place)) {
          throw wrong(
              where,
              "the template has a place {{" + place + "}} that 'reads' does not name",
              Fields.ALL.contains(place)
                  ? "add " + place + " to 'reads'"
                  : Nearest.remedy(place, reads.isEmpty() ? Fields.ALL : reads),
              null);
        }
      }
    });
    var check = optional("check");
    check.ifPresent(one -> {
      if (!checks.contains(one)) {
        throw wrong(where, "there is no check '" + one + "'", Nearest.remedy(one, checks), null);
      }
    });
    try {
      return new Definition(
          name,
          text("description"),
          constant("level", Level.values(), Level::word),
          constant("kind", Kind.values(), Kind::word),
          reads,
          check,
          labels(),
          settings(),
          prompt,
          version);
    } catch (IllegalArgumentException e) {
      throw wrong(where, String.valueOf(e.getMessage()), "correct the file", e);
    }
  }

  private Labels labels() {
    var node = front.path("labels");
    var labels = new ArrayList<Label>();
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> {
            if (!entry.getValue().isNumber()) {
              throw wrong(
                  where,
                  "label '" + entry.getKey() + "' has no number as its score",
                  "write labels: {good: 1, bad: 0}",
                  null);
            }
            labels.add(new Label(entry.getKey().strip(), entry.getValue().asDouble()));
          });
    }
    if (labels.size() < 2) {
      throw wrong(where, "has no two labels", "write labels: {good: 1, bad: 0}", null);
    }
    var wanted = text("wanted");
    return new Labels(
        labels,
        labels.stream()
            .map(Label::name)
            .filter(wanted::equals)
            .findFirst()
            .orElseThrow(() ->
                wrong(
                    where,
                    "wanted is '" + wanted + "', which is no label",
                    Nearest.remedy(wanted, labels.stream().map(Label::name).toList()),
                    null)));
  }

  private Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    var node = front.path("settings");
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw wrong(where, "'settings' is no mapping", "write settings: {name: value}", null);
    }
    node.properties()
        .forEach(entry ->
            settings.put(
                entry.getKey(),
                entry.getValue().isValueNode()
                    ? entry.getValue().asText()
                    : entry.getValue().toString()));
    return settings;
  }

  private <E extends Enum<E>> E constant(String field, E[] values, Function<E, String> word) {
    var written = text(field).toLowerCase(Locale.ROOT);
    var words = new ArrayList<String>();
    for (var value : values) {
      if (word.apply(value).equals(written)) {
        return value;
      }
      words.add(word.apply(value));
    }
    throw wrong(where, field + " '" + written + "' is none", Nearest.remedy(written, words), null);
  }

  private String text(String field) {
    return optional(field)
        .orElseThrow(() -> wrong(where, "field '" + field + "' is missing", "add it", null));
  }

  private Optional<String> optional(String field) {
    var node = front.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isValueNode() || node.asText().isBlank()) {
      throw wrong(where, "field '" + field + "' is not one text", "write one", null);
    }
    return Optional.of(node.asText().strip());
  }

  private List<String> texts(String field) {
    var node = front.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrong(where, "field '" + field + "' is no list", "write [input, output]", null);
    }
    var texts = new ArrayList<String>();
    node.forEach(one -> texts.add(one.asText().strip()));
    return texts;
  }

  private static String version(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.strip().getBytes(StandardCharsets.UTF_8)))
          .substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static ClewException wrong(
      String where, String what, String remedy, @Nullable Throwable cause) {
    return new ClewException(new Problem(Problem.Kind.USER, what, where, remedy), cause);
  }
}
