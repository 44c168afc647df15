package dev.clew.investigation.routing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Ids of traces, or beginnings of them, as questions hold them.
///
/// After a word for a trace (`trace 1.0-84f7`, `run #12ab`) whatever holds a digit is one;
/// elsewhere only what looks like nothing else: eight hexadecimal digits and more with both digits
/// and letters, a UUID, or as many digits as a trace's (32) or a span's id (16) has.
final class TraceIds {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b(?:traces?|runs?|sessions?|conversations?|transcripts?|dialogues?|episodes?|trace[ _-]?id|id)\\s*(?:id\\b)?\\s*[:#=]?\\s*[\"'`\u201c]?"
              + "(?=[\\w.:-]*\\d)([\\p{Alnum}][\\w.:-]{2,127})");
  private static final Pattern BARE =
      Pattern.compile(
          "(?i)(?<![\\w.-])(?:(?=[0-9a-f-]*\\d)(?=[0-9a-f-]*[a-f])[0-9a-f]{8}[0-9a-f]*(?:-[0-9a-z.-]+)?"
              + "|\\d{32}|\\d{16})(?![\\w]|\\.[.\\d])");

  /// A date or a plain count is no id.
  private static final Pattern OTHER = Pattern.compile("\\d{1,6}|\\d{4}-\\d{2}(?:-\\d{2})?\\S*");

  private TraceIds() {}

  /// The id that a question names first.
  static Optional<String> in(String question) {
    for (var pattern : List.of(NAMED, BARE)) {
      var found = pattern.matcher(question);
      while (found.find()) {
        var id = found.group(found.groupCount()).replaceAll("[.:-]+$", "");
        if (id.length() > 2 && !OTHER.matcher(id).matches()) {
          return Optional.of(id);
        }
      }
    }
    return Optional.empty();
  }

  /// Whether an id is meant by what a question names.
  static boolean meets(String id, String named) {
    return id.toLowerCase(Locale.ROOT).startsWith(named.toLowerCase(Locale.ROOT));
  }

  /// The question with `this trace` in the place of an id, and of the word for a trace before it.
  static String without(String question) {
    return in(question)
        .map(id ->
            Pattern.compile(
                    "(?i)(?:\\b(?:the )?(?:traces?|runs?|sessions?|conversations?|transcripts?|dialogues?|episodes?)\\s*(?:id\\b)?\\s*[:#=]?\\s*[\"'`\u201c]?)?"
                        + Pattern.quote(id)
                        + "[\"'`\u201d]?")
                .matcher(question)
                .replaceFirst("this trace"))
        .orElse(question);
  }
}
