package dev.clew.investigation.budget;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How much of what; a cost that is not named has no part in it.
public record Amounts(Map<Cost, Long> of) {
  public static final Amounts NONE = new Amounts(Map.of());

  public Amounts {
    var copy = new EnumMap<Cost, Long>(Cost.class);
    copy.putAll(of);
    of = Collections.unmodifiableMap(copy);
  }

  /// Nothing yet of some costs, which will be known when it is over.
  public static Amounts yetUnknown(Cost... costs) {
    var amounts = NONE;
    for (var cost : costs) {
      amounts = amounts.with(cost, 0);
    }
    return amounts;
  }

  public Amounts with(Cost cost, long amount) {
    var more = new EnumMap<Cost, Long>(Cost.class);
    more.putAll(of);
    more.put(cost, amount);
    return new Amounts(more);
  }

  /// How much of a cost; 0 where it has no part.
  public long get(Cost cost) {
    return of.getOrDefault(cost, 0L);
  }

  /// Both together.
  public Amounts plus(Amounts other) {
    var sum = new EnumMap<Cost, Long>(Cost.class);
    sum.putAll(of);
    other.of().forEach((cost, amount) -> sum.merge(cost, amount, Math::addExact));
    return new Amounts(sum);
  }

  /// What must be added to the other to make this.
  public Amounts minus(Amounts other) {
    var difference = new EnumMap<Cost, Long>(Cost.class);
    difference.putAll(of);
    other
        .of()
        .forEach(
            (cost, amount) -> difference.merge(cost, Math.negateExact(amount), Math::addExact));
    return new Amounts(difference);
  }
}
