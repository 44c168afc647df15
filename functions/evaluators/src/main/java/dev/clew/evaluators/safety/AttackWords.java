package dev.clew.evaluators.safety;

import com.google.re2j.Pattern;
import dev.clew.evaluators.checks.Checks;
import dev.clew.models.context.Invisible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Words by which attacks are known, in English; each line of a list is one sign.
public final class AttackWords {
  /// So much of a text is read, in characters, half at either end.
  public static final int READ = 400_000;

  private static final Lazy JAILBREAKS = new Lazy("jailbreaks.txt");
  private static final Lazy ORDERS = new Lazy("orders.txt");
  private static final Lazy WEAK_ORDERS = new Lazy("orders-weak.txt");
  private static final Lazy REFUSALS = new Lazy("refusals.txt");

  /// A refusal stands in an answer's first sentences.
  private static final int OPENING = 400;

  private final List<Pattern> signs;

  private AttackWords(List<Pattern> signs) {
    this.signs = signs;
  }

  /// How users try to get round a model's rules.
  public static AttackWords jailbreaks() {
    return JAILBREAKS.get();
  }

  /// Words by which a text that is read as data gives orders to the model that reads it; none where
  /// it does not. One sign that hardly anybody else writes tells, or two that others write too.
  /// Letters that nobody sees, of Unicode's tags, are a sign of themselves.
  public static List<String> ordersIn(String text) {
    var found = new ArrayList<>(ORDERS.get().in(text));
    if (text.codePoints().limit(READ).anyMatch(point -> point >= 0xE0020 && point <= 0xE007F)) {
      found.add("hidden letters");
    }
    var weak = WEAK_ORDERS.get().in(text);
    if (!found.isEmpty() || weak.size() > 1) {
      found.addAll(weak);
    }
    return found;
  }

  /// Whether a model's answer says that it will not.
  public static boolean refuses(String answer) {
    var text = plain(answer);
    return !REFUSALS
        .get()
        .in(text.length() > OPENING ? text.substring(0, OPENING) : text)
        .isEmpty();
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
    return Invisible.removed(part).replace('\u2019', '\'').replaceAll("\\s+", " ").strip();
  }

  private static AttackWords of(String file) {
    return new AttackWords(
        lines(Checks.class, file).stream()
            .map(line ->
                Pattern.compile(
                    "(?:^|[^\\p{L}\\p{N}])(" + line + ")(?:[^\\p{L}\\p{N}]|$)",
                    Pattern.CASE_INSENSITIVE))
            .toList());
  }

  /// Lines of a packaged file that are neither blank nor remarks.
  static List<String> lines(Class<?> beside, String file) {
    try (var in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /// Read when it is first asked for.
  private static final class Lazy implements Supplier<AttackWords> {
    private final String file;
    private volatile AttackWords words = new AttackWords(List.of());

    Lazy(String file) {
      this.file = file;
    }

    @Override
    public AttackWords get() {
      var there = words;
      if (there.signs.isEmpty()) {
        there = of(file);
        words = there;
      }
      return there;
    }
  }
}
