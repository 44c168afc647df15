package dev.clew.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clew.evidence.ClewException;
import dev.clew.skills.Catalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorecardTest {
  /// statsmodels 0.14: proportion_confint(9, 10, method="wilson").
  @Test
  void aShareHasWilsonsInterval() {
    var metric = Metric.share(9, 10);

    assertEquals(0.9, metric.value());
    assertEquals(0.5958499732047615, metric.low(), 1e-9);
    assertEquals(0.9821237869049271, metric.high(), 1e-9);
  }

  @Test
  void aScorecardIsWrittenAsTheContractSays() {
    var card = new Scorecard("routing", 10, Map.of("positives", new Metric(0.5, 0.25, 0.75)));

    assertEquals(
        "{\"suite\":\"routing\",\"n\":10,"
            + "\"metrics\":{\"positives\":{\"value\":0.5,\"low\":0.25,\"high\":0.75}}}",
        card.json().toString());
  }

  @Test
  void anUnknownSuiteNamesTheNearest() {
    var suites = new Suites(List.of(new RoutingSuite(Catalogue.load())));

    assertEquals("routing", suites.named("routing").name());
    assertEquals(
        "did you mean 'routing'?",
        assertThrows(ClewException.class, () -> suites.named("routnig")).problem().remedy());
  }
}
