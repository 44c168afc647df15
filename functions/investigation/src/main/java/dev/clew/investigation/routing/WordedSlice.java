package dev.clew.investigation.routing;

import dev.clew.evidence.ClewException;
import dev.clew.skills.Card;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Filters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads words that mean a part of a target's data as a filter: `people under 25` is `AGEP < 25`
/// where `AGEP` is the one column named for an age. What it can not read it says, and how to ask: a
/// question about some must not be answered with a figure of others.
public final class WordedSlice {
  private static final String NOT_IN_A_NAME = "(?![\\p{L}\\p{N}_])";
  private static final int MOST_NAMED = 12;

  private static final Pattern SIGNS =
      Pattern.compile("[=<>]|\\bin\\s*\\(|\\bcontains\\b|\\bexists\\b");
  private static final Pattern PEOPLE =
      words(
          SlicePhrases.PEOPLE
              + "|years?[ -]olds?|years?(?: of age| old)?|yrs?|ages?|aged|old|young");
  private static final Pattern SEXES = words("women|men|woman|man|males?|females?|girls?|boys?");
  private static final Pattern FAILED =
      words("fail(?:ed|s|ing|ures?)?|unsuccessful|did(?: not|n't) (?:pass|succeed)|went wrong");
  private static final Pattern PASSED =
      words("pass(?:ed|es|ing)?|succeed(?:ed|s)?|successful|went well");
  private static final Pattern ERROR =
      words("(?:(?:with|have|has|had|having|met) )?(?:an? )?errors?|errored|erroneous");
  private static final Pattern LAST =
      words(
          "(?:last|latest|newest|most recent|previous)\\s+(?:investigation|run|trace|conversation|question|answer|ask)");
  private static final Pattern NEGATED =
      words(
          "(?:did|do|does)(?: not|n't) (?:ever )?(?:call|use|have|run|invoke)|never (?:called|used)|not calling|not using|without(?: calling| using)?");
  private static final Pattern OF =
      words(
          "(user|session|service|agent|model|tool|trace)\\s+(?:called\\s+|named\\s+)?['\"]?([\\p{L}\\p{N}][\\p{L}\\p{N}@._:/-]*)['\"]?");

  private static final List<Amount> AMOUNTS =
      List.of(
          new Amount("tool calls?", "tool_calls", 1),
          new Amount("(?:model|llm) calls?", "llm_calls", 1),
          new Amount("spans?", "spans", 1),
          new Amount("errors?", "errors", 1),
          new Amount("(?:milliseconds?|ms)", "duration", 0.001),
          new Amount("(?:seconds?|secs?|s)", "duration", 1),
          new Amount("(?:minutes?|mins?)", "duration", 60),
          new Amount("tokens?", "tokens", 1),
          new Amount("(?:dollars?|usd)", "cost", 1));

  /// Words that say nothing of which things are meant.
  private static final Set<String> SAID =
      Set.copyOf(
          List.of(
              ("runs run traces trace spans span calls call called calling conversations conversation sessions"
                      + " transcripts rows row records record cases case data those ones where whose who"
                      + " used using use uses ran same value values is equal equals agent agents model models"
                      + " tool tools predictions prediction requests request only just instead please part parts"
                      + " segment segments slice slices group subset side investigation investigations question"
                      + " questions happened happen did made make makes involving invoked again")
                  .split(" ")));

  private record Amount(String unit, String field, double factor) {}

  private final String words;
  private final TargetNames target;
  private final boolean allBut;
  private String left;
  private final List<String> conditions = new ArrayList<>();
  private final List<String> why = new ArrayList<>();
  private Optional<String> unfit = Optional.empty();
  private final List<String> next = new ArrayList<>();

  private WordedSlice(SlicePhrases phrase, TargetNames target) {
    this.words = phrase.words().orElseThrow();
    this.allBut = phrase.all();
    this.target = target;
    this.left = " " + words + " ";
  }

  /// What came of it.
  public sealed interface Read {
    /// @param filter in the short form
    /// @param why from which words, and why these are it
    record Meant(String filter, String why) implements Read {}

    /// @param why what could not be read, and how to say it
    /// @param next questions that could be meant
    record Unfit(String why, List<String> next) implements Read {
      public Unfit {
        next = List.copyOf(next);
      }
    }
  }

  /// Reads the words of a question for one target.
  ///
  /// @param phrase with words
  public static Read of(SlicePhrases phrase, TargetNames target) {
    return new WordedSlice(phrase, target).read();
  }

  /// Words that keep what was meant before: `of those only the failed ones`.
  private static final Pattern OF_THOSE =
      words("(?:of|among|within|from) (?:those|these|them)|also|too|as well|still|in addition");

  /// A filter in a conversation that had one. Where the question says so (`of those`) both are
  /// meant; else the one that is said now, and that is said.
  ///
  /// @param question as asked
  /// @param before in the short form; empty for none
  public static Read.Meant after(String question, String before, Read.Meant now) {
    if (before.isEmpty() || before.equals(now.filter())) {
      return now;
    }
    if (!OF_THOSE.matcher(question).find()) {
      return new Read.Meant(
          now.filter(),
          now.why() + ", no longer " + before + " (\u2018of those\u2019 would keep it)");
    }
    var all = new ArrayList<Filter>();
    for (var text : List.of(before, now.filter())) {
      switch (Filters.parse("the filter", text)) {
        case Filter.And(var of) -> all.addAll(of);
        case Filter one -> all.add(one);
      }
    }
    return new Read.Meant(
        new Filter.And(all.stream().distinct().toList()).text(), now.why() + ", of those before");
  }

  private Read read() {
    if (SIGNS.matcher(words).find()) {
      return explicit();
    }
    boolean negated = allBut || NEGATED.matcher(left).find();
    left = NEGATED.matcher(left).replaceAll(" ");
    switch (target.reads()) {
      case PREDICTOR -> rows();
      case APPLICATION -> runs();
      case DOCUMENTATION -> {}
    }
    if (unfit.isPresent()) {
      return new Read.Unfit(unfit.get(), next);
    }
    var unread = unread();
    if (conditions.isEmpty() || !unread.isEmpty()) {
      return new Read.Unfit(cannot(unread), next);
    }
    var all = String.join(" and ", conditions);
    var filter =
        Filters.parse("the words '" + words + "'", negated ? "not (" + all + ")" : all).text();
    return new Read.Meant(
        filter,
        "\u2018"
            + words
            + "\u2019 as "
            + filter
            + (why.isEmpty() ? "" : ", since " + String.join(", and ", why)));
  }

  /// `where AGEP < 25 and SEX = 2`: a filter already, up to its columns' case of letters.
  private Read explicit() {
    Filter filter;
    var text = words.replaceFirst("(?i)^where\\s+", "");
    try {
      filter = Filters.parse("the words '" + words + "'", allBut ? "not (" + text + ")" : text);
    } catch (ClewException e) {
      return new Read.Unfit(e.problem().what(), next);
    }
    if (target.reads() == Card.Reads.PREDICTOR) {
      var columns = columns();
      for (var field : filter.fields()) {
        if (!columns.contains(field) && !field.equals("row")) {
          return new Read.Unfit(
              "There is no column " + field + " in " + target.name() + there() + ".", next);
        }
      }
    }
    return new Read.Meant(filter.text(), "\u2018" + words + "\u2019");
  }

  private void rows() {
    for (var comparison : Comparison.in(left).reversed()) {
      compared(comparison);
    }
    columns().stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(this::equal);
    values();
  }

  /// A comparison with the column that the words before or behind it name.
  private void compared(Comparison comparison) {
    int from =
        Math.max(
            left.lastIndexOf(" and ", comparison.start()),
            left.lastIndexOf(',', comparison.start()));
    var before = left.substring(Math.max(0, from), comparison.start());
    int next = left.indexOf(" and ", comparison.end());
    var behind = left.substring(comparison.end(), next < 0 ? left.length() : next);
    var around = before + " " + behind;
    var whole = left;
    left =
        left.substring(0, comparison.start())
            + " ".repeat(comparison.end() - comparison.start())
            + left.substring(comparison.end());
    if (from >= 0) {
      int to = left.startsWith(" and ", from) ? from + 4 : from + 1;
      left = left.substring(0, from) + " ".repeat(to - from) + left.substring(to);
    }
    boolean ofPeople = comparison.ofAge() || PEOPLE.matcher(around).find();
    var column = named(around);
    if (column.isEmpty() && unfit.isEmpty() && (ofPeople || saysNothing(around))) {
      column = age(ofPeople);
    }
    if (column.isEmpty()) {
      left = whole;
      return;
    }
    for (var condition : comparison.conditions().reversed()) {
      conditions.addFirst(quoted(column.get()) + " " + condition);
    }
  }

  private static boolean saysNothing(String text) {
    return Words.of(text).stream()
        .allMatch(word -> Words.isFunctionWord(word) || SAID.contains(word));
  }

  /// The column that words name, whole or by its last word.
  private Optional<String> named(String around) {
    var stems = Words.of(around).stream().map(Words::stem).collect(Collectors.toSet());
    var whole =
        columns().stream()
            .filter(column -> {
              var parts = Mentions.parts(column);
              return !parts.isEmpty()
                  && parts.stream().allMatch(part -> stems.contains(Words.stem(part)));
            })
            .max(Comparator.comparingInt(String::length));
    if (whole.isPresent()) {
      take(whole.get());
      return whole;
    }
    var nearly =
        columns().stream()
            .filter(column ->
                Mentions.parts(column).stream()
                    .anyMatch(part ->
                        part.length() > 2
                            && stems.contains(Words.stem(part))
                            && !Words.isFunctionWord(part)))
            .toList();
    if (nearly.size() == 1) {
      why.add(nearly.getFirst() + " is the one column that is named so");
      Mentions.parts(nearly.getFirst()).forEach(this::takeWord);
      return Optional.of(nearly.getFirst());
    }
    if (nearly.size() > 1) {
      several(nearly);
    }
    return Optional.empty();
  }

  private void several(List<String> readings) {
    unfit =
        Optional.of(
            "\u2018"
                + words
                + "\u2019 can be read of "
                + readings.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + " of "
                + target.name()
                + ": name the one you mean, such as \u2018only where "
                + quoted(readings.getFirst())
                + " < N\u2019.");
  }

  /// The one column that is named for an age.
  ///
  /// @param said whether the words speak of one
  private Optional<String> age(boolean said) {
    var ages = columns().stream().filter(WordedSlice::isAge).toList();
    var exact = ages.stream().filter(column -> column.equalsIgnoreCase("age")).toList();
    var found = exact.size() == 1 ? exact : ages;
    if (found.size() > 1) {
      several(found);
      return Optional.empty();
    }
    if (found.isEmpty()) {
      if (said) {
        unfit =
            Optional.of(
                "\u2018"
                    + words
                    + "\u2019 speaks of an age, and no column of "
                    + target.name()
                    + " is named for one"
                    + there()
                    + ". Say which column you mean, such as \u2018only where COLUMN < N\u2019.");
      }
      return Optional.empty();
    }
    why.add(found.getFirst() + " is the one column that is named for an age");
    return Optional.of(found.getFirst());
  }

  /// `age`, `customer_age`, `AgeYears`, `AGEP`.
  private static boolean isAge(String column) {
    return Mentions.parts(column).stream()
        .anyMatch(part -> part.equals("ages") || part.matches("age[a-z]?"));
  }

  /// `year 2018`, `RELP is 17`.
  private void equal(String column) {
    var found =
        Pattern.compile(
                "(?<![\\p{L}\\p{N}_])"
                    + Pattern.quote(column)
                    + "(?:\\s+(?:is|are|was|equals|equal to|of|value))*\\s+(-?\\d+(?:\\.\\d+)?)"
                    + NOT_IN_A_NAME,
                column.length() > 3 ? Pattern.CASE_INSENSITIVE : 0)
            .matcher(left);
    if (found.find()) {
      conditions.add(quoted(column) + " = " + found.group(1));
      left = left.substring(0, found.start()) + " " + left.substring(found.end());
    }
  }

  /// Texts that stand in the data.
  private void values() {
    var met = new LinkedHashSet<TargetNames.Value>();
    for (var value : target.values()) {
      if (value.text().length() > 1
          && value.text().chars().anyMatch(Character::isLetter)
          && !Words.isFunctionWord(value.text().toLowerCase(Locale.ROOT))
          && whole(value.text()).matcher(left).find()) {
        met.add(value);
      }
    }
    met.removeIf(one ->
        met.stream()
            .anyMatch(other ->
                other.text().length() > one.text().length()
                    && whole(one.text()).matcher(other.text()).find()));
    var texts = met.stream().map(one -> one.text().toLowerCase(Locale.ROOT)).distinct().toList();
    for (var text : texts) {
      var readings = met.stream().filter(one -> one.text().equalsIgnoreCase(text)).toList();
      var named =
          readings.stream().filter(one -> whole(one.field()).matcher(words).find()).toList();
      var one = readings.size() == 1 ? readings : named;
      if (one.size() != 1) {
        several(readings.stream().map(TargetNames.Value::field).toList());
        return;
      }
      why.add("\u2018" + one.getFirst().text() + "\u2019 is a value of " + one.getFirst().field());
      conditions.add(quoted(one.getFirst().field()) + " = " + text(one.getFirst().text()));
      take(one.getFirst().text());
      take(one.getFirst().field());
    }
  }

  private void runs() {
    last();
    amounts();
    explicitlyNamed();
    namedInData();
    values();
    outcome();
  }

  private void last() {
    if (LAST.matcher(left).find()) {
      var traces = names(TargetNames.Kind.TRACE);
      if (traces.isEmpty()) {
        unfit = Optional.of("there is no run in " + target.name() + " yet.");
        return;
      }
      conditions.add("trace = " + text(traces.getLast()));
      why.add("that run began last");
      left = LAST.matcher(left).replaceAll(" ").replaceAll("(?i)\\b(?:my|our|the|very)\\b", " ");
    }
  }

  /// `longer than 30 seconds`, `with more than 10 tool calls`.
  private void amounts() {
    for (var comparison : Comparison.in(left).reversed()) {
      for (var amount : AMOUNTS) {
        var unit =
            Pattern.compile("^\\s*" + amount.unit() + NOT_IN_A_NAME, Pattern.CASE_INSENSITIVE)
                .matcher(left.substring(comparison.end()));
        if (unit.find()) {
          comparison
              .conditions()
              .forEach(one -> conditions.add(amount.field() + " " + scaled(one, amount.factor())));
          left =
              left.substring(0, comparison.start())
                  + " "
                  + left.substring(comparison.end() + unit.end());
          break;
        }
      }
    }
  }

  private static String scaled(String condition, double factor) {
    if (factor == 1) {
      return condition;
    }
    int at = condition.indexOf(' ');
    return condition.substring(0, at + 1)
        + new BigDecimal(condition.substring(at + 1))
            .multiply(BigDecimal.valueOf(factor))
            .stripTrailingZeros()
            .toPlainString();
  }

  /// `user u-17`, `session abc`.
  private void explicitlyNamed() {
    var found = OF.matcher(left);
    while (found.find()) {
      var field = found.group(1).toLowerCase(Locale.ROOT);
      var name = found.group(2);
      boolean known =
          switch (field) {
            case "user", "session", "service", "trace" ->
                name.chars()
                    .anyMatch(c -> Character.isDigit(c) || c == '_' || c == '-' || c == '@');
            default -> false;
          };
      if (known) {
        conditions.add(field + " = " + text(name));
        left = left.substring(0, found.start()) + " " + left.substring(found.end());
        found = OF.matcher(left);
      }
    }
  }

  /// Tools, models and agents by the names they have in the data; a part of a name where only names
  /// with a date or a provider around it hold it.
  private void namedInData() {
    for (var kind :
        List.of(TargetNames.Kind.TOOL, TargetNames.Kind.MODEL, TargetNames.Kind.AGENT)) {
      var field = kind.name().toLowerCase(Locale.ROOT);
      var met =
          names(kind).stream()
              .filter(name -> name.length() > 1 && whole(name).matcher(left).find())
              .toList();
      met.forEach(this::take);
      if (met.isEmpty() && kind == TargetNames.Kind.MODEL) {
        met = versions();
      }
      if (!met.isEmpty()) {
        conditions.add(
            met.size() == 1
                ? field + " = " + text(met.getFirst())
                : field
                    + " in ("
                    + met.stream().map(WordedSlice::text).collect(Collectors.joining(", "))
                    + ")");
      }
    }
  }

  /// Models that are versions of the one that is named: `gpt-4o` where there is
  /// `openai/gpt-4o-2024-08-06`.
  private List<String> versions() {
    for (var word : left.strip().split("[\\s,;?]+", -1)) {
      if (word.length() < 2 || word.chars().noneMatch(Character::isDigit)) {
        continue;
      }
      var version =
          Pattern.compile(
              "(?:[\\p{L}\\p{N}_.-]+[/:])?"
                  + Pattern.quote(word)
                  + "(?:[-@:](?:\\d[\\d-]*|latest|preview))?",
              Pattern.CASE_INSENSITIVE);
      var found =
          names(TargetNames.Kind.MODEL).stream()
              .filter(name -> version.matcher(name).matches())
              .toList();
      if (!found.isEmpty()) {
        why.add(
            String.join(" and ", found)
                + (found.size() == 1 ? " is" : " are")
                + " called so in the data");
        take(word);
        return found;
      }
    }
    return List.of();
  }

  private void outcome() {
    boolean failed = FAILED.matcher(left).find();
    boolean passed = PASSED.matcher(left).find();
    if (failed != passed) {
      boolean ofCall = conditions.stream().anyMatch(one -> one.startsWith("tool "));
      conditions.add((ofCall ? "error = " : "failed = ") + failed);
    }
    if (!failed && !passed && ERROR.matcher(left).find()) {
      conditions.add("error = true");
    }
    left = FAILED.matcher(left).replaceAll(" ");
    left = PASSED.matcher(left).replaceAll(" ");
    left = ERROR.matcher(left).replaceAll(" ");
  }

  /// Words that nothing was made of.
  private List<String> unread() {
    var name = Mentions.parts(target.name());
    var rest =
        target.reads() == Card.Reads.PREDICTOR && !conditions.isEmpty()
            ? PEOPLE.matcher(left).replaceAll(" ")
            : left;
    return Words.of(rest).stream()
        .filter(word -> !Words.isFunctionWord(word) && !SAID.contains(word) && !name.contains(word))
        .toList();
  }

  private String cannot(List<String> unread) {
    var sex =
        SEXES.matcher(words).find()
            ? columns().stream()
                .filter(
                    one -> one.toLowerCase(Locale.ROOT).matches("(?:.*_)?(?:sex|gender)(?:_.*)?"))
                .findFirst()
            : Optional.<String>empty();
    if (sex.isPresent()) {
      target.values().stream()
          .filter(value -> value.field().equals(sex.get()))
          .map(value ->
              "and only where "
                  + quoted(sex.get())
                  + " = "
                  + (value.text().matches("-?\\d+(?:\\.\\d+)?") ? value.text() : text(value.text()))
                  + "?")
          .sorted()
          .limit(3)
          .forEach(next::add);
      return sex.get()
          + " of "
          + target.name()
          + " may be meant by \u2018"
          + words
          + "\u2019, but its values do not say which is which"
          + held(sex.get())
          + ". Say the value, such as \u2018only where "
          + quoted(sex.get())
          + " = VALUE\u2019.";
    }
    return "\u2018"
        + (unread.isEmpty() ? words : String.join(" ", unread))
        + "\u2019 names no part of "
        + target.name()
        + there()
        + ". Say it by those names, such as "
        + (target.reads() == Card.Reads.PREDICTOR
            ? "\u2018only where "
                + columns().stream().findFirst().map(WordedSlice::quoted).orElse("COLUMN")
                + " < N\u2019."
            : "\u2018only for the runs that called "
                + names(TargetNames.Kind.TOOL).stream().findFirst().orElse("TOOL")
                + "\u2019, \u2018only for the failed runs\u2019.");
  }

  private String held(String column) {
    var values =
        target.values().stream()
            .filter(value -> value.field().equals(column))
            .map(TargetNames.Value::text)
            .sorted()
            .limit(MOST_NAMED)
            .toList();
    return values.isEmpty() ? "" : " (" + String.join(", ", values) + ")";
  }

  /// What there is to name.
  private String there() {
    var names =
        switch (target.reads()) {
          case PREDICTOR -> columns();
          case APPLICATION -> {
            var all = new ArrayList<>(names(TargetNames.Kind.TOOL));
            all.addAll(names(TargetNames.Kind.MODEL));
            yield all;
          }
          case DOCUMENTATION -> List.<String>of();
        };
    return names.isEmpty()
        ? ""
        : " (there "
            + (names.size() == 1 ? "is " : "are ")
            + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
            + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "")
            + ")";
  }

  private List<String> columns() {
    var all = new ArrayList<>(names(TargetNames.Kind.COLUMN));
    target.fields().stream().filter(field -> !all.contains(field)).forEach(all::add);
    return all;
  }

  private List<String> names(TargetNames.Kind kind) {
    return target.content().stream()
        .filter(name -> name.kind() == kind)
        .map(TargetNames.Name::text)
        .toList();
  }

  private void take(String name) {
    left = whole(name).matcher(left).replaceAll(" ");
    Mentions.parts(name).forEach(this::takeWord);
  }

  private void takeWord(String word) {
    var stem = Words.stem(word);
    for (var one : Words.of(left)) {
      if (Words.stem(one).equals(stem)) {
        left = words(Pattern.quote(one)).matcher(left).replaceAll(" ");
      }
    }
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_])(?:" + alternatives + ")(?![\\p{L}\\p{N}_])",
        Pattern.CASE_INSENSITIVE);
  }

  /// A name as a word of its own: not as a part of a longer name.
  private static Pattern whole(String name) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_./-])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_/-]|\\.[\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE);
  }

  private static String quoted(String column) {
    return new Filter.Exists(column).text().replaceFirst(" exists$", "");
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
