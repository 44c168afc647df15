package dev.clew.evaluators.checks;

import com.google.re2j.Pattern;
import dev.clew.models.context.Invisible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Phrases that are packaged beside the code, and how they are looked for in a text.
public final class PhraseFile {
  private PhraseFile() {}

  /// Lines of a file that are neither blank nor remarks.
  ///
  /// @param beside the class whose package holds it
  public static List<String> lines(Class<?> beside, String file) {
    try (var in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in the package of " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /// Finds a phrase as words of its own, in any case of letters; group 1 is what was found.
  ///
  /// @param phrase in RE2 syntax
  /// @throws com.google.re2j.PatternSyntaxException when it is no expression
  public static Pattern whole(String phrase) {
    return Pattern.compile(
        "(?:^|[^\\p{L}\\p{N}])(" + phrase + ")(?:[^\\p{L}\\p{N}]|$)", Pattern.CASE_INSENSITIVE);
  }

  /// A text without characters that nobody sees; typographic apostrophes as typed ones, blanks as
  /// one.
  public static String plain(String text) {
    return Invisible.removed(text).replace('\u2019', '\'').replaceAll("\\s+", " ").strip();
  }
}
