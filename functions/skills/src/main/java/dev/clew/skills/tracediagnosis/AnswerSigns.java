package dev.clew.skills.tracediagnosis;

import dev.clew.skills.tracediagnosis.Sign.Kind;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What is wrong with answers although nothing failed: codes and dates that nobody named before,
/// and acts told as done that no call did.
///
/// Only what can be decided from the trace is held against a step. A code counts where results
/// named others of the same form, a date where others were named and the answer holds none of them,
/// and an act where every call that worked only reads, by its tool's name. Where a text was cut on
/// reading, what stood in it is not known and nothing counts.
final class AnswerSigns {
  private static final int DETAIL = 240;

  /// What the reader writes at the end of a text that it cut.
  private static final String CUT = "more characters]";

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]+");

  /// Letters with two digits and more, but no count with its unit: `DY1870`, `ABC123`.
  private static final Pattern CODE = Pattern.compile("(?=.*[A-Z])(?=(?:.*\\d){2})[A-Z0-9]{4,20}");

  /// A word of a name, whether names are written `get_price` or `getPrice`.
  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+");

  private static final Pattern UNIT = Pattern.compile("\\d+[A-Z]{1,4}");

  private static final Pattern DATE = Pattern.compile("(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d)");

  /// Acts that change something, told as done by the one who speaks.
  private static final Pattern DID =
      Pattern.compile(
          "(?i)\\b(?:I(?:'ve| have)|we(?:'ve| have))\\s+(?:(?:now|just|already|also|successfully)\\s+)*"
              + "(booked|rebooked|cancell?ed|refunded|reserved|purchased|ordered|sent|emailed|scheduled"
              + "|rescheduled|transferred|submitted|issued|charged|upgraded|deleted|updated|changed)\\b");

  /// What makes a sentence a plan, a condition or a question.
  private static final Pattern OPEN =
      Pattern.compile(
          "(?i)\\b(?:once|after|if|when|until|unless|before|would|will|could|should|not|never)\\b|n't\\b|\\?");

  /// First words of the names of tools that only read.
  private static final Set<String> READS =
      Set.of(
          "search",
          "get",
          "list",
          "find",
          "lookup",
          "look",
          "read",
          "query",
          "fetch",
          "view",
          "check",
          "calculate",
          "calculator",
          "compute",
          "think",
          "retrieve",
          "show",
          "describe",
          "count",
          "weather",
          "browse",
          "visit",
          "web",
          "wikipedia",
          "inspect",
          "verify",
          "validate",
          "estimate",
          "compare",
          "translate",
          "summarize",
          "rank",
          "filter");

  private AnswerSigns() {}

  static List<Sign> of(Course course) {
    var signs = new ArrayList<Sign>();
    var before = new Before(course.task());
    for (var step : course.steps()) {
      if (step.works()
          && step.asked().isEmpty()
          && step.code().isEmpty()
          && step.results().isEmpty()
          && !course.coordinators().contains(step.agent())) {
        foreign(step, before, signs);
        undone(step, before, signs);
      }
      before.add(step);
    }
    return signs;
  }

  private static void foreign(Step step, Before before, List<Sign> signs) {
    var names = new LinkedHashSet<String>();
    var codes = codes(step.said());
    if (!codes.isEmpty() && before.hasForm(codes)) {
      codes.stream()
          .filter(code -> before.forms.contains(form(code)) && !before.holds(code, step))
          .forEach(names::add);
    }
    var dates = dates(step.said());
    if (!dates.isEmpty()
        && before.dated(step)
        && dates.stream().noneMatch(date -> before.holdsDate(date, step))) {
      names.addAll(dates);
    }
    if (!names.isEmpty() && !before.isCut(step)) {
      signs.add(
          sign(Kind.FOREIGN_NAMES, step, Category.UNSUPPORTED_CLAIM, String.join(" ", names)));
    }
  }

  private static void undone(Step step, Before before, List<Sign> signs) {
    if (before.changed || !before.called) {
      return;
    }
    DID.matcher(step.said())
        .results()
        .map(act -> sentence(step.said(), act))
        .filter(sentence -> !OPEN.matcher(sentence).find())
        .findFirst()
        .ifPresent(sentence ->
            signs.add(sign(Kind.UNDONE_ACT, step, Category.INVENTED_TOOL_USE, sentence)));
  }

  private static String sentence(String said, MatchResult act) {
    int from = act.start();
    while (from > 0 && ".!?\n".indexOf(said.charAt(from - 1)) < 0) {
      from--;
    }
    int to = act.end();
    while (to < said.length() && ".!\n".indexOf(said.charAt(to)) < 0) {
      to++;
      if (said.charAt(to - 1) == '?') {
        break;
      }
    }
    return said.substring(from, to).strip();
  }

  /// Codes of letters and digits, as written.
  private static Set<String> codes(String text) {
    var codes = new LinkedHashSet<String>();
    var found = TOKEN.matcher(text);
    while (found.find()) {
      var token = found.group();
      if (CODE.matcher(token).matches() && !UNIT.matcher(token).matches()) {
        codes.add(token);
      }
    }
    return codes;
  }

  private static Set<String> dates(String text) {
    var dates = new LinkedHashSet<String>();
    DATE.matcher(text).results().map(MatchResult::group).forEach(dates::add);
    return dates;
  }

  /// The form of a code: `DY1870` and `SK4711` are two letters and four digits.
  private static String form(String code) {
    var form = new StringBuilder(code.length());
    for (int i = 0; i < code.length(); i++) {
      form.append(code.charAt(i) <= '9' ? '9' : 'A');
    }
    return form.toString();
  }

  private static Sign sign(Kind kind, Step step, Category category, String detail) {
    return new Sign(kind, step.place(), category, Words.line(detail, DETAIL));
  }

  /// What was said and brought before a step.
  private static final class Before {
    private final List<String> texts = new ArrayList<>();

    /// Forms of the codes that results hold.
    private final Set<String> forms = new HashSet<>();

    private boolean called;
    private boolean changed;

    Before(String task) {
      texts.add(task);
    }

    void add(Step step) {
      texts.add(step.said());
      step.asked().forEach(call -> texts.add(call.arguments()));
      for (var result : step.results()) {
        texts.add(result.arguments());
        texts.add(result.text());
        codes(result.text()).forEach(code -> forms.add(form(code)));
        if (!result.failed()) {
          called = true;
          changed |= !reads(result.tool());
        }
      }
      // A call whose result is not in the trace may have done anything.
      if (step.results().size() < step.asked().size()) {
        changed |= step.asked().stream().anyMatch(call -> !reads(call.name()));
      }
      changed |= !step.code().isEmpty();
    }

    private static boolean reads(String tool) {
      var first = WORD.matcher(tool);
      return first.find() && READS.contains(first.group().toLowerCase(Locale.ROOT));
    }

    boolean hasForm(Set<String> codes) {
      return codes.stream().anyMatch(code -> forms.contains(form(code)));
    }

    /// Whether it stands anywhere in what came before the step or in what its model was given.
    boolean holds(String name, Step step) {
      var wanted = bare(name);
      return texts.stream().anyMatch(text -> holds(text, name, wanted))
          || step.span().content().input().stream()
              .anyMatch(message -> holds(message.content(), name, wanted))
          || step.span().content().documents().stream().anyMatch(text -> holds(text, name, wanted));
    }

    private static boolean holds(String text, String name, String bare) {
      return text.contains(name) || bare(text).contains(bare);
    }

    /// Without what separates: `DY 1870` and `dy-1870` are `DY1870`.
    private static String bare(String text) {
      return text.replaceAll("[\\s_-]", "").toUpperCase(Locale.ROOT);
    }

    /// The same of a date, however it is written: `2026-12-03`, `Dec 3`, `3rd of December`, `12/3`.
    boolean holdsDate(String date, Step step) {
      int month = Integer.parseInt(date.substring(5, 7));
      int day = Integer.parseInt(date.substring(8));
      if (month < 1 || month > 12 || holds(date, step)) {
        return true;
      }
      var name = Month.of(month).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      var written =
          Pattern.compile(
              "(?i)\\b"
                  + name
                  + "[a-z]*\\.? 0?%d(?!\\d)|(?<!\\d)0?%d(?:st|nd|rd|th)?\\.? (?:of )?"
                      .formatted(day, day)
                  + name
                  + "|(?<!\\d)(?:0?%d[/.]0?%d|0?%d[/.]0?%d)(?!\\d)"
                      .formatted(month, day, day, month));
      return texts.stream().anyMatch(text -> written.matcher(text).find())
          || step.span().content().input().stream()
              .anyMatch(message -> written.matcher(message.content()).find());
    }

    boolean dated(Step step) {
      return texts.stream().anyMatch(text -> DATE.matcher(text).find())
          || step.span().content().input().stream()
              .anyMatch(message -> DATE.matcher(message.content()).find());
    }

    boolean isCut(Step step) {
      return texts.stream().anyMatch(text -> text.endsWith(CUT))
          || step.span().content().input().stream()
              .anyMatch(message -> message.content().endsWith(CUT));
    }
  }
}
