package dev.clew.investigation;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Results;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.skills.Card;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Of what the skills offer to ask next, what leads somewhere new: each question is routed without
/// a model, as it will be when it is asked, and stays only where it leads to the target it is
/// offered for and to nothing that the answer, or a question before it, has looked at already.
///
/// What the heaviest finding suggests comes first, then what the others do, in turn.
public final class Suggestions implements Suggesting {
  private static final Pattern SINCE =
      Pattern.compile("^(?:since|from|after|until|before|up to)\\b");

  private static final Pattern PART =
      Pattern.compile("^(?:last|latest|newest|most recent|recent|first|second|earliest)\\b");

  private final RailedRouter router;
  private final List<TargetNames> targets;

  /// @param targets all there are
  public Suggestions(RailedRouter router, List<TargetNames> targets) {
    this.router = router;
    this.targets = List.copyOf(targets);
  }

  /// A question that came up in a step.
  record Offer(String question, StepRequest of) {}

  /// Something to look at. A question that came up in a step is about the step's windows.
  private record Look(String skill, String target) {
    static Look of(StepRequest step) {
      return new Look(step.skill(), step.target());
    }
  }

  @Override
  public List<String> of(List<StepResult> results) {
    if (targets.isEmpty()) {
      return AS_OFFERED.of(results);
    }
    var looked = new HashSet<Look>();
    results.forEach(result -> looked.add(Look.of(result.request())));
    var chosen = new ArrayList<String>();
    for (var offer : inTurn(results)) {
      if (chosen.size() == MOST) {
        break;
      }
      worded(offer, looked).ifPresent(chosen::add);
    }
    return chosen;
  }

  /// The question as it can be asked; empty where it leads to nothing new. What it leads to counts
  /// as looked at from then on.
  private Optional<String> worded(Offer offer, Set<Look> looked) {
    var named = named(offer);
    for (var text : Stream.of(over(named, offer.of()), named).distinct().toList()) {
      var steps = routed(text);
      if (!steps.isEmpty()
          && steps.stream().allMatch(step -> step.target().equals(offer.of().target()))
          && steps.stream().map(Look::of).noneMatch(looked::contains)
          && (text.equals(named) || steps.stream().allMatch(step -> isOver(step, offer.of())))) {
        steps.forEach(step -> looked.add(Look.of(step)));
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private static boolean isOver(StepRequest step, StepRequest other) {
    return step.baseline().equals(other.baseline()) && step.current().equals(other.current());
  }

  private List<StepRequest> routed(String text) {
    try {
      return switch (router.byWords(Question.of(text), targets)) {
        case Routed.Planned planned -> planned.steps();
        case Routed.Unanswerable _ -> List.of();
      };
    } catch (ClewException _) {
      return List.of();
    }
  }

  /// With the target's name, where there are several to choose from.
  private String named(Offer offer) {
    var question = offer.question();
    var target = offer.of().target();
    boolean said =
        question.toLowerCase(Locale.ROOT).contains(target.toLowerCase(Locale.ROOT))
            || targets.stream().filter(one -> one.reads() != Card.Reads.DOCUMENTATION).count() == 1;
    return said
        ? question
        : "For "
            + target
            + ": "
            + question.substring(0, 1).toLowerCase(Locale.ROOT)
            + question.substring(1);
  }

  /// Over the windows of the step it came up in, where somebody named them.
  private static String over(String question, StepRequest step) {
    if (step.baseline().isEmpty() && step.current().isEmpty()) {
      return question;
    }
    var end = question.endsWith("?") ? question.length() - 1 : question.length();
    return question.substring(0, end)
        + step.current().map(window -> " " + in(window)).orElse("")
        + step.baseline().map(window -> " against " + window(window)).orElse("")
        + question.substring(end);
  }

  /// `in the last 7 days`, `since row 70000`, `in rows 70000..75000`.
  private static String in(String window) {
    if (SINCE.matcher(window).find()) {
      return window;
    }
    return "in " + (PART.matcher(window).find() ? "the " : "") + window(window);
  }

  private static String window(String words) {
    return words.matches("\\d+\\.\\.\\d+") ? "rows " + words : words;
  }

  /// The offers: the first of each step, the heaviest step first, then the second of each.
  private static List<Offer> inTurn(List<StepResult> results) {
    var each =
        results.stream()
            .sorted(Comparator.comparingInt(Suggestions::weight).reversed())
            .map(result -> offers(result).toList())
            .toList();
    var all = new ArrayList<Offer>();
    int most = each.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (var offers : each) {
        if (i < offers.size()) {
          all.add(offers.get(i));
        }
      }
    }
    return all;
  }

  private static int weight(StepResult result) {
    return shown(result).stream()
        .flatMap(results -> results.findings().stream())
        .map(Finding::severity)
        .mapToInt(severity ->
            switch (severity) {
              case INFO -> 1;
              case LOW -> 2;
              case MEDIUM -> 3;
              case HIGH -> 4;
            })
        .max()
        .orElse(0);
  }

  static Stream<Offer> offers(StepResult result) {
    return shown(result).stream()
        .flatMap(results -> results.next().stream())
        .map(question -> new Offer(question, result.request()));
  }

  private static Optional<Results> shown(StepResult result) {
    return switch (result) {
      case StepResult.Measured measured -> measured.measurement().shown();
      case StepResult.Failed _ -> Optional.empty();
    };
  }
}
