package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The bot got expensive last week. Which tools fail most?",
        "Everything fails less since Monday. But what takes so long?",
        "We added a second model! Does anything fail now that did not before?",
        "The bill grew a lot; which tools fail most",
      })
  void aStatementBeforeAQuestionOnlyTells(String question) {
    assertEquals(List.of(true, false), told(question));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Which tools fail? What do they cost?",
        "nulls? drift?",
        "Errors by tool. Then cost by model.",
        "I want to know what fails. And what does it cost?",
        "Show the errors. Tell me what they cost.",
      })
  void everyQuestionAndEveryOrderAsks(String question) {
    assertEquals(List.of(false, false), told(question));
  }

  @Test
  void statementsAloneAreWhatIsAsked() {
    assertEquals(
        List.of(false, false), told("The bot got expensive. The predictions are garbage."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The incoming data smells different, which fields",
        "The bill grew, why?",
        "who is to blame in that failed conversation, which step?",
      })
  void aQuestionWordThatFollowsBelongsToWhatIsAsked(String question) {
    assertEquals(List.of(false), told(question));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The churn model feels off since March. Find out why.",
        "The bot got slow last week, please explain",
        "The churn model feels off since March. What happened?",
        "The bill grew a lot. Can you tell me why that is?",
        "Bookings failed more often last week; look into it",
      })
  void anOrderThatPointsBackIsAboutWhatWasTold(String question) {
    assertEquals(List.of(false), told(question));
  }

  @Test
  void ordersInAListAreAsksOfTheirOwn() {
    assertEquals(
        List.of(
            "The churn model feels off: Find out why",
            "check whether the inputs are to blame or the model",
            "compare with the shop agent's failures",
            "tell me what to do first"),
        Asks.texts(
            "The churn model feels off. Find out why, check whether the inputs are to blame or the"
                + " model, compare with the shop agent's failures, and tell me what to do first."));
  }

  private static List<Boolean> told(String question) {
    return Asks.of(question).stream().map(Asks.Part::told).toList();
  }
}
