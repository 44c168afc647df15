package dev.clew.skills.search;

import dev.clew.skills.retrieval.Terms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Something that questions name and speakers hardly do: the frustrated write "this is ridiculous".
/// Sentences as they would say it stand in for the question (Gao et al., 2023, arXiv 2212.10496,
/// who have a model write them), and words they would use are looked up beside those of the
/// question.
///
/// @param asked words by which a question names it, as they are looked up
/// @param words by which it is said
/// @param sentences as it would be said, short ones: a long one is near to too much
/// @param contrast what else would be said in its place: praise where complaints are wanted, which
///   is near to them as both are about the same; empty where nothing is
record Concept(Set<String> asked, String words, List<String> sentences, List<String> contrast) {
  private static final String FILE = "concepts.tsv";

  /// As they are looked up: `refuse to help`, `want to speak to a human`.
  private static final Set<String> SAYING_LITTLE =
      Set.of(
          "help", "assist", "want", "wish", "like", "need", "speak", "talk", "tell", "told", "sai",
          "ask", "make", "made", "give", "get", "becom", "feel", "sound", "seem");

  Concept {
    asked = Set.copyOf(asked);
    sentences = List.copyOf(sentences);
    contrast = List.copyOf(contrast);
  }

  /// Whether a question asks for more than this: for promises, but of refunds.
  ///
  /// @param words of the question, as they are looked up
  boolean isAll(List<String> words) {
    return words.stream().allMatch(word -> asked.contains(word) || SAYING_LITTLE.contains(word));
  }

  /// A question's words without those that say little beside what it names: `help` in `refuses to
  /// help` stands in every offer of help.
  ///
  /// @param text words to look up
  String telling(String text, Terms terms) {
    var kept =
        terms.of(text).stream()
            .filter(word -> !SAYING_LITTLE.contains(word.term()))
            .map(word -> text.substring(word.from(), word.to()))
            .collect(Collectors.joining(" "));
    return kept.isEmpty() ? text : kept;
  }

  /// The concept that a question names: the one with the most of its words, the first of several.
  ///
  /// @param text of the question
  static Optional<Concept> in(String text, Terms terms) {
    var words = terms.distinct(text);
    Optional<Concept> best = Optional.empty();
    long most = 0;
    for (var concept : bundled(terms)) {
      long met = words.stream().filter(concept.asked::contains).count();
      if (met > most) {
        most = met;
        best = Optional.of(concept);
      }
    }
    return best;
  }

  /// Those that come with Clew.
  static List<Concept> bundled(Terms terms) {
    try (var in = Concept.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not beside " + Concept.class);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> of(line, terms))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static List<String> sentences(String column) {
    return Arrays.stream(column.split("\\|", -1)).filter(one -> !one.isBlank()).toList();
  }

  private static Concept of(String line, Terms terms) {
    var parts = line.split("\t", -1);
    if (parts.length != 4) {
      throw new IllegalStateException(FILE + ": '" + line + "' has " + parts.length + " parts");
    }
    var asked = new HashSet<String>();
    Arrays.stream(parts[0].split(",", -1)).forEach(word -> asked.addAll(terms.distinct(word)));
    return new Concept(asked, parts[1], sentences(parts[2]), sentences(parts[3]));
  }
}
