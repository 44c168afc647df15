package dev.clew.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.investigation.routing.Reading;
import dev.clew.investigation.routing.SkillChooser;
import dev.clew.skills.Catalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingSuiteTest {
  /// What routing must reach before a change to it, or to a skill's examples, may land.
  private static final double BAR = 0.9;

  /// Groups that are named after no skill.
  private static final Set<String> NO_SKILLS = Set.of("none", "several");

  private final Catalogue catalogue = Catalogue.load();
  private final SkillChooser chooser = SkillChooser.of(catalogue);

  /// Each example takes a router of its own: all of them in the deep profile, every fourth
  /// otherwise.
  @Test
  void questionsReachTheSkillTheyAreForAndNoOther() {
    var misses = new ArrayList<String>();
    var deep = Boolean.getBoolean("clew.deep");

    var card = new RoutingSuite(catalogue, deep ? 1 : 4).run(misses::add);

    var positives = card.metrics().get("positives");
    var negatives = card.metrics().get("negatives");
    assertTrue(positives != null && reached(positives, deep), () -> positives + " " + misses);
    assertTrue(negatives != null && reached(negatives, deep), () -> negatives + " " + misses);
    var examples =
        catalogue.ids().stream()
            .map(catalogue::examples)
            .mapToLong(one -> one.positive().size() + one.negative().size())
            .sum();
    if (deep) {
      assertEquals(examples, card.n(), "every example is asked once");
    } else {
      assertTrue(card.n() > examples / 5 && card.n() < examples / 3, card.n() + " of " + examples);
    }
  }

  /// All of the examples must reach the bar itself; a share of them must not speak against it.
  private static boolean reached(Metric share, boolean all) {
    return (all ? share.value() : share.high()) >= BAR;
  }

  /// Questions in users' own tone, none of which stands in a skill's examples.
  @ParameterizedTest
  @CsvSource({
    "paraphrases.yaml, looked-at",
    "paraphrases.yaml, unseen",
    "paraphrases.yaml, casual",
    "paraphrases.yaml, plain",
    "casual.yaml, casual-one",
    "casual.yaml, casual-two"
  })
  void paraphrasesReachTheirSkillsToo(String file, String set) throws IOException {
    var wrong = new ArrayList<String>();
    var asked = 0;
    for (var group : questions(file, set).properties()) {
      var skill = group.getKey();
      if (!NO_SKILLS.contains(skill) && catalogue.card(skill).isEmpty()) {
        continue;
      }
      for (var item : group.getValue()) {
        asked++;
        var question = item.isObject() ? item.path("ask").asText() : item.asText();
        var chosen = new TreeSet<String>();
        chooser.choose(question).chosen().stream().map(Reading::skill).forEach(chosen::add);
        if (!chosen.equals(expected(skill, item))) {
          wrong.add(question + " -> " + chosen);
        }
      }
    }
    var right = Metric.share(asked - wrong.size(), asked);
    assertTrue(right.value() >= BAR, () -> right + " " + wrong);
  }

  private static Set<String> expected(String group, JsonNode item) {
    var skills = new TreeSet<String>();
    if (item.isObject()) {
      item.path("skills").forEach(skill -> skills.add(skill.asText()));
    } else if (!group.equals("none")) {
      skills.addAll(List.of(group));
    }
    return skills;
  }

  private static JsonNode questions(String file, String set) throws IOException {
    try (var in = RoutingSuiteTest.class.getResourceAsStream(file)) {
      return new YAMLMapper().readTree(in).path(set);
    }
  }
}
