package dev.clew.skills.tracediagnosis;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What words tell of a step, in general terms: nothing here knows a data set.
final class Words {
  private static final int LOOKED_AT = 20_000;

  private static final Pattern FENCED =
      Pattern.compile(
          "```[ \\t]*(?:python|py|sh|bash|shell|sql|javascript|js|java|r)?[ \\t]*\\r?\\n(.*?)(?:```|$)",
          Pattern.DOTALL);

  private static final Pattern ANY_FENCED = Pattern.compile("(?s)```.*?(?:```|$)");

  private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}\\p{N}'_-]{2,}");

  /// Says that what follows is not known but supposed.
  private static final Phrases ASSUMES =
      Phrases.of(
          "assum~(?:e|es|ing|ed|ptions?)",
          "hypothetical~(?:ly)?",
          "simulat~(?:e|es|ed|ing)",
          "mock~(?:ed)?",
          "placeholder",
          "sample data",
          "dummy data",
          "example data",
          "synthetic data",
          "fictional data",
          "for the sake",
          "for demonstration",
          "for illustration",
          "let's say",
          "suppose",
          "estimate~d?",
          "guess~(?:ed|ing)?");

  /// Says that something was done or looked up.
  private static final Pattern CLAIMS =
      Pattern.compile(
          "(?i)\\b(?:I|we)(?:'ve| have)? (?:already |just |then |also |manually )?(?:searched|looked up|retrieved|verified|checked|confirmed|accessed|visited|downloaded|executed|ran|fetched|consulted|reviewed|examined|analy[sz]ed|found)\\b"
              + "|\\baccording to (?:the|my|our) (?:\\w+ ){0,3}(?:search|results?|records?|data|database|page|website|source|document|report)"
              + "|\\b(?:retrieved|obtained|extracted|taken) (?:directly )?from\\b|\\bafter (?:\\w+ ){0,3}(?:search(?:ing)?|review(?:ing)?|research(?:ing)?|looking)\\b"
              + "|\\bbased on (?:the|my|our) (?:\\w+ ){0,2}(?:search|research|results?|findings?|verification)\\b");

  /// Says that what was tried last did not do.
  private static final Pattern ADMITS =
      Pattern.compile(
          "(?i)\\b(?:different|another|alternative|new|better|more robust) (?:approach|way|method|strategy|pattern|regex)"
              + "|\\btry (?:again|a different|another|to (?:fix|find another))|\\b(?:did|does|was|were|is|are)(?: not|n't) (?:find|found|return(?:ed)?|work(?:ing)?|provide|yield|match(?:ing)?|available|as expected|in the format|able)"
              + "|\\b(?:encountered|there was|there is|there's|was) an? (?:\\w+ ){0,2}(?:error|issue|problem|mistake)|\\b(?:fix|correct|resolve) (?:the|this|that|my) (?:\\w+ ){0,2}(?:error|issue|problem|code|mistake|bug|syntax|import)"
              + "|\\bit (?:seems|looks like|appears)[^.\\n]{0,100}(?:not|n't|no |error|fail|issue|empty|unable|problem)|\\b(?:failed|unsuccessful|couldn't|could not|unable to)\\b");

  private static final String REACHED =
      "~ (?:\\w+ ){0,2}(?:determine|find|provide|answer|complete|locate|access|verify|identify|solve|retrieve|obtain)\\w*";

  private static final Phrases GIVES_UP =
      Phrases.of(
          "unable to" + REACHED,
          "cannot" + REACHED,
          "can't" + REACHED,
          "could not" + REACHED,
          "couldn't" + REACHED,
          "not able to" + REACHED,
          "no definitive answer",
          "no conclusive answer");

  /// Says in an answer that what was asked for is missing.
  private static final Pattern LACKS =
      Pattern.compile(
          "(?i)\\bno (?:[\\w-]+ ){0,5}(?:could|can) be (?:\\w+ )?(?:found|identified|located|determined|confirmed|verified)"
              + "|\\b(?:was|were|is|are|has|have|had|did) not (?:been )?(?:\\w+ )?(?:found|identif(?:y|ied)|located|determined|confirmed|verified|publicly available)");

  private static final Pattern CLOSES =
      Pattern.compile(
          "TERMINATE|FINAL ANSWER|\\bfinal_answer\\s*\\(|[Rr]equest satisfied|(?i:\\bthe final answer\\b)");

  private static final Pattern STUCK =
      Pattern.compile(
          "(?is)\"is_in_loop\"[^}]*?\"answer\"\\s*:\\s*true|\"is_progress_being_made\"[^}]*?\"answer\"\\s*:\\s*false"
              + "|\\b(?:in a loop|going in circles|no progress|stuck|not making progress)\\b");
  private static final Pattern NOT_STUCK =
      Pattern.compile(
          "(?i)\\b(?:not|isn't|aren't|no indication of being|no longer)\\s+(?:yet |currently |being )?(?:in a loop|stuck|going in circles)");

  /// How agents that drive a browser or a file viewer begin to tell what they did and saw.
  private static final Pattern REPORTS =
      Pattern.compile(
          "^\\s*(?:I (?:typed|clicked|scrolled|opened|navigated|visited|pressed|hovered|selected|went|moved|waited|searched|downloaded|uploaded)\\b[^\\n]{0,300}(?:\\n|$)[\\s\\S]{0,200}?(?:screenshot|webpage|page|viewport|address)"
              + "|Address: \\S|Here is a screenshot)",
          Pattern.CASE_INSENSITIVE);

  private Words() {}

  /// Whether the words are what an agent's own act brought, rather than its own.
  static boolean reportsAct(String said) {
    return REPORTS.matcher(said.substring(0, Math.min(said.length(), 800))).find();
  }

  static String code(String said) {
    if (said.indexOf("```") < 0) {
      return "";
    }
    var found = FENCED.matcher(head(said));
    var code = new StringBuilder();
    while (found.find()) {
      code.append(found.group(1));
    }
    return code.toString().strip();
  }

  /// Words without what stands in fences, of whatever language.
  static String unfenced(String said) {
    return said.contains("```") ? ANY_FENCED.matcher(head(said)).replaceAll(" ") : said;
  }

  /// Numbers as they are written, without the commas that group them: `1,204.5` is `1204.5`.
  static Set<String> numbers(String text) {
    var numbers = new HashSet<String>();
    int length = Math.min(text.length(), LOOKED_AT);
    int at = 0;
    while (at < length) {
      if (!isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at + 1;
      boolean grouped = false;
      while (end < length && (isDigit(text.charAt(end)) || text.charAt(end) == ',')) {
        grouped |= text.charAt(end) == ',';
        end++;
      }
      int past = end;
      if (end < length && text.charAt(end) == '.') {
        past++;
        while (past < length && isDigit(text.charAt(past))) {
          past++;
        }
        end = past == end + 1 ? end : past;
      }
      var number = text.substring(at, end);
      numbers.add(grouped ? number.replace(",", "") : number);
      at = past;
    }
    return numbers;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  /// Words of three letters and more, lower case.
  static Set<String> content(String text) {
    var words = new LinkedHashSet<String>();
    var found = WORD.matcher(head(text));
    while (found.find()) {
      words.add(found.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  /// The line in which something is supposed; empty when none is.
  static String supposition(String said) {
    var text = head(said);
    return ASSUMES.first(text).map(found -> line(found, text)).orElse("");
  }

  /// The line that says that something was done or looked up, outside code; empty when none does.
  static String claimedAction(String said) {
    var text = head(said);
    return line(CLAIMS, text.contains("```") ? FENCED.matcher(text).replaceAll(" ") : text);
  }

  private static String line(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? line(found, text) : "";
  }

  /// The line in which something was found.
  private static String line(MatchResult found, String text) {
    int from = Math.max(text.lastIndexOf('\n', found.start()) + 1, found.start() - 120);
    int to = text.indexOf('\n', found.end());
    return text.substring(from, to < 0 ? text.length() : to).strip();
  }

  /// Only how a step begins speaks of the step before.
  static boolean admitsFailure(String said) {
    return ADMITS.matcher(said.substring(0, Math.min(said.length(), 600))).find();
  }

  static boolean givesUp(String said) {
    return GIVES_UP.first(head(said)).isPresent();
  }

  /// Whether an answer says that it lacks what was asked for.
  static boolean lacks(String answer) {
    return givesUp(answer) || LACKS.matcher(head(answer)).find();
  }

  static boolean closes(String said) {
    return CLOSES.matcher(head(said)).find();
  }

  private static final Pattern FINAL =
      Pattern.compile(
          "(?:FINAL ANSWER\\s*:|final_answer\\(\\s*(?:answer\\s*=\\s*)?)\\s*([^\\n]{1,400})");

  /// What stands after the mark of a final answer; empty where there is no such mark.
  static String finalAnswer(String said) {
    var found = FINAL.matcher(tail(said, LOOKED_AT));
    return found.find() ? found.group(1).strip() : "";
  }

  /// All that follows the last mark of a final answer; empty where there is none.
  static String answered(String said) {
    int at = Math.max(said.lastIndexOf("FINAL ANSWER"), said.lastIndexOf("final_answer("));
    return at < 0 ? "" : said.substring(at);
  }

  static boolean saysStuck(String said) {
    var text = head(said);
    return STUCK.matcher(NOT_STUCK.matcher(text).replaceAll("")).find();
  }

  /// How much two sets of words share: Jaccard's index; 0 where both are empty.
  static double likeness(Set<String> one, Set<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return 0;
    }
    int both = 0;
    for (var word : one) {
      both += other.contains(word) ? 1 : 0;
    }
    return both / (double) (one.size() + other.size() - both);
  }

  /// On one line, cut at a length.
  static String line(String text, int length) {
    var line = squeezed(text, Math.min(text.length(), 4 * length + 200));
    if (line.length() <= length) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(length - 1)) ? length - 1 : length;
    return line.substring(0, end).stripTrailing() + "…";
  }

  /// With one space for each stretch of white space, and none around.
  private static String squeezed(String text, int length) {
    var line = new StringBuilder(length);
    boolean gap = false;
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (Character.isWhitespace(character)) {
        gap = !line.isEmpty();
      } else {
        if (gap) {
          line.append(' ');
          gap = false;
        }
        line.append(character);
      }
    }
    return line.toString();
  }

  private static String head(String text) {
    return head(text, LOOKED_AT);
  }

  static String head(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  static String tail(String text, int length) {
    return text.length() <= length ? text : text.substring(text.length() - length);
  }
}
