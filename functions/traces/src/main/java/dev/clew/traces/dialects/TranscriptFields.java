package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `transcripts.tsv`: what the fields of a run are called.
public final class TranscriptFields {
  private final Map<String, List<String>> byRole = new HashMap<>();

  private TranscriptFields() {}

  static TranscriptFields bundled() {
    var fields = new TranscriptFields();
    try (InputStream in = TranscriptFields.class.getResourceAsStream("transcripts.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the resource transcripts.tsv is missing from the build");
      }
      var reader = new BufferedReader(new InputStreamReader(in, UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int tab = line.indexOf('\t');
          fields
              .byRole
              .computeIfAbsent(line.substring(0, tab), key -> new ArrayList<>())
              .add(line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the resource transcripts.tsv", e);
    }
    return fields;
  }

  /// The names that play a role, best first.
  List<String> names(String role) {
    return byRole.getOrDefault(role, List.of());
  }

  /// The object's fields that play a role, best first.
  List<Map.Entry<String, JsonNode>> of(String role, JsonNode object) {
    var found = new ArrayList<Map.Entry<String, JsonNode>>();
    for (String name : names(role)) {
      for (var entry : object.properties()) {
        if (matches(name, entry.getKey())) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  boolean plays(String role, String field) {
    for (String name : names(role)) {
      if (matches(name, field)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String name, String field) {
    String lower = field.toLowerCase(Locale.ROOT);
    return name.endsWith("*")
        ? lower.startsWith(name.substring(0, name.length() - 1))
        : lower.equals(name);
  }
}
