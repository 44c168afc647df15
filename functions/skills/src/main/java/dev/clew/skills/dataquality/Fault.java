package dev.clew.skills.dataquality;

import dev.clew.evidence.Problem;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// A sort of fault that users ask about, and the kinds of [Issue] that it means.
enum Fault {
  MISSING("missing values"),
  GAPS("gaps in time"),
  DUPLICATES("duplicates"),
  TYPES("cells of another type"),
  RANGES("values out of range"),
  UNSEEN("categories never seen before"),
  CONSTANT("columns that stopped or started to vary"),
  TYPOS("misspelled or oddly written texts"),
  DEPENDENCIES("contradictions between columns"),
  ACTUALS("actuals that never came"),
  COLUMNS("columns that came or went");

  private final String plural;

  Fault(String plural) {
    this.plural = plural;
  }

  /// As users call several of them.
  String plural() {
    return plural;
  }

  boolean means(Issue issue) {
    return kinds().contains(issue.kind());
  }

  private Set<String> kinds() {
    return switch (this) {
      case MISSING -> Set.of("missing");
      case GAPS -> Set.of("gap", "lone-time");
      case DUPLICATES -> Set.of("duplicate-id", "duplicate-row");
      case TYPES -> Set.of("type");
      case RANGES -> Set.of("range", "placeholder", "zero", "cap");
      case UNSEEN -> Set.of("unseen");
      case CONSTANT -> Set.of("constant", "live");
      case TYPOS -> Set.of("misspelled", "variant", "pattern");
      case DEPENDENCIES -> Set.of("dependency", "contradiction");
      case ACTUALS -> Set.of("actuals");
      case COLUMNS -> Set.of("column-gone", "column-new");
    };
  }

  /// @param names lower case, separated by commas; none when empty
  /// @throws dev.clew.evidence.ClewException when a name is not known
  static Set<Fault> named(String names) {
    var named = new LinkedHashSet<Fault>();
    for (var name : names.split(",", -1)) {
      if (!name.isBlank()) {
        named.add(
            Arrays.stream(values())
                .filter(fault -> fault.word().equals(name.strip()))
                .findFirst()
                .orElseThrow(() ->
                    new Problem(
                            Problem.Kind.USER,
                            "'" + name.strip() + "' is no sort of fault",
                            "parameter 'faults'",
                            "name some of "
                                + String.join(
                                    ", ", Arrays.stream(values()).map(Fault::word).toList()))
                        .asException()));
      }
    }
    return named;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
