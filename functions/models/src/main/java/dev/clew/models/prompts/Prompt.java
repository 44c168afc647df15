package dev.clew.models.prompts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A prompt with places to fill, strictly: every place gets a value, every value has a place, and
/// what was filled in is not looked at again.
///
/// @param name where it comes from, for errors: `drift/interpret.md`
/// @param text with `{{name}}` for each place
public record Prompt(String name, String text) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z][a-z0-9_]*)\\s*\\}\\}");

  public Prompt {
    if (PLACE.matcher(text).replaceAll("").contains("{{")) {
      throw new IllegalArgumentException(
          name + ": '{{' begins no place such as {{question}}; write one, or a single brace");
    }
  }

  /// SHA-256 of name and text, in hexadecimal: which words a model was given.
  public String hash() {
    return hash(List.of(this));
  }

  /// SHA-256 of several prompts, in the order of their names.
  public static String hash(Collection<Prompt> prompts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      prompts.stream()
          .distinct()
          .sorted(Comparator.comparing(Prompt::name).thenComparing(Prompt::text))
          .forEach(prompt ->
              digest.update(
                  (prompt.name() + "\0" + prompt.text() + "\0").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The places, in order of their first use.
  public Set<String> places() {
    var places = new LinkedHashSet<String>();
    PLACE.matcher(text).results().forEach(place -> places.add(place.group(1)));
    return places;
  }

  /// The text with its places filled.
  ///
  /// @throws IllegalArgumentException that names the places without a value and the values without
  ///   a place
  public String render(Map<String, String> values) {
    var missing = new TreeSet<>(places());
    missing.removeAll(values.keySet());
    var unused = new TreeSet<>(values.keySet());
    unused.removeAll(places());
    if (!missing.isEmpty() || !unused.isEmpty()) {
      throw new IllegalArgumentException(
          name
              + (missing.isEmpty() ? "" : ": no value for " + String.join(", ", missing))
              + (unused.isEmpty() ? "" : ": no place for " + String.join(", ", unused)));
    }
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
  }
}
