package dev.clew.investigation.routing;

import dev.clew.skills.Card;
import dev.clew.skills.ParameterSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Parameters of a skill that a question says in words: `top 5`, `cost per user`, a column by its
/// name.
///
/// A card says what can be recognised: a parameter `top` is a number of things, a parameter
/// `columns` names columns, a parameter `trace` a trace by its id or the beginning of one, a
/// parameter `question` is the question itself, a parameter `metric` is a figure of merit by its
/// name, a parameter `segment` a group that somebody may be unfair to, a parameter `faults` sorts
/// of faults in rows, a filter's `where`, `group`, `measure`, `of` and `level` are read by
/// [WordedFilter], which leaves in `unread` what it could not, and a text parameter with `examples`
/// in its schema takes one of them when the question tells things apart by it.
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

  /// What a thing has, not what it does: `customer tier` is no customer.
  private static final Set<String> OF_A_THING =
      stems(
          "tier",
          "plan",
          "segment",
          "group",
          "type",
          "kind",
          "class",
          "category",
          "level",
          "role",
          "region",
          "country",
          "city",
          "language",
          "locale",
          "version",
          "team",
          "department",
          "organisation",
          "organization",
          "tenant",
          "cohort",
          "status",
          "channel",
          "platform",
          "device",
          "industry",
          "size",
          "age",
          "source",
          "environment");

  /// The longest name of a field that is looked for, in words.
  private static final int LONGEST = 3;

  private static final Pattern NEXT_WORD = Pattern.compile("\\s+(\\p{L}[\\p{L}\\p{N}]*)");

  /// After one thing told apart, another: `by model and operation`, `which users and sessions`.
  private static final Pattern AND =
      Pattern.compile(
          "\\s*(?:,\\s*(?:and\\s+)?|/\\s*|and\\s+)(?:by\\s+|per\\s+|which\\s+)?(?:the\\s+)?(\\p{L}+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WHO =
      Pattern.compile("\\b(?:who|whose|whom)\\b", Pattern.CASE_INSENSITIVE);

  private static final String SOMEBODY = "user";
  private static final String SEVERAL = ",";

  /// Other words for what calls and runs are told apart by, as stems.
  private static final Map<String, Set<String>> ALSO_CALLED =
      Map.of(
          SOMEBODY,
          stems("customer", "client", "person", "people", "visitor", "account"),
          "session",
          stems("conversation", "chat", "dialogue", "dialog", "thread"),
          "operation",
          stems("step", "call", "prompt"),
          "agent",
          stems("bot", "assistant"),
          "service",
          stems("app", "application"),
          "tool",
          stems("function"),
          "model",
          stems("llm"));

  private static Set<String> stems(String... words) {
    return Stream.of(words).map(Words::stem).collect(Collectors.toUnmodifiableSet());
  }

  /// What may be a column's name: `AGEP`, `loan_amount`, `age`.
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+(?:[.-][\\p{L}\\p{N}_]+)*");

  private static final Pattern JOINED =
      Pattern.compile("[\"'`]?\\s*(?:,|and|or|nor|/|,\\s*(?:and|or))\\s*(?:the\\s+)?[\"'`]?");

  private static final Pattern CALLED =
      Pattern.compile(
          "(?:[\"'`]|\\b(?:columns?|features?|fields?|inputs?|variables?)\\s+(?:called\\s+|named\\s+)?)$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CALLED_AFTER =
      Pattern.compile(
          "[\"'`]|\\s+(?:columns?|features?|fields?|inputs?|variables?)\\b",
          Pattern.CASE_INSENSITIVE);

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
            case "faults" -> WordedFaults.of(question);
            case "id" -> TraceIds.in(question);
            case "words" -> WordedSearch.words(question, target);
            default -> toldApart(question, schema, name, target);
          };
      said.ifPresent(value -> parameters.put(name, value));
    }
    return parameters;
  }

  /// The filter that means the one trace that a question names, for a skill that does not take one
  /// by a parameter of its own: why a trace is slow is asked of that trace, not of all.
  public static Optional<String> oneTrace(
      String question, ParameterSchema schema, TargetNames target) {
    if (target.reads() != Card.Reads.APPLICATION
        || schema.names().stream().anyMatch(TAKING_TRACES::contains)) {
      return Optional.empty();
    }
    return TraceIds.in(question)
        .map(named ->
            target.content().stream()
                .filter(name -> name.kind() == TargetNames.Kind.TRACE)
                .map(TargetNames.Name::text)
                .filter(id -> TraceIds.meets(id, named))
                .toList())
        .filter(met -> met.size() == 1)
        .map(met -> "trace = '" + met.getFirst().replace("'", "''") + "'");
  }

  /// Parameters that take a trace's id, or words in which it stands for itself.
  private static final Set<String> TAKING_TRACES = Set.of("trace", "id", "words", "question");

  private static Optional<String> first(Pattern pattern, String question) {
    var matcher = pattern.matcher(question);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// Where an example holds a comma several may be told apart by, all that the question names; what
  /// is not limited to a list may be a field of runs, too.
  private Optional<String> toldApart(
      String question, ParameterSchema schema, String name, TargetNames target) {
    var all = schema.examples(name);
    var examples = all.stream().filter(example -> !example.contains(SEVERAL)).toList();
    if (examples.isEmpty()) {
      return Optional.empty();
    }
    // `what drives the cost` must not cost a read to see whether runs have a field of that name.
    UnaryOperator<String> field =
        word ->
            schema.constants(name).isEmpty()
                    && Stream.of(word.toLowerCase(Locale.ROOT).split("\\s+", -1))
                        .noneMatch(Words::isFunctionWord)
                ? field(word, target)
                : "";
    var found = new LinkedHashSet<String>(named(TOLD_APART, question, examples, field));
    if (found.isEmpty()) {
      found.addAll(named(RANKED, question, examples, _ -> ""));
    }
    if (found.isEmpty() && examples.contains(SOMEBODY) && WHO.matcher(question).find()) {
      found.add(SOMEBODY);
    }
    var said = all.size() > examples.size() ? found.stream() : found.stream().limit(1);
    return found.isEmpty() ? Optional.empty() : Optional.of(said.collect(Collectors.joining(",")));
  }

  private static List<String> named(
      Pattern pattern, String question, List<String> examples, UnaryOperator<String> field) {
    var found = new ArrayList<String>();
    var matcher = pattern.matcher(question);
    while (matcher.find()) {
      var thing = thing(question, matcher.start(1), matcher.end(1), examples, field);
      while (thing.isPresent()) {
        found.add(thing.get().name());
        var more = AND.matcher(question).region(thing.get().end(), question.length());
        thing =
            more.lookingAt()
                ? thing(question, more.start(1), more.end(1), examples, field)
                : Optional.empty();
      }
    }
    return found;
  }

  /// @param end where the words that name it end in the question
  private record Thing(String name, int end) {}

  /// What a word and those after it tell apart: a field of runs that several of them name, what a
  /// thing has, though there be no field of that name, or what the word names alone.
  private static Optional<Thing> thing(
      String question, int from, int to, List<String> examples, UnaryOperator<String> field) {
    var ends = new ArrayList<>(List.of(to));
    var next = NEXT_WORD.matcher(question).region(to, question.length());
    while (ends.size() < LONGEST && next.lookingAt()) {
      ends.add(next.end());
      next.region(next.end(), question.length());
    }
    for (int end : ends.subList(1, ends.size()).reversed()) {
      var name = field.apply(question.substring(from, end));
      if (!name.isEmpty()) {
        return Optional.of(new Thing(name, end));
      }
    }
    var alone = thing(question.substring(from, to), examples, field);
    if (alone.isPresent() && ends.size() > 1) {
      var said = question.substring(from, ends.get(1)).toLowerCase(Locale.ROOT);
      if (OF_A_THING.contains(Words.stem(said.replaceFirst(".*\\s", "")))) {
        return Optional.of(new Thing(said.replaceAll("\\s+", "_"), ends.get(1)));
      }
    }
    return alone.map(name -> new Thing(name, to));
  }

  /// What a word tells apart: one of the examples by its name or another word for it, else a field
  /// of runs.
  private static Optional<String> thing(
      String word, List<String> examples, UnaryOperator<String> field) {
    var stem = Words.stem(word.toLowerCase(Locale.ROOT));
    return examples.stream()
        .filter(name -> Words.stem(name.toLowerCase(Locale.ROOT)).equals(stem))
        .findFirst()
        .or(() ->
            examples.stream()
                .filter(name -> ALSO_CALLED.getOrDefault(name, Set.of()).contains(stem))
                .findFirst())
        .or(() -> Optional.of(field.apply(word)).filter(name -> !name.isEmpty()));
  }

  /// The field of runs that words name, whole or by its last parts; empty where there is none.
  private static String field(String words, TargetNames target) {
    var named =
        Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+", -1))
            .map(Words::stem)
            .toList();
    return target.values().stream()
        .map(TargetNames.Value::field)
        .filter(name -> name.equalsIgnoreCase(words) || last(name, named.size()).equals(named))
        .findFirst()
        .orElse("");
  }

  private static List<String> last(String field, int count) {
    var parts = Mentions.parts(field);
    return parts.subList(Math.max(0, parts.size() - count), parts.size()).stream()
        .map(part -> Words.stem(part.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private Optional<String> columns(String question, TargetNames target) {
    var words =
        WORD.matcher(question)
            .results()
            .filter(found -> !Words.isFunctionWord(found.group().toLowerCase(Locale.ROOT)))
            .toList();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    var columns =
        target.content().stream()
            .filter(name -> name.kind() == TargetNames.Kind.COLUMN)
            .map(TargetNames.Name::text)
            .toList();
    var named = new LinkedHashSet<String>();
    int end = -1;
    for (var word : words) {
      var column = columns.stream().filter(name -> name.equalsIgnoreCase(word.group())).findFirst();
      if (column.isPresent()) {
        // A word that is one of ours may only be said; beside a column that is named it names one.
        var between = end < 0 ? "" : question.substring(end, word.start());
        boolean beside = end >= 0 && JOINED.matcher(between).matches();
        if (beside || isNoWord(word.group()) || isSaidToBeOne(question, word.start(), word.end())) {
          named.add(column.get());
          end = word.end();
        }
      }
    }
    return named.isEmpty() ? Optional.empty() : Optional.of(String.join(",", named));
  }

  /// Whether a word stands in quotes, or is called a column.
  private static boolean isSaidToBeOne(String question, int from, int to) {
    return CALLED.matcher(question.substring(0, from)).find()
        || CALLED_AFTER.matcher(question.substring(to)).lookingAt();
  }

  private boolean isNoWord(String word) {
    var stems = Words.of(word).stream().map(Words::stem).toList();
    return thesaurus.read(stems).known().size() < stems.size();
  }
}
