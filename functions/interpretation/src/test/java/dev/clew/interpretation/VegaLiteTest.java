package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Chart.Axis;
import dev.clew.evidence.Chart.Mark;
import dev.clew.evidence.Chart.Point;
import dev.clew.evidence.Chart.Rule;
import dev.clew.evidence.Chart.Scale;
import dev.clew.evidence.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VegaLiteTest {

  static Chart chart(Mark mark) {
    boolean bars = mark != Mark.LINE && mark != Mark.DOT;
    return new Chart(
        mark,
        "Tokens by model",
        new Axis("model", bars ? Scale.CATEGORY : Scale.TIME, Unit.NONE),
        new Axis("tokens", Scale.NUMBER, Unit.TOKENS),
        List.of(
            Point.of("baseline", bars ? "gpt-4o" : "2026-11-01T00:00:00Z", 12_000, 11_000, 13_000),
            Point.of("current", bars ? "gpt-4o" : "2026-11-02T00:00:00Z", 15_500)),
        List.of(new Rule(false, 14_000.0, "budget")));
  }

  @ParameterizedTest
  @EnumSource(Mark.class)
  void everyKindOfChartComesBackAsItWas(Mark mark) throws Exception {
    var text = VegaLite.of(chart(mark)).toString();
    assertEquals(chart(mark), VegaLite.read(new ObjectMapper().readTree(text)));
  }

  @ParameterizedTest
  @EnumSource(Mark.class)
  void dataStandsInlineAndNothingIsLoaded(Mark mark) {
    var spec = VegaLite.of(chart(mark));
    assertEquals("https://vega.github.io/schema/vega-lite/v6.json", spec.get("$schema").asText());
    assertEquals(2, spec.at("/data/values").size());
    spec.remove("$schema");
    assertFalse(spec.toString().contains("url"));
    assertFalse(spec.toString().contains("http"));
  }

  @Test
  void intervalsBecomeABandUnderALineAndWhiskersOnBars() {
    assertEquals("area", VegaLite.of(chart(Mark.LINE)).at("/layer/0/mark/type").asText());
    assertEquals("rule", VegaLite.of(chart(Mark.BAR)).at("/layer/1/mark/type").asText());
    assertEquals("high", VegaLite.of(chart(Mark.BAR)).at("/layer/1/encoding/y2/field").asText());
  }

  @Test
  void pointsAreLabelledInHundredthsAndLyingBarsHaveTheirNamesOnTheLeft() {
    var spec = VegaLite.of(Example.bars());
    assertEquals("x", spec.at("/layer/0/encoding/y/field").asText());
    assertTrue(
        spec.at("/layer/0/encoding/x/axis/labelExpr").asText().contains("100 * datum.value"));
  }

  @Test
  void aSpecificationOfSomebodyElseIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> VegaLite.read(new ObjectMapper().readTree("{}")));
  }
}
