package dev.clew.investigation.expressions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The facts that an expression may speak of, in order.
public final class KnownFacts {
  private final Map<String, Known> byRef = new LinkedHashMap<>();

  public KnownFacts(Collection<Known> facts) {
    facts.forEach(known -> byRef.put(known.ref(), known));
  }

  /// All of them.
  public List<Known> all() {
    return List.copyOf(byRef.values());
  }

  /// The fact that is called so: `S2.F7`.
  public Optional<Known> byRef(String ref) {
    return Optional.ofNullable(byRef.get(ref));
  }

  /// Facts by name.
  ///
  /// @param qualifier a step (`S2`) or a skill (`drift`) that found them; empty for any
  /// @param pattern a name in which `*` stands for any characters. Where several steps found a fact
  ///   of the same name the first one's counts
  public List<Known> named(String qualifier, String pattern) {
    var wanted = NamePattern.of(pattern);
    var first = new LinkedHashMap<String, Known>();
    for (var known : byRef.values()) {
      if (wanted.matches(known.fact().name())
          && (qualifier.isEmpty()
              || qualifier.equals(known.step())
              || qualifier.equals(known.skill()))) {
        first.putIfAbsent(known.fact().name(), known);
      }
    }
    return new ArrayList<>(first.values());
  }
}
