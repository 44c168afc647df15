package dev.clew.interpretation.voice;

import dev.clew.evidence.Evidence;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.interpretation.Direction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words that may be said of some evidence: those in it, in the question and in the skill's
/// card, and plain English that names nothing.
final class Lexicon {
  private static final Pattern TOKEN =
      Pattern.compile("[\\p{L}\\p{N}]+(?:['\u2019-][\\p{L}\\p{N}]+)*");
  private static final Pattern CHUNK = Pattern.compile("[^\\s\u201c\u201d\"`,;!?()\\[\\]]+");
  private static final Pattern QUALIFIER =
      Pattern.compile("([A-Za-z_.-]+)=([^\\],=]+(?:=[^\\],]*)?)");

  /// A word that looks like a name from code or data rather than like English.
  private static final Pattern IDENTIFIER =
      Pattern.compile(
          "[\\p{L}\\p{N}]+(?:[_./:@#\\\\][\\p{L}\\p{N}]+)+[()]*|\\p{Ll}+\\p{Lu}[\\p{L}\\p{N}]*|\\p{Lu}{2,}\\p{Ll}?[\\p{L}\\p{N}]*"
              + "|\\p{Lu}\\p{Ll}+\\p{Lu}[\\p{L}\\p{N}]*|\\p{L}+(?:[-.]?\\p{L}*\\p{N}+[\\p{L}\\p{N}.-]*)");

  /// Words after which, or before which, a name stands.
  private static final String NOUNS =
      "tools?|functions?|columns?|features?|fields?|attributes?|slices?|segments?|cohorts?|categor(?:y|ies)|agents?|models?"
          + "|operations?|endpoints?|services?|apis?|databases?|customers?|users?|regions?|countr(?:y|ies)|exceptions?|steps?|tasks?"
          + "|prompts?|versions?|classes|class|labels?|topics?|sessions?|providers?|frameworks?|librar(?:y|ies)|pipelines?";

  private static final Pattern BEFORE_NOUN =
      Pattern.compile("(?i)([\\p{L}][\\p{L}\\p{N}-]*)\\s+(?:" + NOUNS + ")\\b");
  private static final Pattern AFTER_NOUN =
      Pattern.compile(
          "(?i)\\b(?:tool|function|column|feature|field|attribute|slice|segment|cohort|category|agent|operation|endpoint|service|class|label"
              + "|target|window|file|folder|bucket|table|database|dataset|server|host|site|address|account|report|link|page)"
              + "\\s+(?:named |called )?([\\p{L}][\\p{L}\\p{N}-]*)");

  /// A sentence that begins by telling what to do: "Leave the model", "Ask whoever".
  private static final Pattern OPENING =
      Pattern.compile(
          "^\\s*(\\p{Lu}\\p{Ll}+) (?:the|an?|whether|what|which|who|whoever|how|why|if|these|those|this|that|your|its|their|each|any|every|all|both|it|them)\\b");

  private static final Set<String> COMMON = common();

  private final Set<String> words = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Set<String>> values = new LinkedHashMap<>();

  Lexicon(
      Collection<Finding> findings,
      Collection<Fact> facts,
      Collection<Evidence> evidence,
      List<String> texts) {
    for (var fact : facts) {
      name(fact.name());
      add(fact.unit().symbol());
      if (fact.value() instanceof FactValue.Text(var text)) {
        name(text);
      }
      qualifiers(fact)
          .forEach((key, value) -> {
            name(value);
            values.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(value);
          });
    }
    for (var finding : findings) {
      name(finding.title());
      name(finding.statement());
    }
    for (var piece : evidence) {
      name(piece.title());
      name(piece.reading());
    }
    texts.forEach(this::name);
  }

  /// Qualifiers of a fact's name: `tool` and `search` of `calls[tool=search]`.
  static Map<String, String> qualifiers(Fact fact) {
    var found = new LinkedHashMap<String, String>();
    int open = fact.name().indexOf('[');
    if (open >= 0) {
      QUALIFIER
          .matcher(fact.name().substring(open + 1, fact.name().length() - 1))
          .results()
          .forEach(match -> found.put(match.group(1).strip(), match.group(2).strip()));
    }
    return found;
  }

  /// All values that stand under a qualifier in this evidence.
  Set<String> valuesOf(String qualifier) {
    return values.getOrDefault(qualifier, Set.of());
  }

  /// Whether these words stand in the evidence one after the other.
  boolean says(String phrase) {
    var wanted = phrase.strip();
    return !wanted.isEmpty() && names.stream().anyMatch(name -> name.contains(wanted));
  }

  boolean knows(String word) {
    var lower = word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    return words.contains(lower)
        || COMMON.contains(lower)
        || Direction.of(lower).isPresent()
        || stems(lower).stream().anyMatch(stem -> words.contains(stem) || COMMON.contains(stem));
  }

  /// A name in the words that is in no evidence.
  ///
  /// @param text a stretch of a sentence without placeholders
  Optional<String> stranger(String text) {
    var matcher = CHUNK.matcher(text);
    var opening = OPENING.matcher(text);
    int open = opening.lookingAt() ? opening.end(1) : -1;
    while (matcher.find()) {
      if (matcher.end() == open) {
        continue;
      }
      var token =
          matcher.group().replaceAll("^[.:'\u2019\u2014\u2013-]+|[.:'\u2019\u2014\u2013-]+$", "");
      if (token.isEmpty()) {
        continue;
      }
      var bare = token.replaceAll("['\u2019]s$", "");
      if (IDENTIFIER.matcher(bare).matches()) {
        if (!says(bare) && !isKnownWord(bare)) {
          return Optional.of(bare);
        }
      } else if (Character.isUpperCase(bare.codePointAt(0)) && !parts(bare).allMatch(this::knows)) {
        return Optional.of(bare);
      }
    }
    for (var pattern : List.of(BEFORE_NOUN, AFTER_NOUN)) {
      var near = pattern.matcher(text);
      while (near.find()) {
        var word = near.group(1);
        if (!knows(word) && !isAdverbOrParticiple(word)) {
          return Optional.of(word);
        }
      }
    }
    return Optional.empty();
  }

  /// Abbreviations of the field, in capitals.
  private boolean isKnownWord(String token) {
    return parts(token).allMatch(this::knows) && !token.matches(".*[_./:@#\\\\].*|.*\\p{N}.*");
  }

  private static boolean isAdverbOrParticiple(String word) {
    return word.matches("(?i)\\p{L}{3,}(?:ly|ing|ed)");
  }

  private static Stream<String> parts(String token) {
    return TOKEN.matcher(token).results().map(match -> match.group());
  }

  private static Set<String> stems(String word) {
    var stems = new LinkedHashSet<String>();
    for (var ending : List.of("'s", "s", "es", "ed", "d", "ing", "ly", "er")) {
      if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
        var stem = word.substring(0, word.length() - ending.length());
        stems.add(stem);
        stems.add(stem + "e");
      }
    }
    if (word.endsWith("ies")) {
      stems.add(word.substring(0, word.length() - 3) + "y");
    }
    return stems;
  }

  private void name(String text) {
    names.add(text);
    add(text);
  }

  private void add(String text) {
    TOKEN
        .matcher(text)
        .results()
        .forEach(match -> {
          var lower = match.group().toLowerCase(Locale.ROOT);
          words.add(lower);
          for (var part : lower.split("['\u2019-]", -1)) {
            words.add(part);
          }
        });
    for (var part : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
      words.add(part);
    }
  }

  private static Set<String> common() {
    try (var in = Lexicon.class.getResourceAsStream("plain-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("plain-words.txt is not beside " + Lexicon.class);
      }
      var words = new HashSet<String>();
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
          .forEach(words::add);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("plain-words.txt", e);
    }
  }
}
