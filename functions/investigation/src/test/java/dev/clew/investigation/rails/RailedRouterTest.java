package dev.clew.investigation.rails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.investigation.Earlier;
import dev.clew.investigation.Playbook;
import dev.clew.investigation.Question;
import dev.clew.investigation.Routed;
import dev.clew.investigation.Router;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.samples.SampleCatalogue;
import dev.clew.investigation.samples.SampleData;
import dev.clew.models.Call;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.TokenUsage;
import dev.clew.models.ToolCall;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RailedRouterTest {
  private static final Catalogue CATALOGUE = SampleCatalogue.load();
  private static final Playbook PLAYBOOK = new Playbook(List.of("sizes", "faults"));
  private static final String SIZES = "How many rows does the loans log have?";

  private static Reply call(String tool, String arguments) {
    return new Reply(
        "",
        List.of(new ToolCall("1", tool, arguments)),
        Reply.Finish.TOOL_CALLS,
        TokenUsage.of(10, 5),
        "fast-1");
  }

  private static ScriptedModel script(Reply... replies) {
    var left = new ArrayDeque<>(List.of(replies));
    return new ScriptedModel(_ -> left.size() > 1 ? left.poll() : left.peek());
  }

  private static Chosen choose(ScriptedModel model, String question) {
    return choose(model, Question.of(question));
  }

  private static Chosen choose(ScriptedModel model, Question question) {
    var models =
        Models.of(
            model,
            Models.settings(true, Prices.UNKNOWN, Sending.SILENT, () -> Duration.ofSeconds(5)));
    return new RailedRouter(
            new Router(CATALOGUE, PLAYBOOK), models, CATALOGUE, PLAYBOOK, PromptFiles.PACKAGED)
        .choose(question, SampleData.targets());
  }

  private static StepRequest step(Chosen chosen) {
    return assertInstanceOf(Routed.Planned.class, chosen.routed()).steps().getFirst();
  }

  private static String family(String skill) {
    return "{\"families\": [\"" + CATALOGUE.require(skill).family() + "\"]}";
  }

  @Test
  void aModelIsToldOfTheConversationAndCanNotLeaveItsTargetUnasked() {
    var model =
        script(
            call("choose_family", family("faults")),
            call("choose_skill", "{\"skills\": [\"faults\"]}"),
            call("run_faults", "{\"target\": \"shop\", \"baseline\": null, \"current\": null}"));
    var earlier = new Earlier(List.of("travel"), List.of("faults"));

    var chosen = choose(model, Question.of("and why do they fail?").following(earlier));

    assertTrue(chosen.byModel());
    assertEquals("travel", step(chosen).target(), "the question names no other");
    assertTrue(
        model
            .asked()
            .getFirst()
            .messages()
            .getFirst()
            .text()
            .contains("the conversation was about travel"),
        "the model is told");
  }

  @Test
  void aModelThatFindsNothingForAFollowUpLeavesItToTheConversation() {
    var model = script(call("choose_family", "{\"families\": [\"none\"]}"));
    var earlier = new Earlier(List.of("travel"), List.of("faults"));

    var chosen = choose(model, Question.of("and only last week?").following(earlier));

    assertFalse(chosen.byModel());
    assertEquals("faults", step(chosen).skill());
    assertEquals("travel", step(chosen).target());
    assertEquals(Optional.of("last week"), step(chosen).current());
  }

  @Test
  void familyThenSkillThenParametersEachByOneToolWithAStrictSchema() {
    var model =
        script(
            call("choose_family", family("faults")),
            call("choose_skill", "{\"skills\": [\"faults\"]}"),
            call("run_faults", "{\"target\": \"shop\", \"baseline\": null, \"current\": null}"));

    var chosen = choose(model, "Anything broken in the shop?");

    assertTrue(chosen.byModel());
    assertEquals("faults", step(chosen).skill());
    assertEquals("shop", step(chosen).target());
    assertEquals(3, model.asked().size());
    for (var asked : model.asked()) {
      assertEquals(1, asked.tools().size());
      var schema = asked.tools().getFirst().parameters();
      assertFalse(schema.path("additionalProperties").asBoolean(true));
      assertEquals(schema.path("properties").size(), schema.path("required").size());
    }
    assertEquals(List.of(), chosen.routed().routing().refused());
  }

  @Test
  void aChoiceThatIsNotOfferedIsExplainedOnceAndThenTaken() {
    var model =
        script(
            call("choose_family", "{\"families\": [\"astrology\"]}"),
            call("choose_family", family("sizes")),
            call("choose_skill", "{\"skills\": [\"sizes\"]}"),
            call("run_sizes", "{\"target\": \"loans\", \"baseline\": null, \"current\": null}"));

    var chosen = choose(model, SIZES);

    assertTrue(chosen.byModel());
    var told = model.asked().get(1).messages().getLast().text();
    assertTrue(told.contains("astrology") && told.contains("predictors"), told);
    assertEquals(1, chosen.routed().routing().refused().size());
  }

  @Test
  void afterTheSecondWrongChoiceTheRouterWithoutAModelDecides() {
    var chosen = choose(script(call("drop_tables", "{}")), SIZES);

    assertFalse(chosen.byModel());
    assertEquals("sizes", step(chosen).skill());
    assertEquals(2, chosen.routed().routing().refused().size());
    assertEquals(2, chosen.use().calls());
  }

  @Test
  void aWindowThatTheQuestionDoesNotHoldIsNotTaken() {
    var model =
        script(
            call("choose_family", family("sizes")),
            call("choose_skill", "{\"skills\": [\"sizes\"]}"),
            call(
                "run_sizes",
                "{\"target\": \"loans\", \"baseline\": \"rows 1..7\", \"current\": \"rows 70..90\"}"));

    var chosen = choose(model, "How many rows does the loans log have in rows 70..90?");

    assertEquals(Optional.of("rows 70..90"), step(chosen).current());
    assertEquals(Optional.empty(), step(chosen).baseline());
    assertEquals(1, chosen.routed().routing().refused().size());
  }

  @Test
  void aModelThatIsDownLeavesTheChoiceToTheCards() {
    var model =
        new ScriptedModel((Call _) -> {
          throw new ModelException(ModelException.Kind.REJECTED, "host answered 401");
        });

    var chosen = choose(model, SIZES);

    assertFalse(chosen.byModel());
    assertEquals("sizes", step(chosen).skill());
    assertEquals(List.of("host answered 401"), chosen.use().troubles());
  }

  @Test
  void aModelThatFindsNothingIsOverruledByAClearReading() {
    var chosen = choose(script(call("choose_family", "{\"families\": [\"none\"]}")), SIZES);

    assertFalse(chosen.byModel());
    assertEquals("sizes", step(chosen).skill());
    assertTrue(chosen.routed().routing().refused().getFirst().contains("no family"));
  }
}
