package dev.clew.skills.cohortcomparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The values that one attribute holds at once: tags are a JSON array in OpenTelemetry's exports,
/// and joined by commas in others.
final class Listed {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern TAGS = Pattern.compile("(?i)(?:.*[._-])?(?:tags?|labels)");

  private Listed() {}

  /// Its values, each once, in order; the text itself where it is no list.
  ///
  /// @param attribute its name: only what is called tags is cut at commas
  static Set<String> values(String attribute, String text) {
    var found = new LinkedHashSet<String>();
    if (text.startsWith("[") && text.endsWith("]")) {
      try {
        for (var value : JSON.readTree(text)) {
          if (!value.isValueNode() || value.isNull()) {
            return Set.of(text);
          }
          found.add(value.asText().strip());
        }
      } catch (JsonProcessingException _) {
        return Set.of(text);
      }
    } else if (TAGS.matcher(attribute).matches() && text.indexOf(',') >= 0) {
      Arrays.stream(text.split(",")).map(String::strip).forEach(found::add);
    }
    found.remove("");
    return found.isEmpty() ? Set.of(text) : found;
  }
}
