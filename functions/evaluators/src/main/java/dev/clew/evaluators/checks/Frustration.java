package dev.clew.evaluators.checks;

import com.google.re2j.Pattern;
import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Verdict;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/// Whether a user is frustrated, by what they say (English), by saying the same again, and by how:
/// shouting, rows of marks.
///
/// @param strong one of these is enough
/// @param weak two turns with one of these are
record Frustration(Pattern strong, Pattern weak, Saying say) implements Check {
  private static final int SHORTEST_REPEAT = 3;
  private static final int SHOUTED = 3;
  private static final java.util.regex.Pattern SHOUT =
      java.util.regex.Pattern.compile("\\b\\p{Lu}{3,}\\b");
  private static final java.util.regex.Pattern MARKS =
      java.util.regex.Pattern.compile("[!?]{3,}|!!");

  static Frustration of(Settings settings, Saying say) {
    settings.only();
    return new Frustration(any("frustration.txt"), any("frustration-weak.txt"), say);
  }

  private static Pattern any(String file) {
    return PhraseFile.whole(String.join("|", PhraseFile.lines(Frustration.class, file)));
  }

  @Override
  public Optional<Verdict> look(Example example) {
    var said =
        example.turns().stream()
            .filter(turn -> turn.role().equals("user") && !turn.text().isBlank())
            .map(turn -> Prose.read(turn.text()).replace('\u2019', '\'').replaceAll("\\s+", " "))
            .toList();
    if (said.isEmpty()) {
      return Saying.notLogged("no user's words are logged");
    }
    var seen = new HashSet<String>();
    int signs = 0;
    boolean open = false;
    var why = "";
    for (var turn : said) {
      var sign = sign(turn, seen);
      var named = strong.matcher(turn);
      if (named.find()) {
        open = true;
        why = why.isEmpty() ? "the user says " + Prose.quoted(named.group(1)) : why;
        signs++;
      } else if (sign.isPresent()) {
        why = why.isEmpty() ? sign.get() : why;
        signs++;
      }
    }
    double share = (double) signs / said.size();
    var figures = Map.of("signs", (double) signs, "turns", (double) said.size());
    boolean frustrated = open || signs >= 2;
    return say.scored(
        !frustrated,
        frustrated ? say.labels().unwanted().score() : 1 - Math.min(1, share) / 2,
        frustrated ? why : "no open sign in what the user says",
        figures);
  }

  private Optional<String> sign(String turn, HashSet<String> seen) {
    var words = Prose.words(turn).stream().map(Prose.Word::stem).toList();
    if (words.size() >= SHORTEST_REPEAT && !seen.add(String.join(" ", words))) {
      return Optional.of("the user says again: " + Prose.quoted(turn));
    }
    var weakly = weak.matcher(turn);
    if (weakly.find()) {
      return Optional.of("the user says " + Prose.quoted(weakly.group(1)));
    }
    boolean loud =
        MARKS.matcher(turn).find()
            || (SHOUT.matcher(turn).results().count() >= SHOUTED && shouts(turn));
    return loud ? Optional.of("the user shouts: " + Prose.quoted(turn)) : Optional.empty();
  }

  /// More capitals than small letters: codes and names alone do not shout.
  private static boolean shouts(String turn) {
    return turn.chars().filter(Character::isUpperCase).count()
        > turn.chars().filter(Character::isLowerCase).count();
  }
}
