package dev.clew.investigation.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The sorts of faults in rows that a question names: `gaps` and `missing` of "are there gaps in
/// the data?", since both are called so.
final class WordedFaults {
  private static final Map<String, Pattern> SAID = new LinkedHashMap<>();

  static {
    said("gaps", "gaps?|holes?|outages?|(?:lost|missing|dropped)\\s+(?:rows|days|hours|records)");
    said(
        "missing",
        "missing(?!\\s+(?:rows|days|hours|records|labels|actuals))|nulls?|nans?|blanks?|empty|incomplete|complete"
            + "(?:ness)?|gaps?|holes?");
    said("duplicates", "duplicat\\p{L}*|dupes?|dups|twice|repeated");
    // What cannot be is of another type or shape as often as it is out of range.
    var impossible =
        "(?:impossible|implausible|invalid|bogus|broken|malformed)(?:\\s+(?:values?|cells?))?";
    said(
        "types",
        "(?:wrong|mixed|other|another|data)\\s+types?|mistyped|garbage|unparsable|" + impossible);
    said(
        "ranges",
        "ranges?|outliers?|(?:extreme|negative)\\s+(?:values?|numbers?)|"
            + impossible
            + "|placeholders?|sentinels?(?:\\s+values?)?");
    said(
        "unseen",
        "unseen|never\\s+seen|(?:new|unknown|unexpected)\\s+(?:categor\\p{L}+|values?|codes?)");
    said("constant", "constant|stuck|frozen");
    said("typos", "typos?|misspel\\p{L}+|spelling|" + impossible);
    said("dependencies", "contradict\\p{L}*|inconsisten\\p{L}*|dependenc\\p{L}+");
    said(
        "actuals",
        "(?:missing|late|lost|without|no)\\s+(?:the\\s+)?(?:labels?|actuals?|ground\\s+truth|truth)"
            + "|(?:labels?|actuals?|truth)\\s+(?:\\p{L}+\\s+){0,2}(?:missing|arriv\\p{L}+|come|came|late)");
    said("columns", "(?:new|missing|lost|dropped|removed|added)\\s+(?:columns?|fields?|features?)");
  }

  private WordedFaults() {}

  private static void said(String fault, String words) {
    SAID.put(fault, Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE));
  }

  /// Their names, separated by commas.
  static Optional<String> of(String question) {
    var named =
        SAID.entrySet().stream()
            .filter(one -> one.getValue().matcher(question).find())
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(","));
    return named.isEmpty() ? Optional.empty() : Optional.of(named);
  }
}
