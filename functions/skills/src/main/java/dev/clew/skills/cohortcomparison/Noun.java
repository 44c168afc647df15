package dev.clew.skills.cohortcomparison;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a cohort is called in sentences: our words, with `{}` where words from the data stand.
///
/// @param words `the failed runs`, `the runs with {}`
/// @param value what stands in the place
record Noun(String words, Optional<String> value) {

  static Noun of(String words) {
    return new Noun(words, Optional.empty());
  }

  static Noun of(String words, String value) {
    return new Noun(words, Optional.of(value));
  }

  /// The name of what meets these conditions.
  static Noun of(List<Condition> conditions) {
    var text = conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "));
    if (conditions.size() == 2 && conditions.getFirst().field().equals("call")) {
      return switch (conditions.getLast().toString()) {
        case "result=failed" -> of("the failed calls of {}", conditions.getFirst().value());
        case "result=ok" -> of("the calls of {} that worked", conditions.getFirst().value());
        default -> of("the calls with {}", text);
      };
    }
    return switch (text) {
      case "outcome=failed" -> of("the failed runs");
      case "outcome=passed" -> of("the passed runs");
      case "window=current" -> of("the runs of the current window");
      case "window=baseline" -> of("the runs of the baseline window");
      case "duration>=p75" -> of("the slowest quarter of the runs");
      case "cost>=p75" -> of("the dearest quarter of the runs");
      case "tokens>=p75" -> of("the quarter of the runs with most tokens");
      default ->
          conditions.stream().anyMatch(condition -> condition.field().equals("call"))
              ? of("the calls with {}", text)
              : of("the runs with {}", text);
    };
  }
}
