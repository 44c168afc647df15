package dev.clew.investigation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.investigation.routing.TargetNames;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With the real skills' cards and examples: who is told that his question can not be answered is
/// offered ones that can, of his own data.
class OfferedQuestionsTest {
  private static final Router ROUTER = new Router(Catalogue.load(), Playbook.load());
  private static final String ELSEWHERE = "What is the weather in Paris?";

  private static List<String> offered(TargetNames... targets) {
    return assertInstanceOf(
            Routed.Unanswerable.class, ROUTER.route(Question.of(ELSEWHERE), List.of(targets)))
        .next();
  }

  private static TargetNames application(String name) {
    return TargetNames.of(name, Card.Reads.APPLICATION);
  }

  private static TargetNames predictor(String name) {
    return TargetNames.of(name, Card.Reads.PREDICTOR);
  }

  @Test
  void eachNamesATargetThatIsThereAndLeadsToIt() {
    for (var targets :
        List.of(
            List.of(application("shop")),
            List.of(predictor("churn_2026")),
            List.of(application("otel-traces"), predictor("loans")),
            List.of(predictor("q"), predictor("late.actuals"), application("My Bot")))) {
      var names = targets.stream().map(TargetNames::name).toList();
      var offered = offered(targets.toArray(TargetNames[]::new));
      assertTrue(offered.size() >= 5, offered.toString());
      for (var question : offered) {
        assertTrue(names.stream().anyMatch(question::contains), question);
        var planned =
            assertInstanceOf(
                Routed.Planned.class, ROUTER.route(Question.of(question), targets), question);
        assertEquals(
            1, planned.steps().stream().map(StepRequest::target).distinct().count(), question);
        assertTrue(question.contains(planned.steps().getFirst().target()), question);
      }
    }
  }

  @Test
  void withoutDataOnlyTheDocumentationIsOffered() {
    var offered = offered();
    assertTrue(offered.size() >= 2, offered.toString());
    for (var question : offered) {
      var planned =
          assertInstanceOf(
              Routed.Planned.class, ROUTER.route(Question.of(question), List.of()), question);
      assertEquals(
          List.of("docs-answer"), planned.steps().stream().map(StepRequest::skill).toList());
    }
  }
}
