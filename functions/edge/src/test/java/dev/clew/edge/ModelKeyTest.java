package dev.clew.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.models.settings.ModelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelKeyTest {
  private static final String ARN =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:clew-AbCdEf";
  private static final ModelSettings SETTINGS =
      ModelSettings.of(Map.of("CLEW_MODEL_KEY_SECRET", ARN));

  @ParameterizedTest
  @ValueSource(strings = {"sk-the-key", "sk-the-key\n", "{\"OPENAI_API_KEY\": \"sk-the-key\"}"})
  void theSecretIsTheKeyOrHoldsIt(String secret) {
    assertEquals(
        "sk-the-key", new ModelKey(_ -> secret).in(SETTINGS).endpoint().orElseThrow().key());
  }

  @Test
  void itIsFetchedOnce() {
    var asked = new ArrayList<String>();
    var key =
        new ModelKey(arn -> {
          asked.add(arn);
          return "sk-the-key";
        });
    assertSame(key.in(SETTINGS), key.in(SETTINGS));
    assertEquals(List.of(ARN), asked);
  }

  @Test
  void withoutASecretNothingIsFetched() {
    var key =
        new ModelKey(_ -> {
          throw new AssertionError("asked for a secret");
        });
    assertSame(ModelSettings.OFF, key.in(ModelSettings.OFF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"other\": \"sk-hidden\"}", "{sk-hidden", "sk-hidden sk-hidden"})
  void aSecretThatHoldsNoKeyIsToldWithoutShowingIt(String secret) {
    var e = assertThrows(ClewException.class, () -> new ModelKey(_ -> secret).in(SETTINGS));
    assertFalse(e.problem().toString().contains("hidden"), e.problem()::toString);
  }

  @Test
  void aKeyThatCanNotBeFetchedIsAskedForAgain() {
    var answers =
        new ArrayList<>(
            List.of(new Problem(Problem.Kind.DEPENDENCY, "down", "", "").asException()));
    var key =
        new ModelKey(_ -> {
          if (answers.isEmpty()) {
            return "sk-the-key";
          }
          throw answers.removeLast();
        });
    assertThrows(ClewException.class, () -> key.in(SETTINGS));
    assertEquals("sk-the-key", key.in(SETTINGS).endpoint().orElseThrow().key());
  }
}
