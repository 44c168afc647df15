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

/// Something that questions name and speakers hardly do: the frustrated write "this is ridiculous".
/// A sentence as they would say it stands in for the question (Gao et al., 2023, arXiv 2212.10496,
/// who have a model write it), and words they would use are looked up beside those of the question.
///
/// @param asked words by which a question names it, as they are looked up
/// @param words by which it is said
/// @param sentence as it would be said
record Concept(Set<String> asked, String words, String sentence) {
  private static final String FILE = "concepts.tsv";

  Concept {
    asked = Set.copyOf(asked);
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

  private static Concept of(String line, Terms terms) {
    var parts = line.split("\t", -1);
    if (parts.length != 3) {
      throw new IllegalStateException(FILE + ": '" + line + "' has " + parts.length + " parts");
    }
    var asked = new HashSet<String>();
    Arrays.stream(parts[0].split(",", -1)).forEach(word -> asked.addAll(terms.distinct(word)));
    return new Concept(asked, parts[1], parts[2]);
  }
}
