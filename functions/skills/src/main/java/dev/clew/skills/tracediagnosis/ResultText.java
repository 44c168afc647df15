package dev.clew.skills.tracediagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a result says of itself: that the call failed, that it found nothing, and why.
final class ResultText {
  /// An error is announced at the beginning, or reported at the end of what a program printed.
  private static final int LOOKED_AT = 6_000;

  /// A result that says nothing says it in few words.
  private static final int SHORT = 400;

  /// How a result begins that is an error as a whole.
  private static final Pattern BEGINS =
      Pattern.compile(
          "\\s*(?:(?i:error|exception|fatal|failed|failure)\\s*[:\\-\\[(]"
              + "|(?i:error) (?i:executing|calling|running|while|in|when|occurred)\\b"
              + "|[A-Za-z_.]*[A-Za-z](?:Error|Exception)(?:\\([^)\\n]*\\))?:"
              + "|exitcode: (?!0\\b)-?\\d+)");

  /// What tells an error wherever it stands.
  private static final List<String> MARKS =
      List.of("Traceback (most recent call last)", "Code execution failed", "execution failed");

  /// What the last line of a traceback holds after the error's name.
  private static final List<String> NAMES = List.of("Error: ", "Exception: ");

  /// Fields of JSON that hold an error, and what such a field holds when there is none.
  private static final List<String> FIELDS =
      List.of("\"error\"", "\"iserror\"", "\"isError\"", "\"is_error\"");

  private static final Pattern FILLED =
      Pattern.compile("\\s*:\\s*(?!null|false|\"\"|\\{\\}|\\[\\]|none)\\S");

  /// What executors write above what code printed.
  private static final Pattern HEADING =
      Pattern.compile(
          "(?i)^\\s*(?:(?:execution logs|observations?|(?:code )?output|stdout|stderr|exitcode: 0[^\\n]*\\s*code output)\\s*:\\s*)+");

  /// An error that the code caught itself and printed: `Error ingesting repository: ..`.
  private static final Pattern PRINTED =
      Pattern.compile("^(?i:error|exception|failed|failure)(?: [\\w'./-]+){0,6}\\s*[:\\-]\\s*\\S");

  private static final Pattern NOTHING =
      Pattern.compile(
          "(?i)\\bno (?:results?|data|match(?:es|ing)?|relevant|files?|records?|information|output|such|answer)\\b"
              + "|\\bnot found\\b|\\bcould(?: not|n't) (?:be )?(?:find|found|retrieve|locate)"
              + "|\\b(?:0|zero) (?:results|matches)\\b|\\bnothing (?:was )?found\\b"
              + "|\\bunable to (?:find|retrieve|locate|access|determine)\\b|\\bnot subscribed\\b");

  private static final Pattern BLANK =
      Pattern.compile(
          "(?i)(?:exitcode: 0[^\\n]*\\s*code output:|execution logs:|observation:|output:|last output from code snippet:|call id: \\S+|[\\s:.])*"
              + "(?:none|null|\\[\\s*]|\\{\\s*}|\"\"|''|nan)?\\s*");

  private static final Pattern PRINTED_NONE =
      Pattern.compile("(?m)^\\s*(?:None|null|\\[\\s*])\\s*$");

  private static final Pattern LAST_VALUE =
      Pattern.compile("(?i)last output from code snippet:\\s*none\\s*$");

  /// Every failure holds one of these.
  private static final List<String> WORDS =
      List.of(
          "rror",
          "RROR",
          "xception",
          "XCEPTION",
          "Traceback",
          "exitcode",
          "ailed",
          "AILED",
          "ailure",
          "AILURE",
          "atal",
          "ATAL");

  /// How a result begins that only says that there is no such tool, without a word for an error.
  private static final Pattern NO_TOOL =
      Pattern.compile(
          "(?i)\\s*(?:(?:unknown|no such|invalid|unrecogni[sz]ed) (?:tool|function)(?: name)?\\b[:\\s'\"`]*[\\w.-]{1,80}['\"`]?[ \\t]*(?:[.,;!(]|\\R|$)"
              + "|(?:the )?(?:(?:tool|function) )?['\"`]?[\\w.-]{1,80}['\"`]? is not a (?:valid|known|recogni[sz]ed|registered) (?:tool|function)\\b"
              + "|(?:the )?(?:tool|function) ['\"`]?[\\w.-]{1,80}['\"`]? (?:was |is )?(?:not found|not registered|does not exist)\\b)");

  private static final Pattern IDLE =
      Pattern.compile(
          "(?i)there is no code\\b.{0,80}\\bto execute|no code (?:block )?(?:was )?(?:found|given) to (?:run|execute)");

  private ResultText() {}

  /// The line that says what went wrong, where the text says that something did.
  static Optional<String> error(String text) {
    var part = ends(text);
    if (NO_TOOL.matcher(part).lookingAt()) {
      return Optional.of(part.strip().lines().findFirst().orElse(part).strip());
    }
    // Most results are whole, and searching them for a word is quicker than for a pattern.
    if (WORDS.stream().noneMatch(part::contains)) {
      return Optional.empty();
    }
    int at = failure(part);
    if (at >= 0) {
      return Optional.of(telling(part.substring(at)));
    }
    var heading = HEADING.matcher(part);
    var printed = heading.find() ? part.substring(heading.end()) : part;
    return PRINTED.matcher(printed).find()
        ? Optional.of(printed.lines().findFirst().orElse(printed).strip())
        : Optional.empty();
  }

  /// Where the first word of an error stands; -1 where there is none. Written as searches for plain
  /// words, since results are most of a trace's text.
  private static int failure(String text) {
    if (BEGINS.matcher(text).lookingAt()) {
      return 0;
    }
    int first = Integer.MAX_VALUE;
    for (var mark : MARKS) {
      int at = text.indexOf(mark);
      if (at >= 0 && (mark.endsWith(")") || !isInWord(text, at, at + mark.length()))) {
        first = Math.min(first, at);
      }
    }
    for (var name : NAMES) {
      for (int at = text.indexOf(name); at >= 0 && at < first; at = text.indexOf(name, at + 1)) {
        int line = lineOf(text, at);
        if (line >= 0 && at + name.length() < text.length()) {
          first = Math.min(first, line);
        }
      }
    }
    for (var field : FIELDS) {
      for (int at = text.indexOf(field); at >= 0 && at < first; at = text.indexOf(field, at + 1)) {
        if (FILLED.matcher(text).region(at + field.length(), text.length()).lookingAt()) {
          first = at;
        }
      }
    }
    return first == Integer.MAX_VALUE ? -1 : first;
  }

  private static boolean isInWord(String text, int from, int to) {
    return (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1)))
        || (to < text.length() && Character.isLetterOrDigit(text.charAt(to)));
  }

  /// Where the name that ends here begins, if it begins its line and is more than the end; else -1.
  private static int lineOf(String text, int end) {
    int at = end;
    while (at > 0 && (isLetter(text.charAt(at - 1)) || "_.".indexOf(text.charAt(at - 1)) >= 0)) {
      at--;
    }
    if (at == end || !isLetter(text.charAt(end - 1))) {
      return -1;
    }
    int line = at;
    while (line > 0 && (text.charAt(line - 1) == ' ' || text.charAt(line - 1) == '\t')) {
      line--;
    }
    return line == 0 || text.charAt(line - 1) == '\n' || text.charAt(line - 1) == '\r' ? line : -1;
  }

  private static boolean isLetter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  }

  /// Of a traceback the last line; else the first.
  private static String telling(String text) {
    var lines = text.strip().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    for (var line : lines.reversed()) {
      if (line.matches("[\\w.]*[A-Za-z](?:Error|Exception|Timeout|Interrupt)\\b.*")) {
        return line;
      }
    }
    return lines.isEmpty() ? text.strip() : lines.getFirst();
  }

  static boolean saysNothing(String text) {
    // What a program's last line evaluates to says nothing of what it printed.
    var part = withoutLastValue(ends(text));
    if (part.isBlank()) {
      return false;
    }
    return (part.length() < SHORT && BLANK.matcher(part).matches())
        || NOTHING.matcher(part.substring(0, Math.min(part.length(), SHORT))).find()
        || (part.length() < 4 * SHORT && PRINTED_NONE.matcher(part).find());
  }

  private static String withoutLastValue(String text) {
    int from = Math.max(0, text.length() - SHORT);
    var found = LAST_VALUE.matcher(text).region(from, text.length());
    return found.find() ? text.substring(0, found.start()) : text;
  }

  /// Whether an executor says that it was given nothing to do.
  static boolean saysIdle(String text) {
    return IDLE.matcher(text.substring(0, Math.min(text.length(), SHORT))).find();
  }

  private static String ends(String text) {
    return text.length() <= 2 * LOOKED_AT
        ? text
        : text.substring(0, LOOKED_AT) + "\n" + text.substring(text.length() - LOOKED_AT);
  }

  private record Cause(Pattern says, Category category) {}

  /// By what an error says, the first that fits.
  private static final List<Cause> CAUSES =
      List.of(
          cause(
              "timed? ?out|deadline|infinite loop|max(?:imum)? (?:number of )?(?:iterations|operations)",
              Category.TIMEOUT),
          cause("\\b429\\b|rate.?limit|too many requests|quota", Category.RATE_LIMIT),
          cause(
              "\\b40[13]\\b|unauthori[sz]ed|forbidden for url|access denied|permission denied|api.?key|not subscribed|authenticat",
              Category.AUTHENTICATION),
          cause(
              "out of memory|memoryerror|context.?length|maximum context|too many tokens|token limit",
              Category.EXHAUSTION),
          cause(
              "\\b50[0-4]\\b|internal server|service unavailable|bad gateway|connection (?:refused|reset|aborted)",
              Category.SERVICE),
          cause(
              "unexpected keyword|required (?:positional )?argument|positional arguments?|multiple values for|invalid (?:argument|parameter|input)|validation|required property|syntax|pars(?:e|ing)|regex pattern|decode",
              Category.FORMATTING),
          cause(
              "no module named|importerror|import .*not (?:allowed|among)|authori[sz]ed imports|command not found|not installed",
              Category.ENVIRONMENT),
          cause(
              "\\b404\\b|no such file|filenotfound|does not exist|page not found",
              Category.NOT_FOUND));

  private static Cause cause(String says, Category category) {
    return new Cause(Pattern.compile(says), category);
  }

  /// What kind of error it is; code that does not run as written is badly formed.
  static Category category(String error) {
    var said = error.toLowerCase(Locale.ROOT);
    return CAUSES.stream()
        .filter(cause -> cause.says().matcher(said).find())
        .map(Cause::category)
        .findFirst()
        .orElse(Category.FORMATTING);
  }

  /// Whether it is the tool's name that was refused.
  static boolean refusesName(String error) {
    return UNKNOWN_TOOL.matcher(error).find();
  }

  /// Whether it is the arguments that were refused.
  static boolean refusesArguments(String error) {
    return ARGUMENTS.matcher(error).find();
  }

  private static final Pattern UNKNOWN_TOOL =
      Pattern.compile(
          "(?i)(?:unknown|no such|invalid|unrecogni[sz]ed) (?:tool|function)\\b|(?:tool|function)_not_found|is not a (?:valid|known|recogni[sz]ed|registered) (?:tool|function)|(?:tool|function) (?:name )?\\S{0,60} ?(?:not found|does not exist|is not (?:a )?(?:valid|available|defined))"
              + "|no (?:tool|function) (?:named|called)|forbidden function|NameError: name");

  private static final Pattern ARGUMENTS =
      Pattern.compile(
          "(?i)unexpected keyword argument|missing \\d+ required|required positional argument|positional arguments? but"
              + "|multiple values for|invalid (?:arguments?|parameters?)|schema validation|required property"
              + "|additional propert|is not of type");
}
