package dev.clew.investigation.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What words mean: a word or phrase stands for one or several concepts. A data file, grown by
/// reading users.
final class Thesaurus {
  /// Words that are understood and say nothing of what is asked.
  private static final String PLAIN = "plain";

  private static final int LONGEST_PHRASE = 4;

  private final Map<String, List<String>> phrases;
  private final Map<String, List<String>> open;
  private final Set<String> words;

  private Thesaurus(
      Map<String, List<String>> phrases, Map<String, List<String>> open, Set<String> words) {
    this.phrases = phrases;
    this.open = open;
    this.words = words;
  }

  /// The thesaurus that stands beside this class.
  static Thesaurus load() {
    try (var in = Thesaurus.class.getResourceAsStream("thesaurus.yaml")) {
      if (in == null) {
        throw new IllegalStateException("thesaurus.yaml is not beside " + Thesaurus.class);
      }
      return of(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("thesaurus.yaml", e);
    }
  }

  private static Thesaurus of(JsonNode concepts) {
    var phrases = new HashMap<String, List<String>>();
    var open = new TreeMap<String, List<String>>();
    var words = new TreeSet<String>();
    for (var concept : concepts.properties()) {
      for (var entry : concept.getValue()) {
        var text = entry.asText();
        if (text.startsWith("*") || text.endsWith("*")) {
          add(open, text, concept.getKey());
          continue;
        }
        var stems = Words.of(text).stream().map(Words::stem).toList();
        words.addAll(stems);
        add(phrases, String.join(" ", stems), concept.getKey());
      }
    }
    return new Thesaurus(phrases, open, words);
  }

  private static void add(Map<String, List<String>> to, String key, String concept) {
    var concepts = to.computeIfAbsent(key, _ -> new ArrayList<>());
    if (!concepts.contains(concept)) {
      concepts.add(concept);
    }
  }

  /// The stems it knows, alone or within a phrase.
  Set<String> words() {
    return words;
  }

  /// Which concepts a sequence of stems speaks of, and which of the stems it could not place.
  ///
  /// @param concepts a weight by concept: a word of several meanings counts for each in part
  /// @param known positions of stems that belong to some concept
  record Reading(Map<String, Double> concepts, Set<Integer> known) {}

  Reading read(List<String> stems) {
    var concepts = new TreeMap<String, Double>();
    var known = new HashSet<Integer>();
    var at = 0;
    while (at < stems.size()) {
      var length = Math.min(LONGEST_PHRASE, stems.size() - at);
      var found = List.<String>of();
      for (; length > 0 && found.isEmpty(); length--) {
        found = phrases.getOrDefault(String.join(" ", stems.subList(at, at + length)), List.of());
      }
      length++;
      if (found.isEmpty()) {
        found = byEnd(stems.get(at));
      }
      for (var concept : found) {
        if (concept.equals(PLAIN)) {
          continue;
        }
        // A word of many meanings says less of each.
        concepts.merge(concept, 1 / Math.sqrt(found.size()), Math::max);
      }
      if (!found.isEmpty()) {
        for (var i = 0; i < length; i++) {
          known.add(at + i);
        }
      }
      at += Math.max(1, length);
    }
    return new Reading(concepts, known);
  }

  /// A word that begins or ends as an open entry does (`gpt*`, `*error`).
  private List<String> byEnd(String stem) {
    return open.entrySet().stream()
        .filter(entry -> {
          var form = entry.getKey();
          return form.startsWith("*")
              ? stem.endsWith(form.substring(1))
              : stem.startsWith(form.substring(0, form.length() - 1));
        })
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }
}
