package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.Attribution.CutVariable;
import dev.clew.skills.predictors.Cells;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Condition;
import dev.clew.skills.predictors.Role;
import dev.clew.skills.predictors.Variable;
import dev.clew.traces.rows.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// The column that tells a group of people or things apart that a question names: `women`, `age`,
/// `the south`.
///
/// @param cell the group among the column's cells; absent where the question names the column only,
///   or its cells do not say which is meant
record AskedSegment(CutVariable column, OptionalInt cell) {
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{Nd}]+");
  private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

  /// Words for who is meant, the columns that would say so, and the values that would stand there.
  private record Kind(Set<String> words, Set<String> columns, Set<String> values) {}

  private static final Set<String> SEX = Set.of("sex", "gender");
  private static final Set<String> ORIGIN =
      Set.of("race", "ethnicity", "ethnic", "ethnic_group", "rac1p", "origin");
  private static final Set<String> AGE = Set.of("age", "agep", "age_group", "age_band", "birth");
  private static final Set<String> NATION =
      Set.of("nationality", "citizenship", "citizen", "country", "cit", "nativity");

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              Set.of("woman", "women", "female", "girl", "lady"),
              SEX,
              Set.of("female", "f", "woman", "women", "w")),
          new Kind(Set.of("man", "men", "male", "boy"), SEX, Set.of("male", "m", "man", "men")),
          new Kind(Set.of("sex", "gender"), SEX, Set.of()),
          new Kind(
              Set.of("race", "racial", "ethnicity", "ethnic", "minority", "minoritie"),
              ORIGIN,
              Set.of()),
          new Kind(Set.of("black", "white", "asian", "hispanic", "latino"), ORIGIN, Set.of()),
          new Kind(
              Set.of("age", "old", "older", "elderly", "young", "younger", "senior"),
              AGE,
              Set.of()),
          new Kind(
              Set.of("nationality", "foreigner", "immigrant", "migrant", "citizen"),
              NATION,
              Set.of()),
          new Kind(
              Set.of("disabled", "disability", "handicapped"),
              Set.of("disability", "disabled", "dis", "handicap"),
              Set.of()));

  /// Finds it: a value of any column first, then a column of that name.
  static Optional<AskedSegment> find(String words, Comparison comparison) {
    List<CutVariable> columns =
        candidates(comparison).stream()
            .flatMap(variable ->
                Cells.of(variable).map(cells -> new CutVariable(variable, cells)).stream())
            .toList();
    Set<String> asked = stems(words);
    Set<String> names = new HashSet<>(asked);
    Set<String> values = new HashSet<>(asked);
    for (var kind : KINDS) {
      if (kind.words().stream().anyMatch(asked::contains)) {
        names.addAll(kind.columns());
        values.addAll(kind.values());
      }
    }
    Optional<AskedSegment> named = Optional.empty();
    for (var column : columns) {
      boolean isNamed = !disjoint(stems(column.variable().name()), names);
      for (int cell = 0; cell < column.cells().conditions().size(); cell++) {
        String value = value(column.cells().conditions().get(cell));
        // One letter says who somebody is only in the column that is about it.
        boolean fits = !value.isEmpty() && values.contains(value);
        if (fits && (isNamed || (value.length() > 2 && asked.contains(value)))) {
          return Optional.of(new AskedSegment(column, OptionalInt.of(cell)));
        }
      }
      if (isNamed && named.isEmpty()) {
        named = Optional.of(new AskedSegment(column, OptionalInt.empty()));
      }
    }
    return named;
  }

  /// Names of the columns that could tell groups apart.
  static List<String> names(Comparison comparison) {
    return candidates(comparison).stream().map(Variable::name).toList();
  }

  /// All columns that describe rows: an attribute that the model must not see may well be logged.
  private static List<Variable> candidates(Comparison comparison) {
    Schema schema = comparison.schema();
    var others = new HashSet<String>(schema.scores().values());
    schema.id().ifPresent(others::add);
    schema.timestamp().ifPresent(others::add);
    schema.prediction().ifPresent(others::add);
    schema.score().ifPresent(others::add);
    schema.actual().ifPresent(others::add);
    schema.group().ifPresent(others::add);
    schema.rank().ifPresent(others::add);
    schema.relevance().ifPresent(others::add);
    schema.embeddings().values().forEach(others::addAll);
    var variables = new ArrayList<Variable>();
    for (var entry : comparison.current().columns().entrySet()) {
      if (!others.contains(entry.getKey())) {
        variables.add(
            new Variable(
                entry.getKey(),
                Role.TAG,
                comparison
                    .baseline()
                    .column(entry.getKey())
                    .or(() ->
                        comparison.baseline().count() == 0
                            ? Optional.of(entry.getValue())
                            : Optional.empty()),
                Optional.of(entry.getValue())));
      }
    }
    return variables;
  }

  private static String value(Condition condition) {
    return switch (condition) {
      case Condition.Is is -> stem(is.category().toLowerCase(Locale.ROOT).strip());
      case Condition.OneOf _,
          Condition.Rare _,
          Condition.Between _,
          Condition.Equal _,
          Condition.Missing _ ->
          "";
    };
  }

  private static boolean disjoint(Set<String> left, Set<String> right) {
    return left.stream().noneMatch(right::contains);
  }

  private static Set<String> stems(String text) {
    var stems = new HashSet<String>();
    var split = CAMEL.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
    for (var word : NO_LETTER.split(split, -1)) {
      if (!word.isEmpty()) {
        stems.add(stem(word));
      }
    }
    return stems;
  }

  private static String stem(String word) {
    return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }
}
