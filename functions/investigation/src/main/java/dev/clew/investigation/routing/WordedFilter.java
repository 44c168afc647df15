package dev.clew.investigation.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads out of a question which rows, runs or calls it means, by what it tells them apart and what
/// it wants of them, for tools that take a filter: `how many failed calls of book_reservation`,
/// `mean of AGEP by year where RELP = 17`.
///
/// Only what is certain is read: names that are in the data, comparisons with numbers, how runs
/// ended. What was not understood is handed on as `unread`, so that no tool answers a narrower
/// question with a wider figure without saying so.
final class WordedFilter {
  private static final Pattern EXPLICIT =
      Pattern.compile(
          "\\bwhere\\s+((?=.*(?:[=<>]|\\bcontains\\b|\\bexists\\b|\\bin\\s*\\(|\\bis missing\\b)).+?)\\s*\\?*\\s*$",
          Pattern.CASE_INSENSITIVE);

  /// `trace.task_id`, `predicted_probability`: a name and no word.
  private static final Pattern DOTTED =
      Pattern.compile("\\b\\p{L}[\\p{L}\\p{N}]*(?:[._][\\p{L}\\p{N}]+)+");

  private static final Pattern FIELD =
      Pattern.compile(
          "\\b(?:(?:attribute|field|column)\\s+(?:called\\s+)?([\\p{L}\\p{N}_]+)|(\\p{L}[\\p{L}\\p{N}]*)\\s+(?:attribute|field|column)s?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FAILED =
      words(
          "fail(?:ed|s|ing|ures?)?|unsuccessful(?:ly)?|did(?: not|n't) (?:pass|succeed)|went wrong");
  private static final Pattern PASSED =
      words("pass(?:ed|es|ing)?|succeed(?:ed|s)?|successful(?:ly)?|success(?:es)?|went well");
  private static final Pattern ERROR =
      words("(?:(?:with|have|has|had|having) )?(?:an? )?errors?|errored|erroneous");
  private static final Pattern CALLS = words("calls?|called|spans?|invocations?");

  /// `runs call a tool` speaks of runs, `calls of a tool` does not.
  private static final Pattern NOUNS = words("calls|spans?|invocations?");

  private static final Pattern RUNS =
      words("runs?|traces?|conversations?|dialogues?|sessions?|transcripts?");
  private static final Pattern DIFFERENT =
      words(
          "how many (?:different |distinct |unique )?(users|sessions|tools|models|agents|services)");
  private static final Pattern SHARE =
      words("(?:what |which )?(?:share|percentage|percent|proportion|fraction)(?: of)?(?: the)?");
  private static final String METRICS =
      "accuracy|auc|precision|recall|f1|mae|rmse|r2|ndcg|mrr|brier";
  private static final String EACH =
      "(?:by|per|for each(?: value of)?|of each|for every|in each|each|grouped by|broken down by|split by)\\s+(?:the\\s+)?";
  private static final String MEASURES =
      "mean|average|avg|sum|total|median|minimum|maximum|min|max";

  /// Fields of runs and calls that a question may tell apart by, as it calls them.
  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("tool", "tool"),
          Map.entry("model", "model"),
          Map.entry("user", "user"),
          Map.entry("session", "session"),
          Map.entry("agent", "agent"),
          Map.entry("service", "service"),
          Map.entry("kind", "kind"),
          Map.entry("operation", "operation"),
          Map.entry("provider", "provider"),
          Map.entry("day", "start:day"),
          Map.entry("hour", "start:hour"),
          Map.entry("week", "start:week"),
          Map.entry("month", "start:month"));

  /// Numbers of runs and calls, as a question calls them; longer ones first.
  private static final List<Map.Entry<String, String>> NUMBERS =
      List.of(
          Map.entry("number of tool calls|tool calls", "tool_calls"),
          Map.entry("number of model calls|number of llm calls|model calls|llm calls", "llm_calls"),
          Map.entry("number of spans|spans", "spans"),
          Map.entry("duration|run time|length in time", "duration"),
          Map.entry("prompt tokens|input tokens", "tokens.prompt"),
          Map.entry("completion tokens|output tokens", "tokens.completion"),
          Map.entry("number of tokens|token count|tokens", "tokens"),
          Map.entry("stated cost|cost", "cost"),
          Map.entry("reward", "reward"));

  /// Words that say nothing of which things are meant.
  private static final Set<String> SAID =
      Set.copyOf(
          List.of(
              ("many much number count counts amount often times time total altogether overall sum all"
                      + " runs run traces trace spans span calls call called conversations conversation"
                      + " dialogues sessions session transcripts transcript rows row records record cases"
                      + " data dataset set log logs table tables application agent app predictor model tool"
                      + " tools models llm have had has exist contain contained were was been please now just"
                      + " numbers figure figures value values where whose made make makes use used using"
                      + " each every different distinct unique give list print display mean average share"
                      + " one two three four five six seven eight nine ten couple percent percentage proportion fraction prediction predictions inferences inference"
                      + " random sample samples example examples few some several couple first last step steps"
                      + " entries entry let see me look inspect fetch open read did do does ones")
                  .split(" ")));

  private final String question;
  private final TargetNames target;
  private String rest;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private WordedFilter(String question, TargetNames target) {
    this.question = question;
    this.target = target;
    this.rest = " " + WordedSearch.withoutHowMany(WindowPhrases.in(question).rest()) + " ";
  }

  /// What the question says, by parameter: `where`, `group`, `measure`, `of`, `level`, and `unread`
  /// for the words that were not understood.
  static Map<String, String> of(String question, TargetNames target) {
    return new WordedFilter(question, target).read();
  }

  /// The one column or attribute that a question names.
  static Optional<String> field(String question, TargetNames target) {
    var columns =
        target.content().stream()
            .filter(name -> name.kind() == TargetNames.Kind.COLUMN)
            .map(TargetNames.Name::text)
            .filter(name -> whole(name).matcher(question).find())
            .toList();
    if (columns.size() == 1) {
      return Optional.of(columns.getFirst());
    }
    if (!columns.isEmpty()) {
      return columns.stream().filter(question::contains).findFirst();
    }
    var name = DOTTED.matcher(question);
    if (name.find()) {
      return Optional.of(name.group());
    }
    var word = FIELD.matcher(question);
    return word.find()
        ? Optional.of(word.group(1) == null ? word.group(2) : word.group(1))
        : Optional.empty();
  }

  private Map<String, String> read() {
    var explicit = EXPLICIT.matcher(rest);
    if (explicit.find()) {
      conditions.add(explicit.group(1).strip());
      rest = rest.substring(0, explicit.start()) + " ";
    }
    switch (target.reads()) {
      case APPLICATION -> application();
      case PREDICTOR -> predictor();
      case DOCUMENTATION -> {}
    }
    conditions();
    unread();
    return parameters;
  }

  private void application() {
    group(GROUPS);
    different();
    measure(NUMBERS);
    boolean runs = RUNS.matcher(rest).find() && !NOUNS.matcher(rest).find();
    var named = named(runs);
    boolean ofCalls = !runs && (named || CALLS.matcher(rest).find());
    outcome(ofCalls);
    if (runs) {
      parameters.put("level", "traces");
    } else if (!parameters.containsKey("group") && words("spans?").matcher(question).find()) {
      parameters.put("level", "spans");
    } else if (words("(?:model|llm) calls?").matcher(rest).find()) {
      parameters.put("level", "llm");
    } else if (words("tool calls?").matcher(rest).find()) {
      parameters.put("level", "tool");
    }
  }

  private void different() {
    var found = DIFFERENT.matcher(rest);
    if (found.find() && !parameters.containsKey("group")) {
      var what = found.group(1).toLowerCase(Locale.ROOT);
      parameters.put("measure", "distinct");
      parameters.put("of", what.substring(0, what.length() - 1));
      take(found);
    }
  }

  /// Tools, models and agents by the names they have in the data.
  private boolean named(boolean runs) {
    boolean any = false;
    for (var kind :
        List.of(TargetNames.Kind.TOOL, TargetNames.Kind.MODEL, TargetNames.Kind.AGENT)) {
      var met =
          target.content().stream()
              .filter(name -> name.kind() == kind && name.text().length() > 2)
              .map(TargetNames.Name::text)
              .filter(name -> whole(name).matcher(rest).find())
              .toList();
      if (met.isEmpty()) {
        continue;
      }
      any = true;
      var field = kind.name().toLowerCase(Locale.ROOT);
      conditions.add(
          runs
              ? met.stream()
                  .map(name -> field + "s contains " + quoted(name))
                  .collect(
                      Collectors.joining(
                          " or ", met.size() > 1 ? "(" : "", met.size() > 1 ? ")" : ""))
              : met.size() == 1
                  ? field + " = " + quoted(met.getFirst())
                  : field
                      + " in ("
                      + met.stream().map(WordedFilter::quoted).collect(Collectors.joining(", "))
                      + ")");
      met.forEach(name -> rest = whole(name).matcher(rest).replaceAll(" "));
    }
    return any;
  }

  private void outcome(boolean ofCalls) {
    boolean failed = FAILED.matcher(rest).find();
    boolean passed = PASSED.matcher(rest).find();
    boolean error = ERROR.matcher(rest).find();
    if (failed && passed) {
      parameters.putIfAbsent("group", ofCalls ? "error" : "failed");
    } else if (failed || passed) {
      conditions.add((ofCalls ? "error" : "failed") + " = " + failed);
    } else if (error) {
      conditions.add("error = true");
    }
    rest = FAILED.matcher(rest).replaceAll(" ");
    rest = PASSED.matcher(rest).replaceAll(" ");
    rest = ERROR.matcher(rest).replaceAll(" ");
  }

  private void predictor() {
    var columns =
        target.content().stream()
            .filter(name -> name.kind() == TargetNames.Kind.COLUMN)
            .map(TargetNames.Name::text)
            .toList();
    var byName = new LinkedHashMap<String, String>();
    columns.forEach(column -> byName.put(column.toLowerCase(Locale.ROOT), column));
    group(byName);
    columns.forEach(this::compared);
    measure(columns.stream().map(column -> Map.entry(Pattern.quote(column), column)).toList());
    var metric = words("(" + METRICS + ")").matcher(rest);
    if (metric.find() && !parameters.containsKey("measure")) {
      parameters.put("measure", metric.group(1).toLowerCase(Locale.ROOT));
      take(metric);
    }
  }

  /// A column with the number or quoted text it is compared with.
  private void compared(String column) {
    var pattern =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}_])(?:with |have |has |where |whose |an? |the )*"
                + Pattern.quote(column)
                + "(?:\\s+(?:is|are|was|equals|equal to|of|value))*\\s*"
                + "(above|over|greater than|more than|larger than|higher than|older than|>=|<=|!=|>|<|=|at least|at"
                + " most|below|under|less than|smaller than|lower than|not|other than)?\\s*"
                + "(-?\\d+(?:\\.\\d+)?(?![\\p{L}\\p{N}])|'[^']{1,100}'|\"[^\"]{1,100}\")",
            column.length() > 3 ? Pattern.CASE_INSENSITIVE : 0);
    var found = pattern.matcher(rest);
    while (found.find()) {
      var sign =
          switch (found.group(1) == null ? "=" : found.group(1).toLowerCase(Locale.ROOT)) {
            case "above",
                "over",
                "greater than",
                "more than",
                "larger than",
                "higher than",
                "older than",
                ">" ->
                ">";
            case "at least", ">=" -> ">=";
            case "below", "under", "less than", "smaller than", "lower than", "<" -> "<";
            case "at most", "<=" -> "<=";
            case "not", "other than", "!=" -> "!=";
            default -> "=";
          };
      var value = found.group(2);
      conditions.add(
          name(column)
              + " "
              + sign
              + " "
              + (value.charAt(0) == '\'' || value.charAt(0) == '"'
                  ? quoted(value.substring(1, value.length() - 1))
                  : value));
      take(found);
      found = pattern.matcher(rest);
    }
  }

  private void group(Map<String, String> fields) {
    var groups = new ArrayList<String>();
    var found =
        Pattern.compile(
                "(?<![\\p{L}\\p{N}_])"
                    + EACH
                    + "([\\p{L}\\p{N}_.]+)(?:\\s+and\\s+(?:by\\s+)?([\\p{L}\\p{N}_.]+))?",
                Pattern.CASE_INSENSITIVE)
            .matcher(rest);
    while (found.find() && groups.isEmpty()) {
      for (int i = 1; i <= 2; i++) {
        var word = found.group(i);
        if (word != null) {
          var lower = word.toLowerCase(Locale.ROOT);
          var field =
              fields.getOrDefault(
                  lower,
                  fields.get(lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower));
          if (field != null && !groups.contains(field)) {
            groups.add(field);
          }
        }
      }
      if (!groups.isEmpty()) {
        parameters.put("group", String.join(",", groups));
        take(found);
        return;
      }
    }
  }

  private void measure(List<Map.Entry<String, String>> fields) {
    for (var field : fields) {
      var found =
          words("(" + MEASURES + ")(?: value)?(?: of)?(?: the)? (?:" + field.getKey() + ")")
              .matcher(rest);
      if (found.find()) {
        parameters.put(
            "measure",
            switch (found.group(1).toLowerCase(Locale.ROOT)) {
              case "sum", "total" -> "sum";
              case "median" -> "median";
              case "minimum", "min" -> "min";
              case "maximum", "max" -> "max";
              default -> "mean";
            });
        parameters.put("of", field.getValue());
        take(found);
        return;
      }
    }
  }

  private void conditions() {
    if (conditions.isEmpty()) {
      return;
    }
    var where = String.join(" and ", conditions);
    if (SHARE.matcher(rest).find() && !parameters.containsKey("measure")) {
      parameters.put("measure", "share");
      parameters.put("of", where);
    } else {
      parameters.put("where", where);
    }
  }

  /// Words that are left over; nothing where all of them say no more.
  private void unread() {
    var name = Mentions.parts(target.name());
    var left = new ArrayList<String>();
    for (var word : Words.of(rest)) {
      if (!Words.isFunctionWord(word) && !SAID.contains(word) && !name.contains(word)) {
        left.add(word);
      }
    }
    if (!left.isEmpty()) {
      parameters.put("unread", String.join(" ", left));
    }
  }

  private void take(Matcher found) {
    rest = rest.substring(0, found.start()) + " " + rest.substring(found.end());
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_])(?:" + alternatives + ")(?![\\p{L}\\p{N}_])",
        Pattern.CASE_INSENSITIVE);
  }

  private static Pattern whole(String name) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])",
        Pattern.CASE_INSENSITIVE);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String name(String column) {
    return "\"" + column.replace("\"", "\"\"") + "\"";
  }
}
