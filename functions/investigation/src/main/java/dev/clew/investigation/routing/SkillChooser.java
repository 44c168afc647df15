package dev.clew.investigation.routing;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which skills a question asks for.
public final class SkillChooser {
  /// Below this nothing is chosen. Calibrated so that questions that belong elsewhere, each asked
  /// with itself left out, stay below.
  static final double LEAST = 0.18;

  /// From here on a thing in a list stands for itself.
  private static final double LIKELY = 0.4;

  /// How much the whole question must speak for the skill of an ask that could be another's too.
  private static final double BACKED = 0.25;

  /// The same for one of several things in a list, each of which must be clear by itself.
  private static final double HINTED = 0.1;

  /// How near another skill may come to the one that a thing in a list is for.
  private static final double ALONE = 0.6;

  /// As much likelier a question must belong elsewhere before a skill that fits is not taken.
  private static final double MARGIN = 0.05;

  /// Below this the reading is said to be unsure.
  static final double SURE = 0.3;

  /// What a card says of itself counts less than what users ask.
  private static final double WHEN = 0.5;

  private static final double DESCRIPTION = 0.3;

  private static final double SHOWN = 0.1;

  private static final double OTHER_KIND = 0.7;

  /// What is left of a skill for rows where a question speaks of runs, and the other way round.
  private static final double OTHER_WORDS = 0.6;

  private static final double NAMED_KIND = 0.15;

  /// What a skill gains that the data speak for: it wins where the words fit another hardly better.
  private static final double FAVOURED = 0.6;

  private final Map<String, List<SkillIndex.Example>> examples;
  private final List<String> elsewhere;
  private final Map<String, Set<Card.Reads>> reads;
  private final Thesaurus thesaurus;
  private final SkillIndex index;

  private SkillChooser(
      Map<String, List<SkillIndex.Example>> examples,
      List<String> elsewhere,
      Map<String, Set<Card.Reads>> reads,
      Thesaurus thesaurus,
      Map<String, Wording> read) {
    this.examples = examples;
    this.elsewhere = elsewhere;
    this.reads = reads;
    this.thesaurus = thesaurus;
    this.index = new SkillIndex(examples, elsewhere, thesaurus, read);
  }

  /// Learns from a catalogue's cards and examples.
  public static SkillChooser of(Catalogue catalogue) {
    var examples = new TreeMap<String, List<SkillIndex.Example>>();
    var reads = new HashMap<String, Set<Card.Reads>>();
    var claimed = new HashSet<String>();
    for (var card : catalogue.cards()) {
      reads.put(card.name(), card.reads());
      var questions = catalogue.examples(card.name());
      claimed.addAll(questions.positive());
      var own = new ArrayList<SkillIndex.Example>();
      add(own, questions.positive(), true, 1);
      add(own, questions.negative(), false, 1);
      add(own, card.when(), true, WHEN);
      add(own, card.whenNot(), false, WHEN);
      add(own, List.of(card.description()), true, DESCRIPTION);
      examples.put(card.name(), own);
    }
    var elsewhere =
        elsewhere(reads.keySet()).stream().filter(text -> !claimed.contains(text)).toList();
    return new SkillChooser(examples, elsewhere, reads, Thesaurus.load(), Map.of());
  }

  /// The same, but one example question never learned from, wherever it stands: for evaluation.
  public SkillChooser without(String example) {
    var others = new TreeMap<String, List<SkillIndex.Example>>();
    examples.forEach((skill, list) ->
        others.put(skill, list.stream().filter(one -> !one.text().equals(example)).toList()));
    return new SkillChooser(
        others,
        elsewhere.stream().filter(text -> !text.equals(example)).toList(),
        reads,
        thesaurus,
        index.wordings());
  }

  private static void add(
      List<SkillIndex.Example> to, List<String> texts, boolean positive, double weight) {
    texts.forEach(text -> to.add(new SkillIndex.Example(text, positive, weight)));
  }

  /// Questions that none of these skills answers.
  private static List<String> elsewhere(Set<String> skills) {
    try (var in = SkillChooser.class.getResourceAsStream("elsewhere.yaml")) {
      if (in == null) {
        throw new IllegalStateException("elsewhere.yaml is not beside " + SkillChooser.class);
      }
      var questions = new ArrayList<String>();
      new YAMLMapper()
          .readTree(in)
          .forEachEntry((answeredBy, group) -> {
            if (!skills.contains(answeredBy)) {
              group.forEach(item -> questions.add(item.asText()));
            }
          });
      return questions;
    } catch (IOException e) {
      throw new UncheckedIOException("elsewhere.yaml", e);
    }
  }

  /// @param chosen the readings taken, best first; empty when nothing fits
  /// @param readings those and the others that were weighed, best first
  public record Choice(List<Reading> chosen, List<Reading> readings) {
    public Choice {
      chosen = List.copyOf(chosen);
      readings = List.copyOf(readings);
    }

    /// Whether nothing, or nothing certain, was chosen.
    public boolean isUnsure() {
      return chosen.isEmpty() || chosen.getFirst().score() < SURE;
    }

    /// The reading of a skill that was chosen.
    ///
    /// @throws IllegalArgumentException for a skill that was not
    public Reading reading(String skill) {
      return chosen.stream()
          .filter(reading -> reading.skill().equals(skill))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(skill + " was not chosen"));
    }
  }

  /// What is known of a question beside its words.
  ///
  /// @param named how strongly it speaks of what is in targets of each kind, 0 to 1
  /// @param available the kinds of targets there are; empty when it is not known
  /// @param favoured skills that the data speak for
  public record Hints(
      Map<Card.Reads, Double> named, List<Card.Reads> available, Set<String> favoured) {
    public static final Hints NONE = new Hints(Map.of(), List.of(), Set.of());

    public Hints {
      named = Map.copyOf(named);
      available = List.copyOf(available);
      favoured = Set.copyOf(favoured);
    }
  }

  /// @param question without windows and names
  public Choice choose(String question, Hints hints) {
    var parts = Asks.of(question);
    var asking = parts.stream().filter(part -> !part.told()).map(Asks.Part::text).toList();
    if (asking.size() < parts.size()) {
      // What is told before a question is what it is asked about, unless it asks for little itself.
      var whole = scored(String.join(". ", asking), hints);
      if (best(whole, LIKELY).isPresent()) {
        return choose(asking, whole, hints);
      }
    }
    return choose(parts.stream().map(Asks.Part::text).toList(), scored(question, hints), hints);
  }

  private Choice choose(List<String> asks, List<SkillIndex.Score> whole, Hints hints) {
    var chosen = new LinkedHashMap<String, Reading>();
    for (var ask : asks) {
      var parts = parts(ask, whole, hints);
      if (parts.isEmpty() && asks.size() > 1) {
        var scores = scored(ask, hints);
        best(scores, SURE)
            .filter(best -> isAlone(best, scores) || of(whole, best.skill()) >= BACKED)
            .ifPresent(parts::add);
      }
      parts.forEach(best ->
          chosen.merge(
              best.skill(),
              reading(best),
              (one, other) -> one.score() >= other.score() ? one : other));
    }
    // One part alone tells less than all parts together.
    if (chosen.size() < 2) {
      best(whole, LEAST)
          .ifPresent(best -> {
            chosen.clear();
            chosen.put(best.skill(), reading(best));
          });
    }
    var readings = new ArrayList<>(chosen.values());
    whole.stream()
        .filter(score -> !score.skill().equals(SkillIndex.ELSEWHERE))
        .filter(score -> score.value() >= SHOWN && !chosen.containsKey(score.skill()))
        .forEach(score -> readings.add(reading(score)));
    readings.sort(
        Comparator.comparingDouble(Reading::score).reversed().thenComparing(Reading::skill));
    return new Choice(
        readings.stream().filter(reading -> chosen.containsKey(reading.skill())).toList(),
        readings);
  }

  /// What the things that one ask lists are for, where they are clearly for several skills; empty
  /// for an ask of one thing.
  private List<SkillIndex.Score> parts(String ask, List<SkillIndex.Score> whole, Hints hints) {
    var parts = Asks.listed(ask);
    var clear = new ArrayList<SkillIndex.Score>();
    if (parts.size() > 1) {
      for (var part : parts) {
        var scores = scored(part, hints);
        best(scores, LIKELY)
            .filter(best -> of(whole, best.skill()) >= HINTED)
            .filter(best -> isAlone(best, scores))
            .ifPresent(clear::add);
      }
    }
    var several = clear.stream().map(SkillIndex.Score::skill).distinct().count() > 1;
    return several ? clear : new ArrayList<>();
  }

  private static boolean isAlone(SkillIndex.Score best, List<SkillIndex.Score> scores) {
    return scores.stream()
        .filter(other -> !other.skill().equals(best.skill()))
        .allMatch(other -> other.value() <= ALONE * best.value());
  }

  /// The skill that fits best, if it fits well enough and the question does not clearly belong
  /// elsewhere.
  private static Optional<SkillIndex.Score> best(List<SkillIndex.Score> scores, double least) {
    var elsewhere = of(scores, SkillIndex.ELSEWHERE);
    return scores.stream()
        .filter(score -> !score.skill().equals(SkillIndex.ELSEWHERE))
        .findFirst()
        .filter(best -> best.value() >= least)
        .filter(best -> best.value() + MARGIN >= elsewhere);
  }

  private static double of(List<SkillIndex.Score> scores, String skill) {
    return scores.stream()
        .filter(score -> score.skill().equals(skill))
        .mapToDouble(SkillIndex.Score::value)
        .findFirst()
        .orElse(0);
  }

  /// The choice for a question of which nothing but its words is known.
  public Choice choose(String question) {
    return choose(WindowPhrases.in(question).rest(), Hints.NONE);
  }

  /// Whether a question is like those that no skill answers.
  public boolean isElsewhere(String question) {
    return of(index.scores(question), SkillIndex.ELSEWHERE) >= LEAST;
  }

  /// Chooses among targets with this chooser's understanding of words.
  public TargetChooser targets(List<TargetNames> candidates, List<TargetNames> all, boolean given) {
    return new TargetChooser(candidates, all, given, thesaurus);
  }

  /// Reads parameters with this chooser's understanding of words.
  public WordedParameters parameters() {
    return new WordedParameters(thesaurus);
  }

  private List<SkillIndex.Score> scored(String question, Hints hints) {
    return index.scores(question).stream()
        .map(score -> {
          var kinds = reads.get(score.skill());
          if (kinds == null) {
            return score;
          }
          var value =
              score.value()
                  * (hints.available().isEmpty()
                          || hints.available().stream().anyMatch(kinds::contains)
                      ? 1
                      : OTHER_KIND)
                  * (suits(question, kinds) ? 1 : OTHER_WORDS);
          return new SkillIndex.Score(
              score.skill(),
              value
                  + (value > SHOWN ? NAMED_KIND * strongest(kinds, hints.named()) : 0)
                  + (hints.favoured().contains(score.skill()) ? FAVOURED : 0),
              score.like());
        })
        .sorted(SkillIndex.BEST_FIRST)
        .toList();
  }

  private static boolean suits(String question, Set<Card.Reads> kinds) {
    return kinds.contains(Card.Reads.DOCUMENTATION)
        || kinds.stream().anyMatch(kind -> TargetChooser.suits(question, kind));
  }

  private static double strongest(Set<Card.Reads> kinds, Map<Card.Reads, Double> named) {
    return kinds.stream().mapToDouble(kind -> named.getOrDefault(kind, 0.0)).max().orElse(0);
  }

  private static Reading reading(SkillIndex.Score score) {
    var sure = score.value() >= SURE ? "" : "unsure: ";
    return new Reading(
        score.skill(),
        score.value(),
        score.like().isEmpty()
            ? sure + "resembles no example"
            : sure + "like '" + score.like() + "'");
  }
}
