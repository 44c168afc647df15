package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Means;
import dev.clew.evaluators.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How far documents support what an answer says, sentence by sentence; the mean decides.
/// Questions, thanks, offers and what the speaker is going to do claim nothing.
///
/// A sentence is supported by the share of its words that stand together, in three neighbouring
/// sentences of the documents; numbers and names count twice, words of the question tell nothing
/// unless there are no others. Where there is an embedder, the mean of that and of the nearest of
/// the passages that share most words. Half of it is left where a number or name stands nowhere in
/// the documents. What is put in other words, drawn as a conclusion or negated is beyond it.
///
/// @param least mean support of a grounded answer
record Support(double least, Saying say, Nearness nearness) implements Check {
  private static final double LEAST = 0.5;
  private static final int MOST_SENTENCES = 60;
  private static final int MOST_PASSAGES = 5_000;

  /// Sentences of a passage.
  private static final int PASSAGE = 3;

  /// Passages that are compared in meaning.
  private static final int COMPARED = 6;

  /// Sentences with fewer words of their own are compared together with the question.
  private static final int SHORT = 4;

  private static final double MISSING = 0.5;

  /// How sentences begin that claim nothing, in English.
  private static final Pattern COURTESY =
      Pattern.compile(
          "(?i)^\\W*(?:please\\b|let me know|let's\\b|if you\\b|feel free|thank|thanks|sorry|i'm sorry|i am sorry"
              + "|i apologi[sz]e|you're welcome|you are welcome|hello|hi\\b|sure\\b|great\\b|certainly|of course|safe travels"
              + "|have a \\w+|i hope|i understand|i will\\b|i'll\\b|i can\\b|i would\\b|i'd\\b|i need\\b|i am going|i'm going"
              + "|to (?:proceed|assist|help)|would you|could you|can you|do you)");

  static Support of(Settings settings, Saying say, Means means) {
    settings.only("least");
    return new Support(settings.share("least", LEAST), say, new Nearness(means));
  }

  /// A part of the documents.
  private record Passage(String text, Set<String> words) {}

  /// How one sentence is supported.
  ///
  /// @param missing numbers and names that stand nowhere
  private record Claim(String sentence, double support, List<String> missing) {}

  @Override
  public Optional<Verdict> look(Example example) {
    var written = example.text(Fields.OUTPUT).orElse("");
    var answer = Prose.read(written);
    if (answer.isBlank()) {
      return Saying.nothing("the answer says nothing");
    }
    if (example.documents().stream().allMatch(String::isBlank)) {
      return Saying.notLogged("no documents are logged");
    }
    // What users say of themselves may be said back to them.
    var sources = new ArrayList<>(example.documents());
    example.turns().stream()
        .filter(turn -> turn.role().equals("user"))
        .map(Example.Turn::text)
        .forEach(sources::add);
    var passages = passages(sources);
    var question = Prose.read(example.text(Fields.INPUT).orElse(""));
    var claims = claims(answer, question, passages);
    if (claims.isEmpty()) {
      return say.scored(true, 1, "it claims nothing", Map.of());
    }
    double mean = claims.stream().mapToDouble(Claim::support).average().orElse(0);
    var worst = claims.stream().min(Comparator.comparingDouble(Claim::support)).orElseThrow();
    var figures = Map.of("support", mean, "least", worst.support());
    return mean >= least
        ? say.scored(
            true, mean, "its sentences stand in the documents" + Prose.cut(written), figures)
        : say.scored(false, mean, unsupported(worst) + Prose.cut(written), figures);
  }

  private static String unsupported(Claim worst) {
    var why = "the documents hold little of " + Prose.quoted(worst.sentence());
    return worst.missing().isEmpty()
        ? why
        : why + ", and nowhere " + String.join(", ", worst.missing().stream().limit(5).toList());
  }

  private List<Claim> claims(String answer, String question, List<Passage> passages) {
    var asked = new HashSet<String>();
    Prose.words(question).forEach(word -> asked.add(word.stem()));
    var everywhere = new HashSet<>(asked);
    passages.forEach(passage -> everywhere.addAll(passage.words()));
    var claims = new ArrayList<Claim>();
    for (var sentence : Prose.sentences(answer).stream().limit(MOST_SENTENCES).toList()) {
      if (!sentence.endsWith("?") && !COURTESY.matcher(sentence).find()) {
        claim(sentence, question, asked, everywhere, passages).ifPresent(claims::add);
      }
    }
    return claims;
  }

  private Optional<Claim> claim(
      String sentence,
      String question,
      Set<String> asked,
      Set<String> everywhere,
      List<Passage> passages) {
    var all = Prose.words(sentence);
    var own = all.stream().filter(word -> !asked.contains(word.stem())).toList();
    var counted = weights(own.isEmpty() ? all : own);
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    double total = counted.values().stream().mapToDouble(weight -> weight).sum();
    var shares = new double[passages.size()];
    for (int i = 0; i < shares.length; i++) {
      double found = 0;
      for (var word : counted.entrySet()) {
        found += passages.get(i).words().contains(word.getKey()) ? word.getValue() : 0;
      }
      shares[i] = found / total;
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < shares.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble((Integer i) -> -shares[i]).thenComparing(i -> i));
    double support = shares[order.getFirst()];
    var text = counted.size() < SHORT ? question + " " + sentence : sentence;
    var near =
        nearness.of(text, order.stream().limit(COMPARED).map(i -> passages.get(i).text()).toList());
    if (near.isPresent()) {
      double best = 0;
      for (double one : near.get()) {
        best = Math.max(best, one);
      }
      support = (support + best) / 2;
    }
    var missing = new LinkedHashSet<String>();
    for (var word : own) {
      if ((word.number() || word.name()) && !everywhere.contains(word.stem())) {
        missing.add(word.stem());
      }
    }
    return Optional.of(
        new Claim(sentence, missing.isEmpty() ? support : support * MISSING, List.copyOf(missing)));
  }

  private static Map<String, Double> weights(List<Prose.Word> words) {
    var weights = new HashMap<String, Double>();
    words.forEach(word -> weights.merge(word.stem(), word.weight(), Math::max));
    return new TreeMap<>(weights);
  }

  private static List<Passage> passages(List<String> documents) {
    var passages = new ArrayList<Passage>();
    int left = Prose.READ;
    for (var document : documents) {
      var text = Prose.read(document);
      text = text.length() <= left ? text : text.substring(0, left);
      left -= text.length();
      var sentences = Prose.sentences(text);
      var words = sentences.stream().map(Support::stems).toList();
      for (int i = 0; i < sentences.size() && passages.size() < MOST_PASSAGES; i++) {
        int to = Math.min(sentences.size(), i + PASSAGE);
        if (i > 0 && to - i < PASSAGE) {
          break;
        }
        var together = new HashSet<String>();
        words.subList(i, to).forEach(together::addAll);
        passages.add(new Passage(String.join(" ", sentences.subList(i, to)), together));
      }
    }
    return passages;
  }

  private static Set<String> stems(String sentence) {
    var stems = new HashSet<String>();
    Prose.words(sentence).forEach(word -> stems.add(word.stem()));
    // Words that are common where a sentence begins may be names elsewhere.
    for (var word : sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      stems.add(word);
    }
    return stems;
  }
}
