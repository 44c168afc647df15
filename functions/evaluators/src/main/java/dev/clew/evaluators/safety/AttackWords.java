package dev.clew.evaluators.safety;

import com.google.re2j.Pattern;
import dev.clew.evaluators.checks.PhraseFile;
import java.util.ArrayList;
import java.util.List;

/// Words by which attacks are known, in English; each line of a list is one sign.
public final class AttackWords {
  /// So much of a text is read, in characters, half at either end.
  public static final int READ = 400_000;

  /// A refusal stands in an answer's first sentences.
  private static final int OPENING = 400;

  private final List<Pattern> signs;

  private AttackWords(List<Pattern> signs) {
    this.signs = signs;
  }

  /// How users try to get round a model's rules.
  public static AttackWords jailbreaks() {
    return Held.JAILBREAKS;
  }

  /// Words by which a text that is read as data gives orders to the model that reads it; none where
  /// it does not. One sign that hardly anybody else writes tells, or two that others write too.
  /// Letters that nobody sees, of Unicode's tags, are a sign of themselves.
  public static List<String> ordersIn(String text) {
    var found = new ArrayList<>(Held.ORDERS.in(text));
    if (text.codePoints().limit(READ).anyMatch(point -> point >= 0xE0020 && point <= 0xE007F)) {
      found.add("hidden letters");
    }
    var weak = Held.WEAK_ORDERS.in(text);
    if (!found.isEmpty() || weak.size() > 1) {
      found.addAll(weak);
    }
    return found;
  }

  /// Whether a model's answer says that it will not.
  public static boolean refuses(String answer) {
    var text = plain(answer);
    return !Held.REFUSALS.in(text.length() > OPENING ? text.substring(0, OPENING) : text).isEmpty();
  }

  /// The words of each sign that a text holds, one a sign, in the list's order. Characters that
  /// nobody sees do not hide them. Linear in the text's length.
  public List<String> in(String text) {
    var plain = plain(text);
    var found = new ArrayList<String>();
    for (var sign : signs) {
      var matcher = sign.matcher(plain);
      if (matcher.find()) {
        found.add(matcher.group(1).strip());
      }
    }
    return found;
  }

  /// Without invisible characters; blanks as one, typographic apostrophes as typed ones.
  private static String plain(String text) {
    var part =
        text.length() <= READ
            ? text
            : text.substring(0, READ / 2) + "\n" + text.substring(text.length() - READ / 2);
    return PhraseFile.plain(part);
  }

  private static AttackWords of(String file) {
    return new AttackWords(
        PhraseFile.lines(PhraseFile.class, file).stream().map(PhraseFile::whole).toList());
  }

  /// Read when one of them is first asked for.
  private static final class Held {
    static final AttackWords JAILBREAKS = of("jailbreaks.txt");
    static final AttackWords ORDERS = of("orders.txt");
    static final AttackWords WEAK_ORDERS = of("orders-weak.txt");
    static final AttackWords REFUSALS = of("refusals.txt");
  }
}
