package dev.clew.investigation.agent;

import dev.clew.evidence.Computation;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.investigation.ComputedFacts;
import dev.clew.investigation.Report;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.plans.Computed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// The facts of the answer that is being written, by where they come from (`S2.F7`), and those that
/// are worked out on the way.
final class AnswerFacts {
  private final Map<String, Fact> byRef;
  private final int computationsBefore;
  private final List<Fact> computed = new ArrayList<>();
  private final List<Computation> computations = new ArrayList<>();

  AnswerFacts(Report.Joined joined) {
    this.byRef = new LinkedHashMap<>(joined.facts());
    this.computationsBefore = joined.computations();
  }

  Map<String, Fact> byRef() {
    return Collections.unmodifiableMap(byRef);
  }

  /// The ids that these have in the answer, each once; those that are not in it are left out.
  List<String> ids(List<Known> known) {
    return known.stream().flatMap(one -> id(one).stream()).distinct().toList();
  }

  Optional<String> id(Known known) {
    return Optional.ofNullable(byRef.get(known.ref())).map(Fact::id);
  }

  /// Those that were worked out, and how.
  List<Fact> computed() {
    return List.copyOf(computed);
  }

  List<Computation> computations() {
    return List.copyOf(computations);
  }

  /// Writes a computed number down as a fact of the answer, with the facts it was made of under
  /// their ids in the answer; empty where one of those is not in it.
  Optional<Fact> compute(Computed one) {
    var expression = one.expression();
    for (var ref : one.facts()) {
      var fact = byRef.get(ref);
      if (fact == null) {
        return Optional.empty();
      }
      // In brackets until all are replaced, so that no new id is taken for an old one.
      expression = expression.replaceAll("\\b" + Pattern.quote(ref) + "\\b", "<" + fact.id() + ">");
    }
    expression = expression.replaceAll("[<]([F][0-9]+)[>]", "$1");
    var computation = "C" + (computationsBefore + computations.size() + 1);
    var fact =
        new Fact(
            "F" + (highest() + 1),
            "computed[of=" + expression + "]",
            new FactValue.Real(one.value()),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            one.unit(),
            computation);
    computations.add(
        new Computation(
            computation,
            ComputedFacts.SKILL,
            "1",
            "",
            "worked out from other facts: " + one.settles(),
            Map.of(ComputedFacts.EXPRESSION, expression),
            Windows.only(new Window.None(), "as the facts it is made of"),
            0,
            List.of()));
    computed.add(fact);
    byRef.put(SoFar.COMPUTED + ".F" + computed.size(), fact);
    return Optional.of(fact);
  }

  private int highest() {
    return byRef.values().stream()
        .mapToInt(fact -> Integer.parseInt(fact.id().substring(1)))
        .max()
        .orElse(0);
  }
}
