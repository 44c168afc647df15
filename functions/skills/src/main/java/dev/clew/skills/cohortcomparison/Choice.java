package dev.clew.skills.cohortcomparison;

import dev.clew.evidence.Nearest;
import dev.clew.models.prices.ModelName;
import dev.clew.skills.Parameters;
import dev.clew.skills.applications.ToolName;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Chooses the cohorts: those that the user gives, else those that the question's words name in
/// these data, else what the data tell apart by themselves.
final class Choice {
  private static final int MOST_VALUES = 20;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private static final Pattern FAILED =
      Pattern.compile(
          "\\b(?:fail\\w*|error\\w*|broke\\w*|unsuccessful\\w*|crash\\w*|bad|wrong|worst|lost)\\b");

  private static final Pattern ENDED =
      Pattern.compile(
          "\\b(?:fail\\w*|pass(?:ed|es|ing)?|succe\\w*|unsuccess\\w*|reward\\w*|good|bad|wins?|won"
              + "|lost|lose|error\\w*|broke\\w*|crash\\w*)\\b");

  private static final Pattern SLOW =
      Pattern.compile("\\b(?:slow\\w*|fast\\w*|quick\\w*|latency|long(?:er|est)?[ -]running)\\b");

  private static final Pattern DEAR =
      Pattern.compile("\\b(?:expensive|cheap\\w*|dear\\w*|costly|pric\\w+|cost)\\b");

  private static final Pattern BIG = Pattern.compile("\\b(?:token\\w*)\\b");

  private static final Pattern THEN =
      Pattern.compile(
          "\\b(?:before|after|since|baseline|current|previous\\w*|earlier|last|yesterday|today"
              + "|weeks?|months?|recent\\w*|windows?|now)\\b");

  /// Parts of tool names and attribute names that every question may hold.
  private static final Set<String> COMMON =
      Set.of(
          "run", "call", "get", "set", "tool", "agent", "the", "and", "for", "trace", "task",
          "make", "use", "user", "find", "compare", "differ", "fail", "pass", "other", "with",
          "all", "id");

  private final Readings readings;
  private final String question;
  private final Set<String> stems = new LinkedHashSet<>();

  private Choice(Readings readings, String question) {
    this.readings = readings;
    this.question = question.toLowerCase(Locale.ROOT);
    WORD.matcher(this.question).results().forEach(match -> stems.add(stem(match.group())));
  }

  /// The cohorts; empty where nothing tells two apart.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER for a filter that can not be read
  static Optional<Pair> of(Parameters parameters, Readings readings) {
    if (parameters.has("first") || parameters.has("second")) {
      return Optional.of(given(parameters));
    }
    var choice = new Choice(readings, parameters.text("question"));
    if (parameters.has("by")) {
      return choice.by(parameters.text("by"));
    }
    var worded = choice.worded();
    return worded.isPresent() || choice.asksForSomething() ? worded : choice.byThemselves();
  }

  /// Whether the question says what to compare, be it in the data or not.
  private boolean asksForSomething() {
    return List.of(ENDED, SLOW, DEAR, BIG).stream()
        .anyMatch(words -> words.matcher(question).find());
  }

  private static Pair given(Parameters parameters) {
    // Only a second one: the others come first then.
    if (!parameters.has("first")) {
      throw Readings.wrong(
          "second", "is given without first", "give first, and second or nothing for all others");
    }
    var first = conditions(parameters, "first");
    return new Pair(
        first, parameters.has("second") ? conditions(parameters, "second") : List.of(), "as given");
  }

  private static List<Condition> conditions(Parameters parameters, String name) {
    try {
      return Condition.parse(parameters.text(name));
    } catch (IllegalArgumentException e) {
      throw Readings.wrong(
          name,
          String.valueOf(e.getMessage()),
          "write field=value, joined by 'and': outcome=failed, model=gpt-4o, duration>=p75,"
              + " call=TOOL and result=failed, or an attribute's name");
    }
  }

  private Optional<Pair> worded() {
    return calls().or(this::values).or(this::ended).or(this::numbers).or(this::windows);
  }

  private Optional<Pair> pair(List<Condition> first, List<Condition> second, String why) {
    return both(first, second) ? Optional.of(new Pair(first, second, why)) : Optional.empty();
  }

  private boolean both(List<Condition> first, List<Condition> second) {
    var subjects = readings.subjects(first);
    var one = readings.all(first, "first");
    long in = subjects.stream().filter(one).count();
    if (second.isEmpty()) {
      return in > 0 && in < subjects.size();
    }
    var other = readings.all(second, "second");
    return in > 0 && subjects.stream().anyMatch(other);
  }

  /// "the failed bookings": failed calls of a tool whose name the question holds a part of.
  private Optional<Pair> calls() {
    if (!FAILED.matcher(question).find()) {
      return Optional.empty();
    }
    return named(readings.tools())
        .flatMap(tool ->
            pair(
                List.of(Condition.is("call", tool), Condition.is("result", "failed")),
                List.of(Condition.is("call", tool), Condition.is("result", "ok")),
                "failed calls of a tool and those that worked"));
  }

  /// The one name of which the question holds a part that no other name has, or the whole.
  private Optional<String> named(Set<String> names) {
    Map<String, Integer> shared = new TreeMap<>();
    names.forEach(name -> parts(name).forEach(part -> shared.merge(part, 1, Integer::sum)));
    var found = new ArrayList<String>();
    for (var name : names) {
      if (says(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(name);
      }
      if (parts(name).stream()
          .anyMatch(part -> shared.getOrDefault(part, 0) == 1 && stems.contains(part))) {
        found.add(name);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Set<String> parts(String name) {
    var parts = new TreeSet<String>();
    WORD.matcher(
            name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' '))
        .results()
        .map(match -> stem(match.group()))
        .filter(part -> part.length() >= 3 && !COMMON.contains(part))
        .forEach(parts::add);
    return parts;
  }

  private static String stem(String word) {
    for (var ending : List.of("ings", "ing", "ies", "ed", "es", "s")) {
      if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }

  /// Whether the question holds this, not inside another word.
  private boolean says(String text) {
    return Pattern.compile("(?<![\\p{L}\\p{N}_.-])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}_-])")
        .matcher(question)
        .find();
  }

  /// Two values of one field, or one against the rest: "gpt-4o and gpt-4o-mini", "release v2".
  private Optional<Pair> values() {
    var fields = fields();
    for (boolean two : new boolean[] {true, false}) {
      for (var field : fields.entrySet()) {
        var found = values(field.getKey(), said(field.getKey(), field.getValue()), two);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return kinds(fields);
  }

  private Optional<Pair> values(String field, List<String> said, boolean two) {
    if (two && said.size() >= 2) {
      return pair(
          List.of(Condition.is(field, said.get(0))),
          List.of(Condition.is(field, said.get(1))),
          "two values of a field");
    }
    return !two && said.size() == 1
        ? pair(
            List.of(Condition.is(field, said.getFirst())),
            List.of(),
            "one value of a field and the rest")
        : Optional.empty();
  }

  /// Fields by which runs may be told apart, with their values.
  private Map<String, Set<String>> fields() {
    var fields = new LinkedHashMap<String, Set<String>>();
    fields.put("model", readings.texts(Span::model));
    fields.put("agent", readings.texts(Span::agent));
    fields.put("service", readings.texts(Span::service));
    attributes(fields);
    fields.put("user", readings.texts(Span::user));
    fields.put("session", readings.texts(Span::session));
    fields.put(
        "tool", readings.texts(span -> span.kind() == SpanKind.TOOL ? ToolName.of(span) : ""));
    return fields;
  }

  /// Two values of this field: those that the question names, else those that most runs have.
  private Optional<Pair> by(String field) {
    var known = fields();
    var values = known.get(field);
    if (values == null) {
      throw Readings.wrong(
          "by",
          "no run has a field '" + field + "' with a few values",
          Nearest.remedy(field, known.keySet()));
    }
    var said = said(field, values);
    if (!said.isEmpty()) {
      return values(field, said, said.size() >= 2);
    }
    var runs = new TreeMap<String, Long>();
    for (var value : values) {
      var is = readings.all(List.of(Condition.is(field, value)), "by");
      runs.put(value, readings.subjects(List.of()).stream().filter(is).count());
    }
    var most =
        runs.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    if (most.size() < 2) {
      throw Readings.wrong(
          "by",
          "all runs have the same " + field,
          "name a field that differs between runs: " + String.join(", ", known.keySet()));
    }
    return pair(
        List.of(Condition.is(field, most.get(0))),
        List.of(Condition.is(field, most.get(1))),
        "the two values of a field that most runs have");
  }

  /// "compare the two models", "the releases": a field of which the data hold two values.
  private Optional<Pair> kinds(Map<String, Set<String>> fields) {
    for (var field : fields.entrySet()) {
      var values = List.copyOf(new TreeSet<>(field.getValue()));
      boolean speaks = parts(field.getKey()).stream().anyMatch(stems::contains);
      if (speaks && values.size() == 2) {
        var found =
            pair(
                List.of(Condition.is(field.getKey(), values.get(1))),
                List.of(Condition.is(field.getKey(), values.get(0))),
                "the two values of a field");
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private void attributes(Map<String, Set<String>> fields) {
    var values = new TreeMap<String, Set<String>>();
    for (var run : readings.runs()) {
      var own = new HashSet<>(run.attributes().entrySet());
      run.spans().forEach(span -> own.addAll(span.attributes().entrySet()));
      own.forEach(entry ->
          values
              .computeIfAbsent(entry.getKey(), _ -> new TreeSet<>())
              .addAll(Listed.values(entry.getKey(), entry.getValue())));
    }
    values.values().removeIf(set -> set.size() < 2 || set.size() > MOST_VALUES);
    fields.putAll(values);
  }

  /// Values that the question names, in its order; a number counts only beside its field's name, or
  /// as a version (`v2`).
  private List<String> said(String field, Set<String> values) {
    var said = new ArrayList<String>();
    for (var value : values) {
      var text = value.toLowerCase(Locale.ROOT);
      boolean number = text.matches("[0-9.]+");
      boolean versioned = number && field.toLowerCase(Locale.ROOT).contains("version");
      if (versioned
          ? says("v" + text) || says(text)
          : number ? beside(field, text) : longer(text)) {
        said.add(value);
      }
    }
    if (field.equals("model") && said.size() < 2) {
      said.addAll(snapshots(values, said));
    }
    said.sort(Comparator.comparingInt(this::firstNamed));
    return said;
  }

  /// Models that the question names without their date, where no other stands for that name: the
  /// first of several.
  private List<String> snapshots(Set<String> values, List<String> said) {
    var names = new TreeMap<String, String>();
    for (var value : new TreeSet<>(values)) {
      for (var name : ModelName.candidates(value)) {
        if (longer(name) && !said.contains(name)) {
          names.putIfAbsent(name, value);
          break;
        }
      }
    }
    return names.values().stream().filter(value -> !said.contains(value)).distinct().toList();
  }

  private boolean longer(String text) {
    return text.length() >= 2
        && !COMMON.contains(text)
        && !List.of("true", "false", "none", "unknown", "default").contains(text)
        && says(text);
  }

  private boolean beside(String field, String number) {
    return WORD.matcher(field.toLowerCase(Locale.ROOT).replace('_', ' '))
        .results()
        .anyMatch(part ->
            Pattern.compile(
                    "\\b"
                        + Pattern.quote(stem(part.group()))
                        + "\\w*\\s+"
                        + Pattern.quote(number)
                        + "(?![\\w.])")
                .matcher(question)
                .find());
  }

  /// Where the question names a value first, be it without a model's date.
  private int firstNamed(String value) {
    return Stream.concat(Stream.of(value), ModelName.candidates(value).stream())
        .mapToInt(name -> place(name.toLowerCase(Locale.ROOT)))
        .min()
        .orElse(question.length());
  }

  private int place(String value) {
    var found =
        Pattern.compile("(?<![\\p{L}\\p{N}_.-])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}_-])")
            .matcher(question);
    return found.find() ? found.start() : question.length();
  }

  private Optional<Pair> ended() {
    return ENDED.matcher(question).find() ? byOutcome("how runs ended") : Optional.empty();
  }

  private Optional<Pair> byOutcome(String why) {
    return pair(
        List.of(Condition.is("outcome", "failed")),
        List.of(Condition.is("outcome", "passed")),
        why);
  }

  private Optional<Pair> numbers() {
    if (SLOW.matcher(question).find()) {
      return slow("the slowest quarter and the rest");
    }
    if (DEAR.matcher(question).find()) {
      var dear = quarter("cost", "the dearest quarter and the rest");
      return dear.isPresent() ? dear : quarter("tokens", "the dearest quarter and the rest");
    }
    return BIG.matcher(question).find()
        ? quarter("tokens", "the quarter with most tokens and the rest")
        : Optional.empty();
  }

  private Optional<Pair> slow(String why) {
    return quarter("duration", why);
  }

  private Optional<Pair> quarter(String field, String why) {
    return pair(List.of(new Condition(field, Condition.Operator.AT_LEAST, "p75")), List.of(), why);
  }

  private Optional<Pair> windows() {
    return THEN.matcher(question).find() ? byWindow("the two windows") : Optional.empty();
  }

  private Optional<Pair> byWindow(String why) {
    return readings.hasWindows()
        ? pair(
            List.of(Condition.is("window", "current")),
            List.of(Condition.is("window", "baseline")),
            why)
        : Optional.empty();
  }

  /// What the data tell apart where nobody says what to compare.
  private Optional<Pair> byThemselves() {
    if (readings.outcomesAreStated()) {
      var ended = byOutcome("how runs ended");
      if (ended.isPresent()) {
        return ended;
      }
    }
    return byWindow("the two windows")
        .or(() -> byOutcome("how runs ended"))
        .or(() -> slow("the slowest quarter and the rest"));
  }
}
