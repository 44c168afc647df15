package dev.clew.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.evidence.Problem;
import dev.clew.skills.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/// Where agents' traces go wrong, and how: TRAIL's traces with errors that people marked (Deshpande
/// et al. 2025, arXiv 2505.08638).
///
/// A place is a span with at least one marked error; a joint hit has place and category. Recall and
/// precision are pooled over all places (the official figures, recall per trace and then its mean,
/// stand beside them); `category_f1` is the official weighted F1 of the categories found in each
/// trace. Intervals draw whole traces.
public final class TrailSuite implements Suite {
  private final Path data;
  private final Catalogue catalogue;
  private final String skill;
  private final Path scratch;

  /// @param data holds `trail/otlp` and `trail/labels`
  /// @param skill one that takes a trace and names suspect spans
  /// @param scratch a folder for what has to lie on disk for a while
  public TrailSuite(Path data, Catalogue catalogue, String skill, Path scratch) {
    this.data = data;
    this.catalogue = catalogue;
    this.skill = skill;
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "trail";
  }

  /// One trace: what was marked and what was found.
  ///
  /// @param places span ids that are marked
  /// @param joint span id and category of each mark
  /// @param suspects span ids that were found
  /// @param found span id and category of each finding
  record Marked(Set<String> places, Set<String> joint, Set<String> suspects, Set<String> found) {

    int right() {
      return (int) suspects.stream().filter(places::contains).count();
    }

    int rightJoint() {
      return (int) found.stream().filter(joint::contains).count();
    }

    static Set<String> categories(Set<String> joint) {
      var categories = new TreeSet<String>();
      joint.forEach(one -> categories.add(one.substring(one.indexOf('\n') + 1)));
      return categories;
    }
  }

  @Override
  public Scorecard run(Consumer<String> misses) {
    var root = data.resolve("trail");
    var labels = new LinkedHashMap<String, JsonNode>();
    var application =
        new LabelledTraces(
                root.resolve("otlp"),
                key -> root.resolve("labels").resolve(key.replaceFirst("\\.gz$", "")))
            .read(catalogue, skill, scratch, labels::put);
    var cases = new ArrayList<Marked>();
    labels.forEach((trace, label) -> {
      var marked = marked(label, Diagnosis.of(catalogue, skill, application, trace));
      cases.add(marked);
      if (marked.right() < marked.places().size()) {
        misses.accept(
            trace
                + ": "
                + (marked.places().size() - marked.right())
                + " of "
                + marked.places().size()
                + " marked spans are not among the "
                + marked.suspects().size()
                + " suspects");
      }
    });
    if (cases.isEmpty()) {
      throw new Problem(
              Problem.Kind.DATA,
              "no trace has a label",
              root.toString(),
              "labels lie in labels/ under the traces' own names")
          .asException();
    }
    return score(name(), cases);
  }

  static Scorecard score(String name, List<Marked> cases) {
    var metrics = new LinkedHashMap<String, Metric>();
    metrics.put("location_recall", pooled(cases, Marked::right, one -> one.places().size()));
    metrics.put("location_precision", pooled(cases, Marked::right, one -> one.suspects().size()));
    metrics.put("joint_recall", pooled(cases, Marked::rightJoint, one -> one.joint().size()));
    metrics.put("joint_precision", pooled(cases, Marked::rightJoint, one -> one.found().size()));
    metrics.put("category_f1", Resampled.metric(cases, TrailSuite::weightedF1));
    metrics.put(
        "location_recall_per_trace",
        Resampled.metric(cases, some -> mean(some, Marked::right, one -> one.places().size())));
    metrics.put(
        "joint_recall_per_trace",
        Resampled.metric(cases, some -> mean(some, Marked::rightJoint, one -> one.joint().size())));
    return new Scorecard(name, cases.size(), metrics);
  }

  private static Metric pooled(
      List<Marked> cases, Function<Marked, Integer> right, Function<Marked, Integer> of) {
    return Resampled.metric(
        cases,
        some -> {
          long hits = 0;
          long all = 0;
          for (var one : some) {
            hits += right.apply(one);
            all += of.apply(one);
          }
          return hits / (double) all;
        });
  }

  /// Over the traces that have anything marked.
  private static double mean(
      List<Marked> cases, Function<Marked, Integer> right, Function<Marked, Integer> of) {
    double sum = 0;
    int counted = 0;
    for (var one : cases) {
      if (of.apply(one) > 0) {
        sum += right.apply(one) / (double) of.apply(one);
        counted++;
      }
    }
    return sum / counted;
  }

  /// F1 of each category over traces, weighted by how many traces have it marked.
  private static double weightedF1(List<Marked> cases) {
    var categories = new TreeSet<String>();
    cases.forEach(one -> categories.addAll(Marked.categories(one.joint())));
    double sum = 0;
    double weights = 0;
    for (var category : categories) {
      int both = 0;
      int marked = 0;
      int found = 0;
      for (var one : cases) {
        boolean is = Marked.categories(one.joint()).contains(category);
        boolean says = Marked.categories(one.found()).contains(category);
        marked += is ? 1 : 0;
        found += says ? 1 : 0;
        both += is && says ? 1 : 0;
      }
      sum += marked * 2.0 * both / (marked + found);
      weights += marked;
    }
    return sum / weights;
  }

  private static Marked marked(JsonNode label, Diagnosis diagnosis) {
    var places = new LinkedHashSet<String>();
    var joint = new LinkedHashSet<String>();
    for (var error : label.path("errors")) {
      var place = error.path("location").asText();
      places.add(place);
      joint.add(place + "\n" + error.path("category").asText());
    }
    var found = new LinkedHashSet<String>();
    diagnosis
        .suspects()
        .forEach((span, categories) ->
            categories.forEach(category -> found.add(span + "\n" + category)));
    return new Marked(places, joint, diagnosis.suspects().keySet(), found);
  }
}
