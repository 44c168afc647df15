package dev.clew.investigation.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a question into the things it asks for. Whether two of them ask for the same is not decided
/// here.
public final class Asks {
  private static final String QUESTION_WORDS =
      "what|which|why|how|who|whom|whose|where|when|did|do|does|is|are|was|were|has|have|had|can|could|should|any";
  private static final String ORDERS =
      "show|tell|list|find|give|break|check|compare|group|cluster|explain|report|look|see|count|name|say|rank|spot";

  private static final Pattern CUT =
      Pattern.compile(
          "(?:[?!;]+|\\.(?=\\s|$))\\s*"
              + "|,?\\s+(?:and|or|but|then)(?:\\s+(?:then|also|next|finally))?\\s+(?=(?:please\\s+)?(?:"
              + QUESTION_WORDS
              + "|"
              + ORDERS
              + ")\\b)"
              + "|,?\\s+(?:and\\s+)?(?:then|afterwards|after that)\\s+"
              + "|,\\s+(?=(?:what|which|why|how|who|did|does|has|have|are|is)\\b)"
              + "|,\\s+(?=(?:please\\s+)?(?:check|compare|explain|tell (?:me|us)|show (?:me|us)|find out|figure out|see (?:whether|if)|look (?:at|into))\\b)",
          Pattern.CASE_INSENSITIVE);

  /// Between things of which each may be an ask of its own: `top errors, plus cost by model`.
  private static final Pattern LIST =
      Pattern.compile(
          "\\s*[,;:&+]\\s+(?:(?:and|or|plus|also|then)\\s+)?|\\s+(?:(?:and|or|plus)(?:\\s+because)?|because|as well as|along with|together with)\\s+(?:of\\s+)?",
          Pattern.CASE_INSENSITIVE);

  /// What is told apart or compared is one ask, however many things it names: `by user and model`,
  /// `between errors and latency`.
  private static final Pattern ONE_ASK =
      Pattern.compile(
          "\\b(?:by|per|for each|between|across|both|whether)\\s+[\\p{L}\\p{N}_-]+"
              + "(?:\\s*,\\s*(?!and\\b|or\\b)[\\p{L}\\p{N}_-]+(?=\\s*(?:,|and\\b|or\\b)))*"
              + "\\s*,?\\s+(?:and|or)\\s+(?=[\\p{L}\\p{N}_-]++(?!\\s+(?:by|per)\\b))",
          Pattern.CASE_INSENSITIVE);

  /// Words before a question that do not belong to it: `hey, so, which tools fail`.
  private static final String FILLERS =
      "(?:(?:hey|hi|hello|so|and|but|or|ok|okay|well|now|then|also|please|pls|just|anyway|hm+|um+|uh+|ugh|btw|first|second|finally|next)\\b[,:]?\\s+)*";

  private static final Pattern ASKS =
      Pattern.compile(
          "^\\W*"
              + FILLERS
              + "(?:(?:at|by|for|from|in|on|of|since|to|with)\\s+)?(?:"
              + QUESTION_WORDS
              + "|"
              + ORDERS
              + "|(?:what|how|who|where|when|why)'?s|walk|take|get|got|let|run|use|put|go|investigate|describe|summari[sz]e|measure"
              + ")\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /// `I want to know`, `wondering`: a question in the form of a statement.
  private static final Pattern WISHES =
      Pattern.compile(
          "\\b(?:want|need|like|love|curious|wonder|wondering|interested|know|see|find out|figure out|question is)\\b",
          Pattern.CASE_INSENSITIVE);

  /// A verb that says how things are, behind whom or what it says it of.
  private static final Pattern STATES =
      Pattern.compile(
          "^\\W*[\\p{L}\\p{N}_'-]+.*(?:\\b(?:is|are|was|were|am|isn't|aren't|wasn't|has|have|had|hasn't|haven't|does|do|did|don't|doesn't|didn't"
              + "|will|would|can't|got|gets|keeps|kept|went|goes|came|comes|says|said|thinks|thought|told|made|makes|saw"
              + "|began|ran|runs|became|left|lost|fell|rose|grew|put|cut|sold|feels|felt|looks|seems|sounds|works)\\b"
              + "|\\p{L}'(?:s|re|ve|d|m)\\b|\\p{L}{2,}ed\\b).*"
              + "|^\\W*(?:i|we|you|they|he|she|it|this|that|everything|everybody|everyone|nothing|nobody|something|somebody|someone|people)\\s+"
              + "(?!of\\b|for\\b|in\\b|with\\b|by\\b)\\p{L}{3,}s?\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /// A question word and at most one word more.
  private static final Pattern ELLIPSIS =
      Pattern.compile(
          "(?:(?:since|from|by|for|at|in)\\s+)?(?:which|what|who|whom|whose|why|how|where|when)"
              + "(?:\\s+(?!\\p{L}+ed\\b)[\\p{L}-]+)?\\W*",
          Pattern.CASE_INSENSITIVE);

  /// `find out why`, `what happened?`: an order whose matter is what was told just before.
  private static final Pattern POINTS_BACK =
      Pattern.compile(
          "\\W*"
              + FILLERS
              + "(?:(?:can|could|would|will) you\\s+)?(?:help me\\s+)?"
              + "(?:(?:find out|figure out|work out|tell (?:me|us)|let (?:me|us) know|say|explain|investigate|understand|check|look into|dig into|get to the bottom of)\\b\\s*)?"
              + "(?:(?:exactly\\s+)?(?:why|how come|what(?:'s| is| was| has been| went)?\\s+(?:wrong|up|going on|happened|happening|behind (?:it|this|that)|causing (?:it|this|that)|the (?:cause|reason|matter))"
              + "|the (?:cause|reason)|it|this|that)\\b)?"
              + "(?:\\s*(?:is|was)?\\s*(?:it|this|that|so)\\b(?:\\s+(?:is|was))?)?\\W*",
          Pattern.CASE_INSENSITIVE);

  private Asks() {}

  /// A part of a question.
  ///
  /// @param told whether it only tells how things are; it asks for nothing as long as another part
  ///   does
  record Part(String text, boolean told) {}

  /// How many things a question asks for.
  public static long count(String question) {
    return of(question).stream().filter(part -> !part.told()).count();
  }

  /// The parts of a question in order, as they stand in it.
  public static List<String> texts(String question) {
    return of(question).stream().map(Part::text).toList();
  }

  /// The parts of a question in order; one for a simple question. At least one of them asks.
  static List<Part> of(String question) {
    var parts = new ArrayList<Part>();
    var cut = CUT.matcher(question);
    var from = 0;
    var before = 0;
    while (from <= question.length()) {
      var found = cut.find();
      var text = question.substring(from, found ? cut.start() : question.length()).strip();
      var elliptic =
          !parts.isEmpty() && question.substring(before, from).contains(",") && isElliptic(text);
      before = found ? cut.start() : from;
      if (!parts.isEmpty() && parts.getLast().told() && POINTS_BACK.matcher(text).matches()) {
        if (!text.isEmpty()) {
          parts.add(new Part(parts.removeLast().text() + ": " + text, false));
        }
      } else if (elliptic) {
        parts.add(new Part(parts.removeLast().text() + ", " + text, false));
      } else if (!text.isEmpty()) {
        parts.add(new Part(text, !(found && cut.group().contains("?")) && tells(text)));
      }
      if (!found) {
        break;
      }
      from = cut.end();
    }
    if (parts.isEmpty()) {
      return List.of(new Part(question.strip(), false));
    }
    return parts.stream().allMatch(Part::told)
        ? parts.stream().map(part -> new Part(part.text(), false)).toList()
        : List.copyOf(parts);
  }

  /// `, which step` only asks for more of what was asked before it.
  private static boolean isElliptic(String text) {
    return ELLIPSIS.matcher(text).matches();
  }

  private static boolean tells(String text) {
    return STATES.matcher(text).matches()
        && !ASKS.matcher(text).matches()
        && !WISHES.matcher(text).find();
  }

  /// The things that one ask names in a list, each of which may be an ask of its own; one where it
  /// names no list.
  static List<String> listed(String ask) {
    var together = new ArrayList<int[]>();
    ONE_ASK.matcher(ask).results().forEach(one -> together.add(new int[] {one.start(), one.end()}));
    var parts = new ArrayList<String>();
    var from = 0;
    var cut = LIST.matcher(ask);
    while (cut.find()) {
      var at = cut.start();
      var end = cut.end();
      if (together.stream().noneMatch(one -> at >= one[0] && end <= one[1])) {
        parts.add(ask.substring(from, at));
        from = end;
      }
    }
    parts.add(ask.substring(from));
    return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
  }
}
