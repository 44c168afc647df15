package dev.clew.skills.applications;

import dev.clew.traces.spans.Dialogue;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What users say in a run.
public final class UserWords {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}'’]*");

  /// A text longer than this is read so far.
  private static final int READ = 4_000;

  private static final int SHORTEST = 3;

  /// Words of English that tell nothing.
  private static final Set<String> COMMON =
      Set.of(
          ("the and are was were did does has have had which what why how who when where with for"
                  + " from into our its it's this that there you your yours can could would will"
                  + " shall should may might must not don't i'm i'd i'll i've let let's please"
                  + " thank thanks any all some one two but they them their then than also just"
                  + " like want need get got been being about out too very here more other only over"
                  + " she her hers him his himself herself because while if're that's there's yes"
                  + " sure okay hello")
              .split(" "));

  private UserWords() {}

  /// What users said, turn by turn: two equal turns are two. Where no message has a speaker, the
  /// input of the run's first span.
  public static List<String> messages(Trace run) {
    var said = Dialogue.of(run).usersTurns();
    var first = run.spans().getFirst().content().inputValue();
    return said.isEmpty() && !first.isBlank() ? List.of(first) : said;
  }

  /// Words, and pairs of neighbours, in lower case, that are no common English.
  public static Set<String> of(List<String> messages) {
    var found = new TreeSet<String>();
    for (var message : messages) {
      var words = new ArrayList<String>();
      var text = message.length() > READ ? message.substring(0, READ) : message;
      WORD.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''))
          .results()
          .forEach(match -> words.add(match.group()));
      for (int i = 0; i < words.size(); i++) {
        if (tells(words.get(i))) {
          found.add(words.get(i));
          if (i > 0 && tells(words.get(i - 1))) {
            found.add(words.get(i - 1) + " " + words.get(i));
          }
        }
      }
    }
    return found;
  }

  private static boolean tells(String word) {
    return word.length() >= SHORTEST && !COMMON.contains(word);
  }
}
