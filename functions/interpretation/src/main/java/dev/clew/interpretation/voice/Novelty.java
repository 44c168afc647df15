package dev.clew.interpretation.voice;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.interpretation.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a claim says that nothing it rests on speaks of: words with a meaning of their own that
/// stand in none of its findings, in no name or unit of their facts and not in the question. A
/// claim whose words are all known can still turn them around, which other rules look for; one of
/// unknown words says something new, whatever figures it carries.
final class Novelty {
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final int SHORTEST = 4;
  private static final Set<String> UNCLAIMING = unclaiming();

  private final Set<String> known = new HashSet<>();

  /// @param findings what the claim rests on
  /// @param facts those that it cites, and those of the findings
  /// @param texts what else is spoken of
  Novelty(Collection<Finding> findings, Collection<Fact> facts, List<String> texts) {
    findings.forEach(finding -> {
      add(finding.title());
      add(finding.statement());
    });
    facts.forEach(fact -> {
      add(fact.name().replaceAll("[._\\-\\[\\]=,]", " "));
      add(fact.unit().symbol());
      if (fact.value() instanceof FactValue.Text(var text)) {
        add(text.replaceAll("[._-]", " "));
      }
    });
    texts.forEach(this::add);
  }

  private void add(String text) {
    WORD.matcher(text).results().forEach(match -> known.add(Licence.stem(match.group())));
  }

  /// The words of a claim that are new, in order.
  Set<String> in(String claim) {
    return WORD.matcher(claim.replaceAll("\\{F[0-9]+}", " ").replace('_', ' '))
        .results()
        .map(match -> match.group().toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= SHORTEST)
        .filter(word -> !UNCLAIMING.contains(Licence.stem(word)))
        .filter(word -> !isRuled(word))
        .filter(word -> !isKnown(Licence.stem(word)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Whether it is known in this form or in one of the same beginning: `fail` of `failure`.
  private boolean isKnown(String stem) {
    return known.contains(stem)
        || (stem.length() >= 5
            && known.stream()
                .anyMatch(
                    one -> one.length() >= 5 && (one.startsWith(stem) || stem.startsWith(one))));
  }

  /// Held against figures and findings elsewhere.
  private static boolean isRuled(String word) {
    return Direction.of(word).isPresent()
        || WordLists.NEGATIONS.matcher(word).matches()
        || WordLists.CAUSES.matcher(word).matches()
        || !Pole.claimedIn(word).isEmpty()
        || !WordLists.Quantity.in(word).isEmpty();
  }

  private static Set<String> unclaiming() {
    try (var in = Novelty.class.getResourceAsStream("unclaiming-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("unclaiming-words.txt is not beside " + Novelty.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(Pattern.compile("\\s+")::splitAsStream)
          .map(Licence::stem)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("unclaiming-words.txt", e);
    }
  }
}
