package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import dev.clew.skills.ParameterSchema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// By what a question wants tokens and calls told apart, with the real cards.
class WordedParametersTest {
  private static final WordedParameters WORDED = new WordedParameters(Thesaurus.load());
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final TargetNames SHOP =
      new TargetNames(
          "shop",
          Card.Reads.APPLICATION,
          () ->
              List.of(
                  new TargetNames.Value("metadata.tenant", "acme").name(),
                  new TargetNames.Value("metadata.tenant", "umbrella").name(),
                  new TargetNames.Value("metadata.pricing_plan", "free").name(),
                  new TargetNames.Value("metadata.pricing_plan", "paid").name()));

  private static String by(String skill, String question) {
    var schema = ParameterSchema.of(CATALOGUE.require(skill));
    return WORDED.of(question, schema, SHOP).getOrDefault("by", "");
  }

  @Test
  void oneThingIsTakenByItsNameOrAnotherWordForIt() {
    assertEquals("session", by("token-cost", "token use by session"));
    assertEquals("session", by("token-cost", "what does each conversation cost us"));
    assertEquals("user", by("token-cost", "cost per user"));
    assertEquals("user", by("token-cost", "cost by customer"));
    assertEquals("operation", by("token-cost", "which steps burn the most tokens"));
    assertEquals("user", by("token-cost", "who spends the most"));
    assertEquals("", by("token-cost", "how many tokens went through in total"));
  }

  @Test
  void severalAreTakenWhereTheSkillTakesSeveral() {
    assertEquals(
        "model,operation", by("token-cost", "Which models and operations burn the tokens?"));
    assertEquals("user,session", by("token-cost", "tokens per user and per session"));
    assertEquals("agent,model,user", by("token-cost", "spend by agent, model and user"));
    assertEquals("tool", by("latency", "p95 by tool and model"));
  }

  @Test
  void aFieldOfRunsIsTakenByItsLastPart() {
    assertEquals("metadata.tenant", by("token-cost", "tokens by tenant"));
    assertEquals("", by("token-cost", "tokens by galaxy"));
    assertEquals(
        "metadata.pricing_plan,model", by("token-cost", "tokens by pricing plan and model"));
  }

  /// What a thing has is not the thing: who has no such field is told so.
  @Test
  void aFieldThatRunsDoNotHaveIsNoSynonymOfItsFirstWord() {
    assertEquals("customer_tier", by("token-cost", "tokens by customer tier"));
    assertEquals("user_group,model", by("token-cost", "cost per user group and model"));
    assertEquals("user", by("token-cost", "cost per user this week"));
    assertEquals("user", by("token-cost", "cost per customer id"));
  }

  private static final TargetNames TITANIC =
      new TargetNames(
          "titanic",
          Card.Reads.PREDICTOR,
          () ->
              List.of(
                  new TargetNames.Name(TargetNames.Kind.COLUMN, "age"),
                  new TargetNames.Name(TargetNames.Kind.COLUMN, "fare"),
                  new TargetNames.Name(TargetNames.Kind.COLUMN, "features"),
                  new TargetNames.Name(TargetNames.Kind.COLUMN, "cabin_class")));

  private static void columns(String expected, String question) {
    var schema = ParameterSchema.of(CATALOGUE.require("drift"));
    assertEquals(
        expected, WORDED.of(question, schema, TITANIC).getOrDefault("columns", ""), question);
  }

  @Test
  void columnsAreNamedByTheirNamesWhateverTheseAre() {
    columns("age,fare", "Did age or fare change?");
    columns("age", "is Age still distributed as before?");
    columns("cabin_class", "what happened to cabin_class");
    columns("", "which features drifted");
    columns("features", "did the column features change");
    columns("fare,features", "did fare and features move");
  }

  @Test
  void aSkillThatTakesNoTraceIsNarrowedToTheOneThatIsNamed() {
    var runs =
        new TargetNames(
            "runs",
            Card.Reads.APPLICATION,
            () ->
                List.of(
                    new TargetNames.Name(TargetNames.Kind.TRACE, "4f2a91bc00000000"),
                    new TargetNames.Name(TargetNames.Kind.TRACE, "4f2a91bd00000000")));
    var latency = ParameterSchema.of(CATALOGUE.require("latency"));
    var slow = "why is trace 4f2a91bc so slow?";
    assertEquals(
        Optional.of("trace = '4f2a91bc00000000'"), WordedParameters.oneTrace(slow, latency, runs));
    assertEquals(
        Optional.empty(),
        WordedParameters.oneTrace("why is trace 4f2a91 so slow?", latency, runs),
        "the beginning of two");
    var diagnosis = ParameterSchema.of(CATALOGUE.require("trace-diagnosis"));
    assertEquals(Optional.empty(), WordedParameters.oneTrace(slow, diagnosis, runs));
  }
}
