package dev.clew.investigation.rails;

import dev.clew.evidence.ClewException;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Filters;
import dev.clew.skills.exploration.Literal;
import java.util.List;
import java.util.function.Predicate;

/// Holds what a model fills in for a tool that looks into data against the question: names of
/// fields are the data's own, and the tool refuses those that are not there; values must stand in
/// the question.
final class RailedFilter {
  private static final String WHERE = "where";
  private static final List<String> NAMES = List.of("group", "of", "fields", "in");

  private RailedFilter() {}

  /// Whether a parameter's value may pass.
  ///
  /// @param stands whether a value's numbers and words all stand in the question
  static boolean comesFrom(String parameter, String value, Predicate<String> stands) {
    if (NAMES.contains(parameter)) {
      return true;
    }
    if (!parameter.equals(WHERE)) {
      return stands.test(value);
    }
    try {
      return holds(Filters.parse(WHERE, value), stands);
    } catch (ClewException _) {
      return false;
    }
  }

  private static boolean holds(Filter filter, Predicate<String> stands) {
    return switch (filter) {
      case Filter.And(var of) -> of.stream().allMatch(one -> holds(one, stands));
      case Filter.Or(var of) -> of.stream().allMatch(one -> holds(one, stands));
      case Filter.Not(var of) -> holds(of, stands);
      case Filter.Compare compare -> holds(compare.value(), stands);
      case Filter.In(var _, var values) -> values.stream().allMatch(value -> holds(value, stands));
      case Filter.Contains(var _, var words) -> stands.test(words);
      case Filter.Exists _ -> true;
    };
  }

  private static boolean holds(Literal literal, Predicate<String> stands) {
    return switch (literal) {
      case Literal.Flag _ -> true;
      case Literal.Num number -> stands.test(number.text().replaceFirst("^-", ""));
      case Literal.Word(var word) -> stands.test(word);
    };
  }
}
