package dev.clew.investigation.routing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Cuts a question into words and words down to their stems.
final class Words {
  /// Letters with what hangs on to them (`gpt-4o`, `p95`), or a number with its sign, or a dollar
  /// sign.
  private static final Pattern WORD =
      Pattern.compile("\\p{L}[\\p{L}\\p{N}]*|-?\\p{N}[\\p{N}.,]*\\p{L}*|\\$");

  /// Words that say how a question is put, not what it is about.
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          ("a an the this that these those it its they them their there here is are was were be been"
                  + " being am do does did done has have had having can could would should will may might must"
                  + " shall to of in on at by for from with into as and or but if so than then me my we us our"
                  + " you your he she his her i im any some all each every much many very just only also too"
                  + " please pls let lets get got out about not no nor own s t one ones like which what how"
                  + " whether still really ever tell show give see look find want need know ours yours across"
                  + " through between among per")
              .split(" "));

  private static final Pattern ACCENT = Pattern.compile("\\p{M}");
  private static final Pattern NOT = Pattern.compile("n't\\b");
  private static final Pattern NOT_WITHOUT_APOSTROPHE =
      Pattern.compile(
          "\\b(do|does|did|is|was|are|were|has|have|had|ca|could|wo|should|would)nt\\b");
  private static final Pattern IS_WITHOUT_APOSTROPHE =
      Pattern.compile("\\b(what|where|how|who|that|there|here|when|it)s\\b");
  private static final Pattern CONTRACTED = Pattern.compile("'(s|re|ve|ll|d|m)\\b");
  private static final Pattern STOPS_BEHIND = Pattern.compile("[.,]+$");

  private Words() {}

  /// The words of a text, lower case, without accents and endings of contraction (`what's` is
  /// `what`).
  static List<String> of(String text) {
    var plain = ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    plain = Idioms.joined(plain.replace('\u2019', '\'').toLowerCase(Locale.ROOT));
    plain = NOT.matcher(plain).replaceAll(" not");
    plain = NOT_WITHOUT_APOSTROPHE.matcher(plain).replaceAll("$1 not");
    plain = IS_WITHOUT_APOSTROPHE.matcher(plain).replaceAll("$1");
    plain = CONTRACTED.matcher(plain).replaceAll("").replace("n/a", "missing");
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(plain);
    while (matcher.find()) {
      words.add(STOPS_BEHIND.matcher(matcher.group()).replaceAll(""));
    }
    return words;
  }

  static boolean isFunctionWord(String word) {
    return FUNCTION_WORDS.contains(word);
  }

  static boolean isNumber(String word) {
    return !word.isEmpty() && (Character.isDigit(word.charAt(0)) || word.charAt(0) == '-');
  }

  /// What is left of a word without plural, tense, adverb and superlative endings: `declining`,
  /// `declined` and `declines` are one.
  static String stem(String word) {
    if (word.length() < 4 || !word.chars().allMatch(Character::isLetter)) {
      return word;
    }
    var stem = singular(word);
    stem = stem.length() > 6 ? without(stem, "est") : stem;
    stem = without(stem, "ing");
    stem = without(stem, "ed");
    stem = stem.length() > 5 && stem.endsWith("ly") ? stem.substring(0, stem.length() - 2) : stem;
    if (stem.length() > 4 && stem.endsWith("e")) {
      stem = stem.substring(0, stem.length() - 1);
    }
    return stem.length() > 3 && stem.endsWith("y")
        ? stem.substring(0, stem.length() - 1) + "i"
        : stem;
  }

  private static String singular(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("sses")
        || word.endsWith("xes")
        || word.endsWith("ches")
        || word.endsWith("shes")) {
      return word.substring(0, word.length() - 2);
    }
    if (word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) {
      return word;
    }
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }

  private static String without(String word, String ending) {
    if (!word.endsWith(ending) || word.length() - ending.length() < 3) {
      return word;
    }
    var stem = word.substring(0, word.length() - ending.length());
    if (stem.chars().noneMatch(letter -> "aeiouy".indexOf(letter) >= 0)) {
      return word;
    }
    var last = stem.charAt(stem.length() - 1);
    var doubled =
        stem.length() > 3 && last == stem.charAt(stem.length() - 2) && "lsz".indexOf(last) < 0;
    return doubled ? stem.substring(0, stem.length() - 1) : stem;
  }
}
