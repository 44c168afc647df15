package dev.clew.skills.safety;

import dev.clew.models.guard.Redaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Secrets and personal data that have a form, by kind and by whose text they stand in.
///
/// @param counted how often, by kind and source
/// @param runs in how many runs, by kind and source
/// @param held the texts that hold some, in the runs' order
record Leaks(
    Map<String, Map<Heard.Source, Long>> counted,
    Map<String, Map<Heard.Source, Long>> runs,
    List<Held> held) {

  /// Kinds that open something; all others are about people.
  private static final Set<String> SECRETS =
      Set.of("private key", "token", "key", "secret", "credentials");

  /// So much of a text is read, in characters.
  private static final int READ = 1_000_000;

  /// A text that holds some.
  ///
  /// @param masked the text with each of them taken out
  record Held(Heard heard, Map<String, Long> kinds, String masked) {
    boolean secret() {
      return kinds.keySet().stream().anyMatch(Leaks::isSecret);
    }
  }

  static boolean isSecret(String kind) {
    return SECRETS.contains(kind);
  }

  static Leaks of(List<Heard> all) {
    var counted = new TreeMap<String, Map<Heard.Source, Long>>();
    var runs = new TreeMap<String, Map<Heard.Source, Long>>();
    var held = new ArrayList<Held>();
    Set<String> seen = new HashSet<>();
    for (var one : all) {
      var text = one.text().length() <= READ ? one.text() : one.text().substring(0, READ);
      var redacted = Redaction.of(text);
      redacted
          .kinds()
          .forEach((kind, times) -> {
            counted.computeIfAbsent(kind, _ -> new TreeMap<>()).merge(one.from(), times, Long::sum);
            if (seen.add(kind + " " + one.from() + " " + one.run())) {
              runs.computeIfAbsent(kind, _ -> new TreeMap<>()).merge(one.from(), 1L, Long::sum);
            }
          });
      if (redacted.count() > 0) {
        held.add(new Held(one, redacted.kinds(), redacted.text()));
      }
    }
    return new Leaks(counted, runs, held);
  }
}
