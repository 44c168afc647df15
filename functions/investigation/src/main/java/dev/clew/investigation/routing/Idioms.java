package dev.clew.investigation.routing;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says what a question says with words that stand apart in words that stand together, so that they
/// can be looked up: `break the cost down` is a `breakdown the cost`, `what does PSI mean` asks for
/// the `meaning of PSI`, and `trace 4bf92f35` is `this trace`.
final class Idioms {
  private static final String FEW_WORDS = "((?:[\\p{L}\\p{N}_-]+\\s+){1,4}?)";

  private static final Pattern BREAK_DOWN = Pattern.compile("\\bbreak\\s+" + FEW_WORDS + "down\\b");

  private static final Pattern MEAN =
      Pattern.compile("\\bwhat\\s+(?:do|does|is)\\s+" + FEW_WORDS + "(?:mean|stand for)\\b");

  private static final Pattern COMPUTED =
      Pattern.compile(
          "\\bhow\\s+(?:is|are|do you|does clew)\\s+"
              + FEW_WORDS
              + "(?:computed|calculated|defined|measured)\\b");

  /// `trace 4bf92f35`, `run 17`: one that is named by its id.
  private static final Pattern ONE_BY_ID =
      Pattern.compile(
          "\\b(trace|run|task|session|conversation|dialogue|episode)\\s+(?:id\\s+|number\\s+|no\\.?\\s+|#)?"
              + "(?=[\\p{L}-]*\\p{N})[\\p{L}\\p{N}_.-]+");

  private static final String ONE =
      "(trace|run|task|session|conversation|dialogue|chat|episode)\\b";

  /// `that failed run`, `the ugliest run`, `one really bad conversation`: one of them.
  private static final Pattern ONE_OF_THEM =
      Pattern.compile(
          "\\b(?:(?:this|that|(?:this |that |a )?single|this one|that one|one)\\s+((?:[\\p{L}-]+\\s+){1,2}?)"
              + "|(?:the|my|our|a)\\s+((?:\\p{L}{3,}est|worst|weirdest|most\\s+\\p{L}+)\\s+(?:\\p{L}+\\s+)?))"
              + ONE);

  /// `What holds everything up`.
  private static final Pattern HOLD_UP =
      Pattern.compile(
          "\\b(?:hold|holds|holding|held)\\s+(?:everything|everybody|everyone|things|it all|us|them|me|users|customers)\\s+up\\b");

  /// `What is drift?`: nothing but a name, without an article that would say which one.
  private static final Pattern WHAT_IS =
      Pattern.compile(
          "^\\s*(?:and |so |hey |hi )?what(?:'s|\\s+is|\\s+are)\\s+(?:an?\\s+)?"
              + "((?:[\\p{L}\\p{N}-]+\\s+)?([\\p{L}\\p{N}-]+))\\s*\\?*\\s*$");

  /// What can follow `what is` without being a name.
  private static final Set<String> NO_NAMES =
      Set.of(
          ("the our my your this that these those its their wrong different new up bad broken off on there"
                  + " it worse worst better slow down missing odd strange weird unusual common happening")
              .split(" "));

  private Idioms() {}

  /// @param text lower case
  static String joined(String text) {
    var joined = BREAK_DOWN.matcher(text).replaceAll("breakdown $1");
    joined = MEAN.matcher(joined).replaceAll("meaning of $1");
    joined = COMPUTED.matcher(joined).replaceAll("meaning of $1");
    joined = HOLD_UP.matcher(joined).replaceAll("slow");
    joined = ONE_OF_THEM.matcher(joined).replaceAll(Idioms::one);
    joined = ONE_BY_ID.matcher(joined).replaceAll("this $1");
    return WHAT_IS.matcher(joined).replaceAll(Idioms::definition);
  }

  private static String one(MatchResult found) {
    var described = found.group(1) != null ? found.group(1) : found.group(2);
    return Matcher.quoteReplacement(described + "this " + found.group(3));
  }

  private static String definition(MatchResult found) {
    var words = List.of(found.group(1).split("\\s+"));
    var isName =
        words.stream()
            .noneMatch(word -> NO_NAMES.contains(word) || word.matches("\\p{L}+(?:ing|ed)"));
    return Matcher.quoteReplacement(isName ? "meaning of " + found.group(1) : found.group());
  }
}
