package dev.clew.investigation.plans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.expressions.ExpressionError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The playbooks.
public final class Courses {
  private static final List<String> KINDS =
      List.of("performance", "drift", "data-quality", "failing-agent", "slow-agent", "cost");

  private final Map<String, Course> courses = new LinkedHashMap<>();

  public Courses(List<Course> courses) {
    courses.forEach(course -> this.courses.put(course.kind(), course));
  }

  /// Those that stand beside this class.
  public static Courses load() {
    return new Courses(KINDS.stream().map(Courses::read).toList());
  }

  public List<Course> all() {
    return List.copyOf(courses.values());
  }

  /// The course of a kind; empty for a kind that is not there, or not any more.
  public Optional<Course> of(String kind) {
    return Optional.ofNullable(courses.get(kind));
  }

  /// The courses that these skills call for, without those that others cover, in the order of the
  /// playbooks.
  public List<Course> calledFor(Set<String> skills) {
    var called =
        courses.values().stream()
            .filter(course -> course.startsWith().stream().anyMatch(skills::contains))
            .toList();
    return called.stream()
        .filter(course ->
            course.startsWith().stream()
                .filter(skills::contains)
                .anyMatch(skill ->
                    called.stream()
                        .noneMatch(
                            other -> !other.equals(course) && other.covers().contains(skill))))
        .toList();
  }

  private static Course read(String kind) {
    var file = "playbooks/" + kind + ".yaml";
    try (var in = Courses.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not beside " + Courses.class);
      }
      return parse(file, new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException that names the file and what is wrong with it
  public static Course parse(String file, JsonNode tree) {
    return new Reader(file).course(tree);
  }

  private record Reader(String file) {
    Course course(JsonNode tree) {
      known(
          tree,
          "kind",
          "about",
          "starts-with",
          "covers",
          "share-wrong",
          "wrong-words",
          "steps",
          "changes",
          "causes");
      var stages = new ArrayList<Course.Stage>();
      tree.path("steps").forEach(one -> stages.add(stage(one)));
      var rules = new ArrayList<Course.Rule>();
      tree.path("changes").forEach(one -> rules.add(rule(one)));
      var causes = new ArrayList<Course.Possible>();
      tree.path("causes").forEach(one -> causes.add(possible(one)));
      return new Course(
          text(tree, "kind"),
          text(tree, "about"),
          texts(tree, "starts-with"),
          texts(tree, "covers"),
          tree.has("share-wrong") ? Optional.of(expression(tree, "share-wrong")) : Optional.empty(),
          tree.path("wrong-words").asText(""),
          stages,
          rules,
          causes);
    }

    private Course.Stage stage(JsonNode tree) {
      known(tree, "skill", "with", "windows", "settles", "done");
      var parameters = new LinkedHashMap<String, String>();
      tree.path("with")
          .properties()
          .forEach(one -> parameters.put(one.getKey(), one.getValue().asText()));
      var windows = tree.path("windows").asText("given");
      if (!List.of("given", "whole").contains(windows)) {
        throw wrong("windows '" + windows + "' is neither given nor whole");
      }
      return new Course.Stage(
          text(tree, "skill"),
          parameters,
          windows.equals("whole"),
          text(tree, "settles"),
          expression(tree, "done"));
    }

    private Course.Rule rule(JsonNode tree) {
      known(tree, "id", "after", "when", "add", "drop", "first", "reason");
      Course.Then then;
      if (tree.has("add")) {
        then = new Course.Then.Add(stage(tree.path("add")));
      } else if (tree.has("drop")) {
        then = new Course.Then.Drop(text(tree, "drop"));
      } else {
        then = new Course.Then.First(text(tree, "first"));
      }
      return new Course.Rule(
          text(tree, "id"),
          text(tree, "after"),
          expression(tree, "when"),
          then,
          text(tree, "reason"));
    }

    private Course.Possible possible(JsonNode tree) {
      known(
          tree,
          "key",
          "cause",
          "noticed",
          "tested-by",
          "supported",
          "contradicted",
          "because",
          "against",
          "open",
          "advice",
          "weight");
      return new Course.Possible(
          text(tree, "key"),
          text(tree, "cause"),
          tree.path("noticed").asBoolean(false),
          text(tree, "tested-by"),
          expression(tree, "supported"),
          expression(tree, "contradicted"),
          tree.path("because").asText(""),
          tree.path("against").asText(""),
          tree.path("open").asText(""),
          text(tree, "advice"),
          Course.Weight.valueOf(text(tree, "weight").toUpperCase(Locale.ROOT)));
    }

    private Expression expression(JsonNode tree, String name) {
      try {
        return Expression.parse(text(tree, name));
      } catch (ExpressionError e) {
        throw wrong(name + ": " + e.why());
      }
    }

    private String text(JsonNode tree, String name) {
      if (!tree.path(name).isTextual() || tree.path(name).asText().isBlank()) {
        throw wrong("'" + name + "' is missing in " + tree);
      }
      return tree.path(name).asText().strip();
    }

    private List<String> texts(JsonNode tree, String name) {
      var texts = new ArrayList<String>();
      tree.path(name).forEach(one -> texts.add(one.asText()));
      return texts;
    }

    private void known(JsonNode tree, String... names) {
      tree.properties()
          .forEach(one -> {
            if (!List.of(names).contains(one.getKey())) {
              throw wrong("unknown field '" + one.getKey() + "'");
            }
          });
    }

    private IllegalArgumentException wrong(String why) {
      return new IllegalArgumentException(file + ": " + why);
    }
  }
}
