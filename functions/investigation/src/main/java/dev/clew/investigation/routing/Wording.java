package dev.clew.investigation.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a question is worded: its stems and the concepts they stand for.
///
/// @param stems content words only, each once, in the order of the question
/// @param spoken all words' stems, function words too, for short questions made of nothing else
/// @param concepts weight by concept
/// @param unplaced how many content words the thesaurus does not know
record Wording(
    List<String> stems, List<String> spoken, Map<String, Double> concepts, int unplaced) {

  static Wording of(String text, Thesaurus thesaurus, Spelling spelling) {
    var words = Words.of(text);
    var all = words.stream().map(spelling::stem).toList();
    var reading = thesaurus.read(all);
    var content = new ArrayList<String>();
    var unplaced = 0;
    for (var i = 0; i < all.size(); i++) {
      if (Words.isFunctionWord(words.get(i)) || Words.isNumber(words.get(i))) {
        continue;
      }
      if (!content.contains(all.get(i))) {
        content.add(all.get(i));
      }
      if (!reading.known().contains(i)) {
        unplaced++;
      }
    }
    return new Wording(List.copyOf(content), all, reading.concepts(), unplaced);
  }

  /// Concepts that are spoken of together.
  Map<String, Double> pairs() {
    var pairs = new TreeMap<String, Double>();
    var names = List.copyOf(concepts.keySet());
    for (var i = 0; i < names.size(); i++) {
      for (var j = i + 1; j < names.size(); j++) {
        pairs.put(
            names.get(i) + "+" + names.get(j),
            concepts.getOrDefault(names.get(i), 0.0) * concepts.getOrDefault(names.get(j), 0.0));
      }
    }
    return pairs;
  }
}
