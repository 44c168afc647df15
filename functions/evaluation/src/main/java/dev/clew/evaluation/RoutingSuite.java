package dev.clew.evaluation;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.clew.evidence.Problem;
import dev.clew.investigation.routing.Reading;
import dev.clew.investigation.routing.SkillChooser;
import dev.clew.skills.Catalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether questions reach the skill they are for: every example of every `routing.yaml`, each
/// asked of a router that never saw it.
///
/// `positives` is the share of a skill's own questions for which it is chosen, `negatives` the
/// share of the questions that are not its own for which it is not.
public final class RoutingSuite implements Suite {
  private final Catalogue catalogue;
  private final int step;

  public RoutingSuite(Catalogue catalogue) {
    this(catalogue, 1);
  }

  /// @param step 1 for every example, 3 for every third, ...
  /// @throws IllegalArgumentException when it is less than 1
  public RoutingSuite(Catalogue catalogue, int step) {
    if (step < 1) {
      throw new IllegalArgumentException("a step of " + step + " examples");
    }
    this.catalogue = catalogue;
    this.step = step;
  }

  @Override
  public String name() {
    return "routing";
  }

  @Override
  public Scorecard run(Consumer<String> misses) {
    var chooser = SkillChooser.of(catalogue);
    var positives = new Tally();
    var negatives = new Tally();
    var choices = choices(chooser);
    for (var skill : catalogue.ids()) {
      var examples = catalogue.examples(skill);
      for (var question : examples.positive()) {
        var chosen = choices.get(question);
        if (chosen == null) {
          continue;
        }
        if (!positives.count(chosen.contains(skill))) {
          misses.accept(skill + " was not chosen for '" + question + "', but " + chosen);
        }
      }
      for (var question : examples.negative()) {
        var chosen = choices.get(question);
        if (chosen != null && !negatives.count(!chosen.contains(skill))) {
          misses.accept(skill + " was chosen for '" + question + "'");
        }
      }
    }
    if (positives.asked == 0) {
      throw new Problem(
              Problem.Kind.USER, "there are no skills to route to", "", "build the skills module")
          .asException();
    }
    var metrics = new LinkedHashMap<String, Metric>();
    metrics.put("positives", positives.metric());
    metrics.put("negatives", negatives.metric());
    return new Scorecard(name(), positives.asked + negatives.asked, metrics);
  }

  /// What is chosen for each example. Each takes a router of its own, learned anew without it: the
  /// work of all processors.
  private Map<String, List<String>> choices(SkillChooser chooser) {
    var all =
        catalogue.ids().stream()
            .map(catalogue::examples)
            .flatMap(one -> Stream.concat(one.positive().stream(), one.negative().stream()))
            .distinct()
            .toList();
    return IntStream.range(0, all.size())
        .filter(at -> at % step == 0)
        .mapToObj(all::get)
        .parallel()
        .collect(toUnmodifiableMap(question -> question, question -> chosen(chooser, question)));
  }

  private static List<String> chosen(SkillChooser chooser, String question) {
    return chooser.without(question).choose(question).chosen().stream()
        .map(Reading::skill)
        .toList();
  }

  private static final class Tally {
    private long right;
    private long asked;

    boolean count(boolean isRight) {
      asked++;
      right += isRight ? 1 : 0;
      return isRight;
    }

    Metric metric() {
      return Metric.share(right, asked);
    }
  }
}
