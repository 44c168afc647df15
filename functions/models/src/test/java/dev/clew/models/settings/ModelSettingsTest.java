package dev.clew.models.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.models.guard.Allowance;
import dev.clew.models.prices.PriceTable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSettingsTest {
  private static final String KEY = "sk-abcdefghijklmnop";

  @Test
  void withoutAKeyAndWithoutAServerModelsAreOff() {
    assertEquals(ModelSettings.OFF, ModelSettings.of(Map.of()));
    assertEquals(
        ModelSettings.OFF, ModelSettings.of(Map.of("OPENAI_API_KEY", "  ", "OPENAI_BASE_URL", "")));
    assertFalse(ModelSettings.of(Map.of("CLEW_MODEL_STRONG", "gpt-4o")).isOn());
  }

  @Test
  void aKeyAloneMeansOpenAiAndItsModels() {
    var endpoint = ModelSettings.of(Map.of("OPENAI_API_KEY", KEY + "\n")).endpoint().orElseThrow();
    assertEquals(URI.create("https://api.openai.com/v1"), endpoint.baseUrl());
    assertEquals(KEY, endpoint.key());
    assertEquals(ModelSettings.STRONG, endpoint.strong());
    assertEquals(ModelSettings.FAST, endpoint.fast());
  }

  @Test
  void aServerNeedsNoKey() {
    var settings = ModelSettings.of(Map.of("OPENAI_BASE_URL", "http://localhost:11434/v1/"));
    var endpoint = settings.endpoint().orElseThrow();
    assertEquals(URI.create("http://localhost:11434/v1"), endpoint.baseUrl());
    assertEquals("", endpoint.key());
  }

  @Test
  void offIsOffWhateverElseIsSet() {
    assertFalse(
        ModelSettings.of(
                Map.of(
                    "CLEW_MODEL", "OFF", "OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", "http://h/v1"))
            .isOn());
  }

  @Test
  void onInsistsOnAModel() {
    assertTrue(ModelSettings.of(Map.of("CLEW_MODEL", "on", "OPENAI_API_KEY", KEY)).isOn());
    var problem = problem(Map.of("CLEW_MODEL", "on"));
    assertEquals("CLEW_MODEL", problem.where());
    assertTrue(problem.remedy().contains("OPENAI_API_KEY"), problem::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, , , gpt-6-sol, gpt-6-luna",
    "https://api.openai.com/v1, gpt-5.5, , gpt-5.5, gpt-6-luna",
    "https://api.openai.com/v1, , gpt-5-nano, gpt-6-sol, gpt-5-nano",
    "http://gateway/v1, , , gpt-6-sol, gpt-6-luna",
    "http://gateway/v1, qwen3:8b, , qwen3:8b, qwen3:8b",
    "http://gateway/v1, , qwen3:8b, qwen3:8b, qwen3:8b",
    "http://gateway/v1, big, small, big, small"
  })
  void elsewhereTheModelThatIsNamedAnswersForBoth(
      String url, String strong, String fast, String asStrong, String asFast) {
    var endpoint =
        ModelSettings.of(
                Map.of(
                    "OPENAI_BASE_URL",
                    url,
                    "CLEW_MODEL_STRONG",
                    Optional.ofNullable(strong).orElse(""),
                    "CLEW_MODEL_FAST",
                    Optional.ofNullable(fast).orElse("")))
            .endpoint()
            .orElseThrow();
    assertEquals(asStrong, endpoint.strong());
    assertEquals(asFast, endpoint.fast());
  }

  @Test
  void theUsualModelsHavePrices() {
    var table = PriceTable.bundled();
    assertTrue(table.price(ModelSettings.STRONG, Optional.empty()).isPresent());
    assertTrue(table.price(ModelSettings.FAST, Optional.empty()).isPresent());
  }

  @Test
  void aSecretStandsForTheKeyUntilItIsFetched() {
    var arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:clew-AbCdEf";
    var settings = ModelSettings.of(Map.of("CLEW_MODEL_KEY_SECRET", arn));
    assertEquals(Optional.of(arn), settings.keySecret());
    assertTrue(settings.isOn());
    var fetched = settings.withKey(KEY + "\n");
    assertEquals(KEY, fetched.endpoint().orElseThrow().key());
    assertEquals(Optional.empty(), fetched.keySecret());
    assertEquals(
        Optional.empty(),
        ModelSettings.of(Map.of("CLEW_MODEL_KEY_SECRET", arn, "OPENAI_API_KEY", KEY)).keySecret());
  }

  @Test
  void limitsAreTakenAndAbsentOnesAreTheUsual() {
    assertEquals(Allowance.USUAL, ModelSettings.of(Map.of()).allowance());
    assertEquals(
        new Allowance(5, 20_000, OptionalDouble.of(0.25)),
        ModelSettings.of(
                Map.of(
                    "CLEW_MODEL_CALLS", "5",
                    "CLEW_MODEL_TOKENS", " 20_000 ",
                    "CLEW_MODEL_USD", "0.25"))
            .allowance());
    assertEquals(
        OptionalDouble.empty(),
        ModelSettings.of(Map.of("CLEW_MODEL_USD", "none")).allowance().usd());
  }

  @Test
  void aCallMayTakeLongerWhereItIsSaid() {
    assertEquals(Duration.ofSeconds(90), ModelSettings.of(Map.of()).longestCall());
    assertEquals(
        Duration.ofMinutes(10),
        ModelSettings.of(Map.of("CLEW_MODEL_SECONDS", "600")).longestCall());
    assertEquals(Duration.ofMinutes(3), ModelSettings.of(Map.of()).allowance().time());
    assertEquals(
        Duration.ofMinutes(20),
        ModelSettings.of(Map.of("CLEW_MODEL_SECONDS", "600")).allowance().time(),
        "twice a call's");
    assertEquals(
        Duration.ofSeconds(30),
        ModelSettings.of(Map.of("CLEW_MODEL_TOTAL_SECONDS", "30")).allowance().time());
  }

  @Test
  void redactionIsOnUntilItIsTurnedOff() {
    assertTrue(ModelSettings.of(Map.of()).redacts());
    assertTrue(ModelSettings.of(Map.of("CLEW_REDACT", "on")).redacts());
    assertFalse(ModelSettings.of(Map.of("CLEW_REDACT", "off")).redacts());
  }

  @ParameterizedTest
  @CsvSource({
    "CLEW_MODEL, gpt-5",
    "CLEW_MODEL, true",
    "CLEW_REDACT, no",
    "CLEW_MODEL_CALLS, -1",
    "CLEW_MODEL_CALLS, many",
    "CLEW_MODEL_TOKENS, 1.5",
    "CLEW_MODEL_TOKENS, 99999999999999999999",
    "CLEW_MODEL_SECONDS, 0",
    "CLEW_MODEL_SECONDS, 3601",
    "CLEW_MODEL_SECONDS, 1m",
    "CLEW_MODEL_TOTAL_SECONDS, 0",
    "CLEW_MODEL_USD, -0.01",
    "CLEW_MODEL_USD, NaN",
    "CLEW_MODEL_USD, $1",
    "CLEW_MODEL_USD, 1e99",
    "OPENAI_BASE_URL, localhost:11434",
    "OPENAI_BASE_URL, ftp://host/v1",
    "OPENAI_BASE_URL, https://",
    "OPENAI_BASE_URL, https:///v1",
    "OPENAI_BASE_URL, http://my host/v1",
    "OPENAI_BASE_URL, https://host/v1?key=1",
    "OPENAI_BASE_URL, https://host/v1#x",
    "OPENAI_BASE_URL, https://host/v1/chat/completions"
  })
  void aBadValueIsToldByTheNameOfItsVariable(String variable, String value) {
    var problem = problem(Map.of("OPENAI_API_KEY", KEY, variable, value));
    assertEquals(Problem.Kind.USER, problem.kind());
    assertEquals(variable, problem.where());
    assertFalse(problem.remedy().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-secret part",
        "sk-secret\nsk-secret",
        "sk-secr\u00e9t",
        "\u201csk-secret\u201d"
      })
  void aKeyThatCanBeNoneIsRefusedWithoutBeingShown(String key) {
    var problem = problem(Map.of("OPENAI_API_KEY", key));
    assertEquals("OPENAI_API_KEY", problem.where());
    assertFalse(problem.toString().contains("secr"), problem::toString);
  }

  @Test
  void credentialsInAnAddressAreRefusedWithoutBeingShown() {
    var problem = problem(Map.of("OPENAI_BASE_URL", "https://anna:swordfish@host/v1"));
    assertFalse(problem.toString().contains("swordfish"), problem::toString);
    assertFalse(
        ModelSettings.of(Map.of("OPENAI_API_KEY", KEY)).toString().contains(KEY),
        "a record's text may be logged");
  }

  private static Problem problem(Map<String, String> environment) {
    return assertThrows(ClewException.class, () -> ModelSettings.of(environment)).problem();
  }
}
