package dev.clew.investigation.routing;

import dev.clew.skills.Card;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which targets a question is about.
public final class TargetChooser {
  /// More targets than this are not looked at because nobody said which.
  public static final int MOST_UNASKED = 4;

  /// Half of a name's words, of a name that no other target has.
  private static final double TELLING = 0.3;

  /// What applications hold, and predictors do not.
  private static final Pattern RUNS =
      Pattern.compile(
          "\\b(?:runs?|traces?|spans?|conversations?|dialogues?|sessions?|transcripts?|tools?|agents?|bots?|calls?"
              + "|llms?|tokens?|messages?|steps?)\\b",
          Pattern.CASE_INSENSITIVE);

  /// What predictors hold, and applications do not.
  private static final Pattern ROWS =
      Pattern.compile(
          "\\b(?:rows?|columns?|features?|predictions?|predictors?|inferences?|cells?|labels?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FAILED =
      Pattern.compile("\\b(?:fail\\w*|unsuccessful\\w*|lost|bad)\\b", Pattern.CASE_INSENSITIVE);

  /// What failed runs are held against.
  private static final Pattern AGAINST =
      Pattern.compile(
          "\\b(?:pass(?:ed|es|ing)?|succe\\w*|good|others?|rest|differ\\w*|compar\\w*|versus|vs|apart|distinguish\\w*)\\b",
          Pattern.CASE_INSENSITIVE);

  private final List<TargetNames> candidates;
  private final List<TargetNames> all;
  private final boolean given;
  private final Thesaurus thesaurus;

  /// @param candidates targets to choose from
  /// @param all every target there is, for what a question may name
  /// @param given whether the user named the target beside the question
  TargetChooser(
      List<TargetNames> candidates, List<TargetNames> all, boolean given, Thesaurus thesaurus) {
    this.candidates = List.copyOf(candidates);
    this.all = List.copyOf(all);
    this.given = given;
    this.thesaurus = thesaurus;
  }

  /// What a question says of targets.
  ///
  /// @param called targets that it names, with the words that name them
  /// @param content how strongly it speaks of what is in each
  /// @param why which name of the content it was
  /// @param strange something that it names and that is not there
  /// @param kinds how strongly it speaks of what is in targets of each kind, 0 to 1
  /// @param neutral the question without the names of targets and of what is in them, which say
  ///   nothing of the skill
  public record Spoken(
      Map<TargetNames, String> called,
      Map<TargetNames, Double> content,
      Map<TargetNames, String> why,
      Optional<String> strange,
      Map<Card.Reads, Double> kinds,
      String neutral) {}

  /// What a question says, as far as targets' own names tell.
  public Spoken read(String question) {
    return read(question, List.of());
  }

  /// The same with the names of what is in the targets of these kinds, which can take a read of
  /// them.
  public Spoken readContent(String question, Set<Card.Reads> kinds) {
    return read(
        question, candidates.stream().filter(target -> kinds.contains(target.reads())).toList());
  }

  private Spoken read(String question, List<TargetNames> opened) {
    var mentions = new Mentions(all, opened, thesaurus);
    var called = called(mentions, question);
    var content = mentions.byContent(question);
    var neutral = question;
    for (var names : called.values()) {
      for (var word : Words.of(names)) {
        if (mentions.isName(word)) {
          neutral = neutral.replaceAll("(?i)\\b" + Pattern.quote(word) + "(?:'s)?\\b", " ");
        }
      }
    }
    return new Spoken(
        called,
        content.strength(),
        content.why(),
        mentions.strange(question),
        content.kinds(),
        mentions.withoutContent(neutral).replaceAll("\\s+", " ").strip());
  }

  /// In "the airline agent's failures" a target that happens to be called `failures` is not meant:
  /// a name that is an ordinary word gives way to a proper one, unless it is said to be an
  /// application or a model.
  private static Map<TargetNames, String> called(Mentions mentions, String question) {
    var called = mentions.byName(question);
    var proper =
        called.entrySet().stream()
            .filter(one -> Words.of(one.getValue()).stream().anyMatch(mentions::isName))
            .map(one -> one.getKey().reads())
            .collect(Collectors.toSet());
    called
        .entrySet()
        .removeIf(one ->
            proper.contains(one.getKey().reads())
                && Words.of(one.getValue()).stream().noneMatch(mentions::isName)
                && !isOne(one.getValue(), question));
    return called;
  }

  private static boolean isOne(String name, String question) {
    return Pattern.compile(
            "\\b"
                + Pattern.quote(name)
                + "\\s+(?:agents?|bots?|assistants?|apps?|applications?|models?|predictors?|services?|targets?|traces)\\b",
            Pattern.CASE_INSENSITIVE)
        .matcher(question)
        .find();
  }

  /// Whether the targets' own names leave open which of several a skill shall look at.
  public boolean isOpen(Card.Reads reads, Spoken spoken) {
    return !given
        && spoken.called().isEmpty()
        && candidates.stream().filter(target -> target.reads() == reads).count() > 1;
  }

  /// The same of a skill that looks at targets of several kinds.
  public boolean isOpen(Card card, Spoken spoken) {
    return !given && spoken.called().isEmpty() && fitting(card, spoken).size() > 1;
  }

  /// Targets that a skill can look at; of both kinds only the one whose things the question speaks
  /// of, where it speaks of one.
  private List<TargetNames> fitting(Card card, Spoken spoken) {
    var fitting = candidates.stream().filter(target -> card.reads(target.reads())).toList();
    if (card.reads().size() < 2 || given || !spoken.called().isEmpty()) {
      return fitting;
    }
    boolean runs = RUNS.matcher(spoken.neutral()).find();
    boolean rows = ROWS.matcher(spoken.neutral()).find();
    var kind = rows ? Card.Reads.PREDICTOR : Card.Reads.APPLICATION;
    var meant = fitting.stream().filter(target -> target.reads() == kind).toList();
    return runs == rows || meant.isEmpty() ? fitting : meant;
  }

  /// Which targets a skill shall look at, or why none.
  public sealed interface Choice {
    record Targets(List<TargetNames> targets, String why) implements Choice {}

    record None(String why) implements Choice {}
  }

  /// Chooses for one skill.
  ///
  /// @param earlier targets that the conversation was about, for a question that names none
  public Choice choose(Card card, Spoken spoken, List<String> earlier) {
    if (card.reads(Card.Reads.DOCUMENTATION)) {
      return new Choice.Targets(
          List.of(TargetNames.DOCUMENTATION), "the question is one for the documentation");
    }
    var fitting = fitting(card, spoken);
    var kind = card.readsWords();
    var kinds = kind.replace(" or ", "s or ") + "s";
    if (fitting.isEmpty()) {
      return new Choice.None(
          candidates.isEmpty()
              ? card.name() + " looks at " + kinds + ", and there is none."
              : card.name()
                  + " looks at "
                  + kinds
                  + ", and "
                  + list(candidates)
                  + (candidates.size() == 1 ? " is none." : " are none."));
    }
    var called = fitting.stream().filter(spoken.called()::containsKey).toList();
    if (!called.isEmpty()) {
      return new Choice.Targets(called, "the question names " + list(called));
    }
    if (given) {
      return new Choice.Targets(fitting, "the target that was given");
    }
    if (!spoken.called().isEmpty()) {
      var other = List.copyOf(spoken.called().keySet());
      return new Choice.None(
          card.name()
              + " looks at "
              + kinds
              + ", and "
              + list(other)
              + " is none; there is "
              + kind
              + " "
              + list(fitting)
              + ".");
    }
    var strongest =
        fitting.stream()
            .mapToDouble(target -> spoken.content().getOrDefault(target, 0.0))
            .max()
            .orElse(0);
    if (strongest >= TELLING) {
      var met =
          fitting.stream()
              .filter(target -> spoken.content().getOrDefault(target, 0.0) == strongest)
              .toList();
      return new Choice.Targets(
          met,
          "the question speaks of "
              + spoken.why().getOrDefault(met.getFirst(), "")
              + ", which is in "
              + list(met));
    }
    if (spoken.strange().isPresent() && all.size() > 1) {
      return new Choice.None(
          "There is nothing called '"
              + spoken.strange().get()
              + "' in this data: no target, and nothing in one; there is "
              + kind
              + " "
              + list(fitting)
              + ".");
    }
    if (fitting.size() == 1) {
      return new Choice.Targets(fitting, "the only " + kind + " here");
    }
    var same = fitting.stream().filter(target -> earlier.contains(target.name())).toList();
    if (!same.isEmpty()) {
      return new Choice.Targets(same, "the conversation was about " + list(same));
    }
    if (comparesOutcomes(spoken)) {
      var comparable = fitting.stream().filter(TargetNames::endsBothWays).toList();
      var others = fitting.stream().filter(target -> !target.endsBothWays()).toList();
      if (!comparable.isEmpty() && !others.isEmpty()) {
        return new Choice.Targets(
            comparable,
            "runs are known to have failed and to have passed only in "
                + list(comparable)
                + "; considered too and left out: "
                + list(others));
      }
    }
    if (fitting.size() > MOST_UNASKED) {
      return new Choice.None(
          "The question does not say which "
              + kind
              + " it means, and there are "
              + fitting.size()
              + ": "
              + list(fitting)
              + "; name one.");
    }
    return new Choice.Targets(fitting, "each " + kind + " here, as the question names none");
  }

  /// Whether failed runs are held against others: it takes runs of both outcomes.
  private static boolean comparesOutcomes(Spoken spoken) {
    return FAILED.matcher(spoken.neutral()).find() && AGAINST.matcher(spoken.neutral()).find();
  }

  /// Whether a question can be asked of a kind of targets: one of runs and tools is not of rows.
  public static boolean suits(String question, Card.Reads kind) {
    boolean runs = RUNS.matcher(question).find();
    boolean rows = ROWS.matcher(question).find();
    return runs == rows || rows == (kind == Card.Reads.PREDICTOR);
  }

  private static String list(List<TargetNames> targets) {
    return targets.stream().map(TargetNames::name).collect(Collectors.joining(", "));
  }
}
