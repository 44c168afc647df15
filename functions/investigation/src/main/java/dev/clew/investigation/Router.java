package dev.clew.investigation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.investigation.routing.Asks;
import dev.clew.investigation.routing.Contrast;
import dev.clew.investigation.routing.FollowUp;
import dev.clew.investigation.routing.Reading;
import dev.clew.investigation.routing.SkillChooser;
import dev.clew.investigation.routing.SlicePhrases;
import dev.clew.investigation.routing.TargetChooser;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.routing.WindowPhrases;
import dev.clew.investigation.routing.WordedParameters;
import dev.clew.investigation.routing.WordedSlice;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.RoutingExamples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says which skills a question asks for, about which targets, over which windows and with which
/// parameters, without a model: from the skills' cards and examples and from the data's own names.
public final class Router {
  /// Targets that a sentence names.
  private static final int MOST_NAMED = 5;

  private static final Pattern SEVERAL_WORDS = Pattern.compile("\\S\\s+\\S");

  private final Catalogue catalogue;
  private final Playbook playbook;

  /// Made from all the examples when a question is first routed: whoever routes none pays nothing.
  private volatile @Nullable SkillChooser chooser;

  public Router(Catalogue catalogue, Playbook playbook) {
    this.catalogue = catalogue;
    this.playbook = playbook;
  }

  private SkillChooser skills() {
    var made = chooser;
    if (made == null) {
      made = SkillChooser.of(catalogue);
      chooser = made;
    }
    return made;
  }

  /// Routes a question.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER for a question that is empty or too long,
  ///   and for a target or parameter named beside it that is not there
  public Routed route(Question asked, List<TargetNames> targets) {
    var question = naming(asked, targets);
    var sections = sections(question, targets);
    if (sections.size() > 1) {
      var steps = new LinkedHashSet<StepRequest>();
      var chosen = new LinkedHashSet<String>();
      var considered = new ArrayList<Answer.Considered>();
      for (var section : sections) {
        var routed = routeOne(question.saying(section), targets);
        chosen.addAll(routed.routing().chosen());
        considered.addAll(routed.routing().considered());
        if (routed instanceof Routed.Planned planned) {
          steps.addAll(planned.steps());
        }
      }
      if (!steps.isEmpty()) {
        var order = playbook.inOrder(List.copyOf(chosen));
        return new Routed.Planned(
            steps.stream()
                .sorted(Comparator.comparingInt(step -> order.indexOf(step.skill())))
                .toList(),
            new Answer.Routing(order, considered));
      }
    }
    return routeOne(question, targets);
  }

  /// A name of several words that stands in a question as it is, is a name and nothing else: what
  /// its words mean chooses no skill, no window and no part of the data. Who names folders may be
  /// anybody.
  public Question naming(Question question, List<TargetNames> targets) {
    var text = question.text();
    var said =
        targets.stream()
            .map(TargetNames::name)
            .filter(name -> SEVERAL_WORDS.matcher(name).find())
            .filter(name -> at(text, name) >= 0)
            .toList();
    if (question.target().isPresent() || said.size() != 1) {
      return question;
    }
    var name = said.getFirst();
    int at = at(text, name);
    return question
        .saying(text.substring(0, at) + "it" + text.substring(at + name.length()))
        .about(name);
  }

  private static int at(String text, String name) {
    var found =
        Pattern.compile(name, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
            .matcher(text);
    return found.find() ? found.start() : -1;
  }

  /// A question about one target after another, cut where it turns to the next: `the churn model
  /// feels off since March, find out why, and compare with the shop agent's failures`. What names
  /// no target goes with what stands before it.
  private List<String> sections(Question question, List<TargetNames> targets) {
    var parts = Asks.texts(checked(question.text()));
    if (parts.size() < 2 || question.target().isPresent()) {
      return List.of(question.text());
    }
    var chooser = skills().targets(targets, targets, false);
    var sections = new ArrayList<String>();
    var about = Set.<TargetNames>of();
    for (var part : parts) {
      var named = chooser.read(part).called().keySet();
      if ((named.isEmpty() && !sections.isEmpty()) || named.equals(about) || about.isEmpty()) {
        sections.add(sections.isEmpty() ? part : sections.removeLast() + ". " + part);
      } else {
        sections.add(part);
      }
      about = named.isEmpty() ? about : named;
    }
    return sections;
  }

  private Routed routeOne(Question question, List<TargetNames> targets) {
    var text = checked(question.text());
    var phrases = WindowPhrases.in(text);
    var candidates = named(question.target(), targets);
    var slice = SlicePhrases.in(phrases.rest(), question.earlier().isPresent());
    return slice.words().isEmpty()
        ? routed(question, text, phrases, candidates, targets).routed()
        : sliced(question, phrases, slice, candidates, targets);
  }

  /// Words of a question whose answer is a cause or an advice: looked for, tested and ranked.
  private static final Pattern DEEP =
      Pattern.compile(
          "\\b(?:why|causes?|caused|causing|reasons?|to blame|blame|find out|figure out|root|explain|recommend|advise"
              + "|what (?:should|can|do|must) (?:i|we)|what to do|to do first|fix)\\b",
          Pattern.CASE_INSENSITIVE);

  /// Two skills of one target answer side by side as well as after each other.
  private static final int MOST_SIDE_BY_SIDE = 2;

  /// Whether a question that asks for several things gains from a plan: it asks for causes or
  /// advice among them, for several targets, or for more than can be set side by side.
  ///
  /// @throws dev.clew.evidence.ClewException as [#route]
  public boolean wantsPlan(Question question, List<TargetNames> targets) {
    if (Asks.count(question.text()) < 2) {
      return false;
    }
    return switch (route(question, targets)) {
      case Routed.Planned(var steps, var _) ->
          steps.size() > MOST_SIDE_BY_SIDE
              || steps.stream().map(StepRequest::target).distinct().count() > 1
              || DEEP.matcher(question.text()).find();
      case Routed.Unanswerable _ -> false;
    };
  }

  /// Whether a question is settled by the words that narrow it: where they are all it says nothing
  /// is left to choose, and where they fit no data another part must not be answered for.
  ///
  /// @param routed what came of it
  public boolean onlyNarrows(Question question, Routed routed) {
    var phrases = WindowPhrases.in(question.text());
    var slice = SlicePhrases.in(phrases.rest(), question.earlier().isPresent());
    return slice.words().isPresent()
        && switch (routed) {
          case Routed.Planned planned ->
              question.earlier().isPresent()
                  && isBare(slice)
                  && planned.steps().stream()
                      .allMatch(step -> step.parameters().containsKey(ParameterSchema.FILTER));
          case Routed.Unanswerable _ -> slice.sure() || slice.strict();
        };
  }

  private static boolean isBare(SlicePhrases slice) {
    return FollowUp.isBare(slice.rest());
  }

  /// A question about a part of the data: the same without the words for the part, on the targets
  /// in which these mean something.
  private Routed sliced(
      Question question,
      WindowPhrases phrases,
      SlicePhrases slice,
      List<TargetNames> candidates,
      List<TargetNames> targets) {
    var all = routed(question, question.text().strip(), phrases, candidates, targets);
    var without =
        isBare(slice)
            ? goingOn(question, phrases, targets)
            : routed(
                    question,
                    slice.rest(),
                    new WindowPhrases(phrases.baseline(), phrases.current(), slice.rest()),
                    candidates,
                    targets)
                .routed();
    if (!(without instanceof Routed.Planned planned)) {
      return all.routed();
    }
    var steps = new LinkedHashSet<StepRequest>();
    var unfit = new LinkedHashSet<String>();
    var next = new LinkedHashSet<String>();
    for (var step : planned.steps()) {
      var target = targets.stream().filter(one -> one.name().equals(step.target())).findFirst();
      if (target.isEmpty()) {
        // The documentation, of which there is no part.
        steps.add(step);
        continue;
      }
      switch (WordedSlice.of(slice, target.get())) {
        case WordedSlice.Read.Meant now -> {
          var before = step.parameters().getOrDefault(ParameterSchema.FILTER, "");
          var meant = WordedSlice.after(question.text(), before, now);
          steps.add(step.narrowed(meant.filter(), meant.why()));
        }
        case WordedSlice.Read.Unfit(var why, var others) -> {
          unfit.add(why);
          next.addAll(others);
        }
      }
    }
    if (!steps.isEmpty()) {
      return new Routed.Planned(List.copyOf(steps), planned.routing());
    }
    if (!slice.strict() && (!slice.sure() || all.sure())) {
      return all.routed();
    }
    return new Routed.Unanswerable(
        String.join(" ", unfit),
        next.isEmpty() ? examples(targets) : List.copyOf(next),
        planned.routing());
  }

  /// The steps that the conversation took, for a question that says nothing but of which part of
  /// the data they shall be.
  private Routed goingOn(Question question, WindowPhrases phrases, List<TargetNames> targets) {
    var earlier = question.earlier().map(Earlier::steps).orElse(List.of());
    var steps = new ArrayList<StepRequest>();
    for (var step : earlier) {
      if (catalogue.card(step.skill()).isEmpty()
          || targets.stream().noneMatch(one -> one.name().equals(step.target()))
          || question.target().filter(name -> !name.equals(step.target())).isPresent()) {
        continue;
      }
      var given = question.baseline().isPresent() || question.current().isPresent();
      var said = phrases.baseline().isPresent() || phrases.current().isPresent();
      steps.add(
          new StepRequest(
              step.skill(),
              step.target(),
              given ? question.baseline() : said ? phrases.baseline() : step.baseline(),
              given ? question.current() : said ? phrases.current() : step.current(),
              !given,
              own(step),
              "goes on with the conversation"));
    }
    var telling = steps.stream().filter(step -> !playbook.whole().contains(step.skill())).toList();
    var kept = telling.isEmpty() ? steps : telling;
    return kept.isEmpty()
        ? unanswerable("There is nothing that this goes on with.", targets, List.of(), List.of())
        : new Routed.Planned(
            kept,
            new Answer.Routing(
                kept.stream().map(StepRequest::skill).distinct().toList(),
                kept.stream()
                    .map(step ->
                        new Answer.Considered(step.skill(), step.target(), 1, step.reason()))
                    .toList()));
  }

  /// The parameters of a run that are not what they would be anyway.
  private Map<String, String> own(Earlier.Step step) {
    var schema = ParameterSchema.of(catalogue.require(step.skill()));
    var own = new LinkedHashMap<>(step.parameters());
    own.entrySet()
        .removeIf(one ->
            schema.defaultOf(one.getKey()).filter(one.getValue()::equals).isPresent()
                || (!schema.names().contains(one.getKey())
                    && !one.getKey().equals(ParameterSchema.FILTER)));
    return own;
  }

  /// @param sure whether the question's own words say what it asks for
  private record Chosen(Routed routed, boolean sure) {}

  private Chosen routed(
      Question question,
      String text,
      WindowPhrases phrases,
      List<TargetNames> candidates,
      List<TargetNames> targets) {
    var chooser = skills().targets(candidates, targets, question.target().isPresent());
    var spoken = chooser.read(phrases.rest());
    var contrasting = contrasting(phrases.rest(), spoken, candidates);
    var choice = skills().choose(spoken.neutral(), hints(spoken, candidates, contrasting));
    var toOpen = toOpen(choice, chooser, spoken, candidates);
    if (!toOpen.isEmpty()) {
      spoken = chooser.readContent(phrases.rest(), toOpen);
      choice = skills().choose(spoken.neutral(), hints(spoken, candidates, contrasting));
    }
    boolean sure = !choice.isUnsure();
    var considered = new ArrayList<Answer.Considered>();
    var followed = followed(question, choice, phrases, spoken);
    if (followed.isPresent()) {
      choice = followed.get();
    }
    if (choice.chosen().isEmpty()) {
      choice.readings().forEach(reading -> considered.add(considered(reading, "")));
      return new Chosen(
          unanswerable(notUnderstood(choice, candidates), targets, List.of(), considered), false);
    }
    var understood = choice;
    var order = playbook.inOrder(understood.chosen().stream().map(Reading::skill).toList());
    var earlier = question.earlier().map(Earlier::targets).orElse(List.of());
    var steps = new ArrayList<StepRequest>();
    var missing = new ArrayList<String>();
    for (var skill : order) {
      var reading = understood.reading(skill);
      switch (chooser.choose(catalogue.require(skill), spoken, earlier)) {
        case TargetChooser.Choice.Targets chosen -> {
          for (var target : chosen.targets()) {
            steps.add(step(question, text, phrases, reading, target, chosen.why()));
            considered.add(considered(reading, target.name()));
          }
        }
        case TargetChooser.Choice.None none -> {
          missing.add(none.why());
          considered.add(considered(reading, ""));
        }
      }
    }
    understood.readings().stream()
        .filter(reading -> !order.contains(reading.skill()))
        .forEach(reading -> considered.add(considered(reading, "")));
    if (steps.isEmpty()) {
      return new Chosen(
          unanswerable(
              String.join(" ", missing.stream().distinct().toList()), targets, order, considered),
          sure);
    }
    return new Chosen(new Routed.Planned(steps, new Answer.Routing(order, considered)), sure);
  }

  /// The targets that a question calls by name, in the order in which it does.
  public List<String> named(Question question, List<TargetNames> targets) {
    var text = question.text().toLowerCase(Locale.ROOT);
    var called = skills().targets(targets, targets, false).read(question.text()).called();
    return called.entrySet().stream()
        .sorted(Comparator.comparingInt(one -> text.indexOf(one.getValue())))
        .map(one -> one.getKey().name())
        .toList();
  }

  /// For a question that goes on with a conversation and does not say itself what it asks for: the
  /// skills that were used before. `And only last week?` asks the same of other data.
  private Optional<SkillChooser.Choice> followed(
      Question question,
      SkillChooser.Choice choice,
      WindowPhrases phrases,
      TargetChooser.Spoken spoken) {
    var named =
        phrases.current().isPresent()
            || phrases.baseline().isPresent()
            || !spoken.called().isEmpty();
    if (question.earlier().isEmpty()
        || !choice.isUnsure()
        || !FollowUp.isOne(question.text(), spoken.neutral(), named)
        || skills().isElsewhere(spoken.neutral())) {
      return Optional.empty();
    }
    return question
        .earlier()
        .map(earlier ->
            earlier.skills().stream().filter(skill -> catalogue.card(skill).isPresent()).toList())
        .filter(used -> !used.isEmpty())
        .map(used -> {
          var readings =
              used.stream()
                  .map(skill -> new Reading(skill, 1, "goes on with the conversation"))
                  .toList();
          return new SkillChooser.Choice(readings, readings);
        });
  }

  /// Kinds of targets whose content must be looked at before a question is understood: those of
  /// which several fit a skill and none is named, and all where the skill itself is in doubt or
  /// something is named that no target is called.
  private Set<Card.Reads> toOpen(
      SkillChooser.Choice choice,
      TargetChooser chooser,
      TargetChooser.Spoken spoken,
      List<TargetNames> candidates) {
    var chosen =
        choice.chosen().stream()
            .flatMap(reading -> catalogue.require(reading.skill()).reads().stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Card.Reads.class)));
    var doubtful = choice.isUnsure() && candidates.size() > 1 && spoken.called().isEmpty();
    if (doubtful) {
      return EnumSet.copyOf(kinds(candidates));
    }
    // A tool that looks at both kinds is about the one whose content is spoken of.
    var either =
        choice.chosen().stream()
            .map(reading -> catalogue.require(reading.skill()))
            .anyMatch(card -> card.reads().size() > 1 && chooser.isOpen(card, spoken));
    if (spoken.strange().isEmpty() && !either) {
      chosen.removeIf(kind -> !chooser.isOpen(kind, spoken));
    }
    return chosen;
  }

  private static String checked(String question) {
    var text = question.strip();
    if (text.isEmpty()) {
      throw new Problem(
              Problem.Kind.USER,
              "the question is empty",
              "",
              "ask one, such as 'Why do the runs fail?' or 'Is the model still good?'")
          .asException();
    }
    if (text.length() > Question.LONGEST) {
      throw new Problem(
              Problem.Kind.USER,
              "the question has " + text.length() + " characters",
              "",
              "ask in at most " + Question.LONGEST)
          .asException();
    }
    return text;
  }

  private static List<TargetNames> named(Optional<String> name, List<TargetNames> targets) {
    if (name.isEmpty()) {
      return targets;
    }
    if (name.get().equals(TargetNames.DOCUMENTATION.name())
        && targets.stream().noneMatch(target -> target.name().equals(name.get()))) {
      return List.of(TargetNames.DOCUMENTATION);
    }
    var chosen = targets.stream().filter(target -> target.name().equals(name.get())).toList();
    if (chosen.isEmpty()) {
      var names = targets.stream().map(TargetNames::name).toList();
      throw new Problem(
              Problem.Kind.USER,
              "there is no target '" + name.get() + "'",
              "",
              Nearest.remedy(name.get(), names))
          .asException();
    }
    return chosen;
  }

  /// Kinds of targets that there are to look at; the documentation always is.
  private static List<Card.Reads> readable(List<TargetNames> targets) {
    return Stream.concat(kinds(targets).stream(), Stream.of(Card.Reads.DOCUMENTATION))
        .distinct()
        .toList();
  }

  private static List<Card.Reads> kinds(List<TargetNames> targets) {
    return targets.stream().map(TargetNames::reads).distinct().toList();
  }

  private StepRequest step(
      Question question,
      String text,
      WindowPhrases phrases,
      Reading reading,
      TargetNames target,
      String whyTarget) {
    var given = question.baseline().isPresent() || question.current().isPresent();
    return new StepRequest(
        reading.skill(),
        target.name(),
        given ? question.baseline() : phrases.baseline(),
        given ? question.current() : phrases.current(),
        !given,
        parameters(question, reading.skill(), text, target),
        reading.why() + "; " + whyTarget);
  }

  /// What the user set, and what the question says in words besides. A parameter that no chosen
  /// skill takes is an error where it is checked: at the step.
  private Map<String, String> parameters(
      Question question, String skill, String text, TargetNames target) {
    var parameters = new LinkedHashMap<String, String>(question.parameters());
    var schema = ParameterSchema.of(catalogue.require(skill));
    skills().parameters().of(text, schema, target).forEach(parameters::putIfAbsent);
    if (!parameters.containsKey(ParameterSchema.FILTER)) {
      WordedParameters.oneTrace(text, schema, target)
          .ifPresent(filter -> {
            parameters.put(ParameterSchema.FILTER, filter);
            parameters.put(ParameterSchema.FILTER_WHY, "the id of one trace");
          });
    }
    return parameters;
  }

  private static Answer.Considered considered(Reading reading, String target) {
    return new Answer.Considered(
        reading.skill(), target, Math.clamp(reading.score(), 0, 1), reading.why());
  }

  /// One sentence: what was meant is not known, and asking otherwise helps more than a list would.
  private static String notUnderstood(SkillChooser.Choice choice, List<TargetNames> candidates) {
    var nearest =
        choice.readings().stream().limit(2).map(Reading::skill).collect(Collectors.joining(", "));
    var there =
        candidates.stream()
            .map(target -> target.kind() + " " + target.name())
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", "));
    return "Clew has no skill that answers this"
        + (there.isEmpty() ? "" : "; the data here: " + there)
        + (nearest.isEmpty() ? "." : "; the nearest readings: " + nearest + ".");
  }

  private Routed unanswerable(
      String why,
      List<TargetNames> targets,
      List<String> chosen,
      List<Answer.Considered> considered) {
    if (targets.isEmpty()) {
      return new Routed.Unanswerable(
          "There is no data to look at: no traces and no inference logs were found.",
          examples(targets),
          new Answer.Routing(chosen, considered));
    }
    return new Routed.Unanswerable(
        why,
        examples(targets, considered.stream().map(Answer.Considered::skill).toList()),
        new Answer.Routing(chosen, considered));
  }

  private List<String> examples(List<TargetNames> targets) {
    return examples(targets, List.of());
  }

  /// One question for each skill that the data can answer, about a target that is there; without
  /// data, of the documentation.
  ///
  /// @param nearest skills that the question may have meant: theirs come first
  private List<String> examples(List<TargetNames> targets, List<String> nearest) {
    var examples = new ArrayList<String>();
    var order = new LinkedHashSet<String>(nearest);
    order.retainAll(catalogue.ids());
    order.addAll(playbook.inOrder(catalogue.ids()));
    for (var skill : order) {
      var card = catalogue.require(skill);
      var offered = catalogue.examples(skill).offered();
      if (card.reads(Card.Reads.DOCUMENTATION)) {
        if (targets.isEmpty()) {
          examples.addAll(offered);
        }
        continue;
      }
      targets.stream()
          .filter(target -> card.reads(target.reads()))
          .flatMap(target ->
              offered.stream()
                  .filter(text -> TargetChooser.suits(text, target.reads()))
                  .map(text -> text.replace(RoutingExamples.TARGET, target.name()))
                  .filter(text -> leads(text, skill, target, targets)))
          .findFirst()
          .ifPresent(examples::add);
    }
    return examples;
  }

  private static SkillChooser.Hints hints(
      TargetChooser.Spoken spoken, List<TargetNames> targets, Set<String> favoured) {
    return new SkillChooser.Hints(spoken.kinds(), readable(targets), favoured);
  }

  /// The skills that compare two groups, where the question holds two groups against each other
  /// that the runs of a target have.
  private Set<String> contrasting(
      String question, TargetChooser.Spoken spoken, List<TargetNames> candidates) {
    if (!Contrast.compares(question)) {
      return Set.of();
    }
    boolean drawn =
        candidates.stream()
            .filter(target -> target.reads() == Card.Reads.APPLICATION)
            .filter(target -> spoken.called().isEmpty() || spoken.called().containsKey(target))
            .anyMatch(target -> Contrast.isDrawn(question, target));
    return drawn
        ? catalogue.cards().stream()
            .filter(card -> ParameterSchema.of(card).names().containsAll(GROUPS))
            .map(Card::name)
            .collect(Collectors.toSet())
        : Set.of();
  }

  /// Parameters of a skill that compares two groups of runs.
  private static final Set<String> GROUPS = Set.of("first", "second");

  /// Whether a question's own words lead to this skill of this target and to nothing else.
  private boolean leads(String text, String skill, TargetNames target, List<TargetNames> targets) {
    var chooser = skills().targets(targets, targets, false);
    var spoken = chooser.read(WindowPhrases.in(text).rest());
    var choice = skills().choose(spoken.neutral(), hints(spoken, targets, Set.of()));
    return !choice.isUnsure()
        && choice.chosen().stream().allMatch(reading -> reading.skill().equals(skill))
        && chooser.choose(catalogue.require(skill), spoken, List.of())
            instanceof TargetChooser.Choice.Targets(var chosen, var _)
        && chosen.equals(List.of(target));
  }
}
