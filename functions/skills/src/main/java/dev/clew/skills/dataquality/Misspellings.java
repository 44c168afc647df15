package dev.clew.skills.dataquality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Rare words one or two keystrokes away from a common word of the same column, and values that
/// differ from a common one only in case, spaces or marks. Digits never count as a slip: another
/// number is another thing.
final class Misspellings implements Check {
  /// A column whose values, digits aside, hardly repeat holds free text, where rare words are
  /// normal.
  static final double FREE_TEXT = 0.6;

  /// More distinct words than this are prose.
  static final int WORDS = 3_000;

  /// The common word stands in at least this many rows, and this many times as many as the rare
  /// one.
  static final int COMMON = 3;

  static final int TIMES = 3;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.categories()) {
      var role = table.role(column.name());
      if (role == Role.ID || role == Role.TIMESTAMP) {
        continue;
      }
      var texts = Texts.of(column);
      if (texts.values().size() < 2) {
        continue;
      }
      variants(texts, role, table, issues);
      slips(texts, role, table, issues);
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return 2L * table.categories().size();
  }

  private static void variants(Texts texts, Role role, Table table, List<Issue> issues) {
    var groups = new LinkedHashMap<String, List<Integer>>();
    for (int i = 0; i < texts.values().size(); i++) {
      groups.computeIfAbsent(fold(texts.values().get(i)), _ -> new ArrayList<>()).add(i);
    }
    var marked = new boolean[texts.values().size()];
    var example = "";
    var meant = "";
    for (var group : groups.values()) {
      if (group.size() < 2) {
        continue;
      }
      int commonest = group.getFirst();
      for (int i : group) {
        if (texts.counts()[i] > texts.counts()[commonest]) {
          commonest = i;
        }
      }
      for (int i : group) {
        if (i != commonest) {
          marked[i] = true;
          if (example.isEmpty()) {
            example = texts.values().get(i);
            meant = texts.values().get(commonest);
          }
        }
      }
    }
    if (example.isEmpty()) {
      return;
    }
    var found = texts.where(marked);
    double share = (double) found.count() / table.current().count();
    issues.add(
        new Issue.Draft("variant", texts.name())
            .with("share", Issue.Value.share(share))
            .with("written", Issue.Value.text(example))
            .with("meant", Issue.Value.text(meant))
            .says(
                texts.name() + ": one value written in several ways",
                "{affected} of {subject} ({share}) [differs|differ] from a commoner value only in case, spaces or"
                    + " marks, such as '{written}' beside '{meant}': a model takes them for different"
                    + " categories.",
                found,
                role.severity(share),
                0.9));
  }

  private static String fold(String value) {
    var folded = new StringBuilder();
    for (char c : value.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(c)
          || c == '+'
          || c == '-'
          || c == '<'
          || c == '>'
          || c == '=') {
        folded.append(c);
      }
    }
    // Values that consist of marks only ("?", "%") are not variants of each other.
    return folded.isEmpty() ? value : folded.toString();
  }

  private static void slips(Texts texts, Role role, Table table, List<Issue> issues) {
    long present = texts.present();
    var masked = new HashMap<String, Long>();
    for (int i = 0; i < texts.values().size(); i++) {
      masked.merge(mask(texts.values().get(i)), texts.counts()[i], Long::sum);
    }
    if (masked.size() > FREE_TEXT * present || masked.size() > WORDS) {
      return;
    }
    Map<String, Long> words = new TreeMap<>();
    for (int i = 0; i < texts.values().size(); i++) {
      for (var word : words(texts.values().get(i))) {
        words.merge(word, texts.counts()[i], Long::sum);
      }
    }
    if (words.size() > WORDS) {
      return;
    }
    var common = words.entrySet().stream().filter(word -> word.getValue() >= COMMON).toList();
    Map<String, String> meant = new TreeMap<>();
    for (var word : words.entrySet()) {
      var best = "";
      long bestRows = 0;
      for (var other : common) {
        if (other.getValue() > bestRows
            && other.getValue() >= times(word.getKey()) * word.getValue()
            && isSlip(word.getKey(), other.getKey())) {
          best = other.getKey();
          bestRows = other.getValue();
        }
      }
      if (!best.isEmpty()) {
        meant.put(word.getKey(), best);
      }
    }
    if (meant.isEmpty()) {
      return;
    }
    var marked = new boolean[texts.values().size()];
    var example = "";
    var correct = "";
    for (int i = 0; i < marked.length; i++) {
      for (var word : words(texts.values().get(i))) {
        if (meant.containsKey(word)) {
          marked[i] = true;
          if (example.isEmpty()) {
            example = word;
            correct = meant.getOrDefault(word, "");
          }
        }
      }
    }
    var found = texts.where(marked);
    double share = (double) found.count() / table.current().count();
    issues.add(
        new Issue.Draft("misspelled", texts.name())
            .with("share", Issue.Value.share(share))
            .with("words", Issue.Value.count(meant.size(), "rare words"))
            .with("written", Issue.Value.text(example))
            .with("meant", Issue.Value.text(correct))
            .says(
                texts.name() + ": probably mistyped",
                "{affected} of {subject} ({share}) [holds|hold] a rare word that is a slip away from a common"
                    + " one, {words} in all, such as '{written}' for '{meant}'.",
                found,
                role.severity(share),
                0.7));
  }

  /// Short words resemble each other by nature, so they need a stronger majority.
  private static int times(String word) {
    return word.length() <= 3 ? 20 : word.length() <= 4 ? 8 : TIMES;
  }

  private static List<String> words(String value) {
    var found = new ArrayList<String>();
    for (var word : value.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (word.length() >= 3 && word.chars().anyMatch(Character::isLetter)) {
        found.add(word);
      }
    }
    return found;
  }

  private static String mask(String value) {
    return value.replaceAll("[0-9]+", "0");
  }

  /// Whether one word became the other by as many slips as its length allows: one up to six
  /// letters, two beyond, and never at a digit, nor only by an ending that grammar knows.
  static boolean isSlip(String written, String meant) {
    int most = meant.length() >= 7 ? 2 : 1;
    if (Math.abs(written.length() - meant.length()) > most || written.equals(meant)) {
      return false;
    }
    if (written.length() != meant.length() && sameStem(written, meant)) {
      return false;
    }
    return distance(written, meant, most) <= most;
  }

  private static boolean sameStem(String one, String other) {
    var shorter = one.length() < other.length() ? one : other;
    var longer = one.length() < other.length() ? other : one;
    return longer.startsWith(shorter)
        || longer.startsWith(shorter.substring(0, shorter.length() - 1));
  }

  /// Edit distance with transpositions (Damerau 1964), where touching a digit of either word is
  /// forbidden; `most + 1` stands for anything more.
  private static int distance(String a, String b, int most) {
    int tooMany = most + 1;
    var table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      table[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      table[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        int change = x == y ? 0 : Character.isDigit(x) && Character.isDigit(y) ? tooMany : 1;
        int insert = Character.isDigit(y) ? tooMany : 1;
        int delete = Character.isDigit(x) ? tooMany : 1;
        int best =
            Math.min(
                table[i - 1][j - 1] + change,
                Math.min(table[i - 1][j] + delete, table[i][j - 1] + insert));
        if (i > 1 && j > 1 && x == b.charAt(j - 2) && y == a.charAt(i - 2)) {
          best = Math.min(best, table[i - 2][j - 2] + (x == y ? 0 : 1));
        }
        table[i][j] = best;
      }
    }
    return table[a.length()][b.length()];
  }
}
