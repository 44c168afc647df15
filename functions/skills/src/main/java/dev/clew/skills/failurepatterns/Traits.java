package dev.clew.skills.failurepatterns;

import dev.clew.skills.OperationName;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What runs have and others have not: tools called and in which order, models, agents, spans,
/// attributes, errors, and how many of everything.
///
/// @param traits each a split of the runs that no trait before it makes
/// @param measures numbers of every run
record Traits(List<Trait> traits, List<Measure> measures) {
  /// A split with fewer runs on a side tells nothing.
  static final int FEWEST = 3;

  /// More splits are more looks, and each look takes strength from all others.
  private static final int MOST = 300;

  /// An attribute with more values names runs rather than describing them.
  private static final int MOST_VALUES = 20;

  Traits {
    traits = List.copyOf(traits);
    measures = List.copyOf(measures);
  }

  /// @param runs those whose outcome is known
  /// @param errors names of the signatures in each run
  /// @param failed whether each failed: of two traits that split the runs alike, the one that
  ///   failed runs have is kept
  /// @param ignored attributes that are no traits, such as the one that groups runs
  static Traits of(
      List<Trace> runs, boolean[] failed, List<Set<String>> errors, Set<String> ignored) {
    var found = new LinkedHashMap<Key, IntStream.Builder>();
    var values = valuesByAttribute(runs, ignored);
    for (int i = 0; i < runs.size(); i++) {
      for (var key : keys(runs.get(i), errors.get(i), values)) {
        found.computeIfAbsent(key, _ -> IntStream.builder()).add(i);
      }
    }
    return new Traits(splits(found, failed), measures(runs));
  }

  private record Key(Trait.Family family, String phrase) {}

  /// Traits that split the runs, each split once, the most even first.
  private static List<Trait> splits(Map<Key, IntStream.Builder> found, boolean[] failed) {
    int runs = failed.length;
    var traits =
        found.entrySet().stream()
            .map(entry ->
                new Trait(
                    entry.getKey().family(),
                    entry.getKey().phrase(),
                    entry.getValue().build().toArray()))
            .filter(trait -> even(trait, runs) >= FEWEST)
            .sorted(
                Comparator.comparing((Trait trait) -> trait.family() != Trait.Family.ERROR)
                    .thenComparingInt(trait -> -even(trait, runs))
                    .thenComparing(Trait::family)
                    .thenComparing(trait -> !goesWithFailure(trait, failed))
                    .thenComparing(Trait::phrase))
            .toList();
    var phrases = new HashSet<String>();
    var seen = new HashSet<Long>();
    long everything = fingerprint(IntStream.range(0, runs).toArray());
    var kept = new ArrayList<Trait>();
    for (var trait : traits) {
      long own = fingerprint(trait.runs());
      boolean isNew = seen.add(own);
      boolean isOther = seen.add(own ^ everything);
      boolean tells = isOther || trait.family() == Trait.Family.ERROR;
      if (isNew && tells && phrases.add(trait.phrase())) {
        kept.add(trait);
      }
    }
    return kept.subList(0, Math.min(MOST, kept.size()));
  }

  private static boolean goesWithFailure(Trait trait, boolean[] failed) {
    long all = IntStream.range(0, failed.length).filter(run -> failed[run]).count();
    long with = Arrays.stream(trait.runs()).filter(run -> failed[run]).count();
    return with * failed.length > all * trait.runs().length;
  }

  private static int even(Trait trait, int runs) {
    return Math.min(trait.runs().length, runs - trait.runs().length);
  }

  /// A number that tells sets of runs apart (Zobrist, 1970): that of the other runs is what remains
  /// of that of all.
  private static long fingerprint(int[] runs) {
    long all = 0;
    for (int run : runs) {
      long mixed = (run + 1) * 0x9E3779B97F4A7C15L;
      mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
      all ^= mixed ^ (mixed >>> 31);
    }
    return all;
  }

  private static Set<Key> keys(Trace run, Set<String> errors, Map<String, Set<String>> values) {
    var keys = new HashSet<Key>();
    errors.forEach(error -> keys.add(new Key(Trait.Family.ERROR, error)));
    var calls = new ArrayList<ToolCall>();
    var names = new HashSet<String>();
    var models = new HashSet<String>();
    var agents = new HashSet<String>();
    var services = new HashSet<String>();
    for (var span : run.spans()) {
      if (span.kind() == SpanKind.TOOL) {
        calls.add(span.tool().orElse(new ToolCall("", span.name(), "", "")));
      } else if (span.kind() != SpanKind.LLM) {
        names.add(span.name());
      }
      models.add(span.model());
      agents.add(span.agent());
      services.add(span.service());
    }
    names.forEach(name -> add(keys, Trait.Family.SPAN, "a span named ", OperationName.of(name)));
    models.forEach(model -> add(keys, Trait.Family.MODEL, "model ", model));
    agents.forEach(agent -> add(keys, Trait.Family.AGENT, "agent ", agent));
    services.forEach(service -> add(keys, Trait.Family.SERVICE, "service ", service));
    tools(keys, calls);
    attributes(run)
        .forEach((key, value) -> {
          if (values.getOrDefault(key, Set.of()).contains(value)) {
            keys.add(new Key(Trait.Family.ATTRIBUTE, key + " = " + value));
          }
        });
    return keys;
  }

  private static void tools(Set<Key> keys, List<ToolCall> calls) {
    for (int i = 0; i < calls.size(); i++) {
      var call = calls.get(i);
      add(keys, Trait.Family.TOOL, "a call of ", call.name());
      if (i > 0) {
        var before = calls.get(i - 1);
        if (!before.name().equals(call.name())) {
          keys.add(new Key(Trait.Family.TOOL_PAIR, call.name() + " right after " + before.name()));
        } else if (before.arguments().equals(call.arguments())) {
          add(keys, Trait.Family.REPEATED_CALL, "the same call twice in a row of ", call.name());
        }
      }
    }
    if (calls.isEmpty()) {
      keys.add(new Key(Trait.Family.LAST_TOOL, "no tool call at all"));
    } else {
      keys.add(new Key(Trait.Family.LAST_TOOL, calls.getLast().name() + " as the last tool"));
    }
  }

  private static void add(Set<Key> keys, Trait.Family family, String words, String value) {
    if (!value.isBlank()) {
      keys.add(new Key(family, words + value));
    }
  }

  /// Values of attributes that have few.
  private static Map<String, Set<String>> valuesByAttribute(List<Trace> runs, Set<String> ignored) {
    var values = new TreeMap<String, Set<String>>();
    for (var run : runs) {
      attributes(run)
          .forEach((key, value) -> {
            if (!ignored.contains(key)) {
              values.computeIfAbsent(key, _ -> new HashSet<>()).add(value);
            }
          });
    }
    values.values().removeIf(set -> set.size() > MOST_VALUES);
    return values;
  }

  /// What is said of the whole run, and of the span it begins with.
  private static Map<String, String> attributes(Trace run) {
    var attributes = new HashMap<>(run.spans().getFirst().attributes());
    attributes.putAll(run.attributes());
    return attributes;
  }

  private static List<Measure> measures(List<Trace> runs) {
    return List.of(
        new Measure("model calls", counted(runs, SpanKind.LLM)),
        new Measure("tool calls", counted(runs, SpanKind.TOOL)),
        new Measure("different tools", each(runs, Traits::differentTools)),
        new Measure("spans", each(runs, run -> (double) run.spans().size())),
        new Measure("tokens", each(runs, run -> (double) TokenRule.reckon(run).tokens())),
        new Measure("seconds", each(runs, Traits::seconds)));
  }

  private static double[] each(List<Trace> runs, ToDoubleFunction<Trace> number) {
    return runs.stream().mapToDouble(number).toArray();
  }

  private static double[] counted(List<Trace> runs, SpanKind kind) {
    return each(
        runs, run -> (double) run.spans().stream().filter(span -> span.kind() == kind).count());
  }

  private static double differentTools(Trace run) {
    return (double)
        run.spans().stream()
            .map(Span::tool)
            .flatMap(Optional::stream)
            .map(ToolCall::name)
            .filter(Objects::nonNull)
            .distinct()
            .count();
  }

  private static double seconds(Trace run) {
    return run.timing() instanceof Timing.Known known ? known.durationNanos() / 1e9 : Double.NaN;
  }
}
