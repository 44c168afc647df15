package dev.clew.investigation.routing;

import dev.clew.skills.ParameterSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Parameters of a skill that a question says in words: `top 5`, `cost per user`, a column by its
/// name.
///
/// A card says what can be recognised: a parameter `top` is a number of things, a parameter
/// `columns` names columns, a parameter `trace` a trace by its id or the beginning of one, a
/// parameter `question` is the question itself, a parameter `metric` is a figure of merit by its
/// name, a parameter `segment` a group that somebody may be unfair to, a filter's `where`, `group`,
/// `measure`, `of` and `level` are read by [WordedFilter], which leaves in `unread` what it could
/// not, and a text parameter with `examples` in its schema takes one of them when the question
/// tells things apart by it.
public final class WordedParameters {
  private static final Pattern HOW_MANY =
      Pattern.compile(
          "\\b(?:top|first|worst|biggest|largest|best)[ -](\\d{1,3})\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern TOLD_APART =
      Pattern.compile(
          "\\b(?:per|by|for each|of each|for every|each)\\s+(?:the\\s+|single\\s+)?(\\p{L}+)",
          Pattern.CASE_INSENSITIVE);

  /// `which users`, `the most expensive sessions`, `top 5 agents`: they are told apart too.
  private static final Pattern RANKED =
      Pattern.compile(
          "\\b(?:which|what|most\\s+\\p{L}+|top(?:\\s+\\d+)?|\\p{L}{3,}est|worst)\\s+(\\p{L}+)",
          Pattern.CASE_INSENSITIVE);

  /// Column names that are no words: `AGEP`, `loan_amount`, `x3`.
  private static final Pattern CODE =
      Pattern.compile("\\b(?:\\p{Lu}[\\p{Lu}\\d]+|\\p{L}[\\p{L}\\d]*_\\w+|\\p{Ll}+\\d+)\\b");

  private final Thesaurus thesaurus;

  WordedParameters(Thesaurus thesaurus) {
    this.thesaurus = thesaurus;
  }

  /// What a question says for a skill that is to look at a target.
  public Map<String, String> of(String question, ParameterSchema schema, TargetNames target) {
    var parameters = new LinkedHashMap<String, String>();
    var filtered =
        schema.names().contains("unread")
            ? WordedFilter.of(question, target)
            : Map.<String, String>of();
    for (var name : schema.names()) {
      var said =
          switch (name) {
            case "top" -> first(HOW_MANY, question);
            case "columns" -> columns(question, target);
            case "trace" -> TraceIds.in(question);
            case "question" -> Optional.of(question.strip());
            case "of" ->
                schema.names().contains("measure")
                    ? Optional.ofNullable(filtered.get(name))
                    : WordedFilter.field(question, target);
            case "where", "group", "measure", "level", "unread" ->
                Optional.ofNullable(filtered.get(name));
            case "n" -> WordedSearch.howMany(question);
            case "metric" -> WordedMetric.of(question);
            case "segment" -> WordedSegment.of(question);
            case "id" -> TraceIds.in(question);
            case "words" -> WordedSearch.words(question, target);
            default -> toldApart(question, schema, name);
          };
      said.ifPresent(value -> parameters.put(name, value));
    }
    return parameters;
  }

  private static Optional<String> first(Pattern pattern, String question) {
    var matcher = pattern.matcher(question);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> toldApart(String question, ParameterSchema schema, String name) {
    var examples = schema.examples(name);
    return named(TOLD_APART, question, examples).or(() -> named(RANKED, question, examples));
  }

  private static Optional<String> named(Pattern pattern, String question, List<String> examples) {
    var matcher = pattern.matcher(question);
    while (!examples.isEmpty() && matcher.find()) {
      var stem = Words.stem(matcher.group(1).toLowerCase(Locale.ROOT));
      for (var example : examples) {
        if (Words.stem(example.toLowerCase(Locale.ROOT)).equals(stem)) {
          return Optional.of(example);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> columns(String question, TargetNames target) {
    var named =
        CODE.matcher(question)
            .results()
            .map(found -> found.group())
            .filter(this::isNoWord)
            .toList();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    var columns =
        target.content().stream()
            .filter(name -> name.kind() == TargetNames.Kind.COLUMN)
            .map(TargetNames.Name::text)
            .filter(column -> named.stream().anyMatch(column::equalsIgnoreCase))
            .collect(Collectors.joining(","));
    return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
  }

  private boolean isNoWord(String word) {
    var stems = Words.of(word).stream().map(Words::stem).toList();
    return thesaurus.read(stems).known().size() < stems.size();
  }
}
