package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
  @ParameterizedTest
  @CsvSource({
    "CLEW_MODEL_CALLS, abc",
    "CLEW_MODEL_TOKENS, -1",
    "CLEW_MODEL_USD, x",
    "CLEW_MODEL_SECONDS, 0",
    "CLEW_MODEL_TOTAL_SECONDS, never",
    "CLEW_BUDGET, foo",
    "CLEW_BUDGET, tokens=many",
    "CLEW_EMBEDDINGS, 3",
    "CLEW_REDACT, 1"
  })
  void aVariableThatCanNotBeIsToldByItsNameWithARemedy(String variable, String value) {
    var e =
        assertThrows(
            ClewException.class, () -> Setting.of(Map.of(variable, value), new Properties()));
    assertEquals(Problem.Kind.USER, e.problem().kind());
    assertEquals(2, Exit.of(e.problem().kind()));
    assertTrue(e.problem().where().startsWith(variable), e.problem().where());
    assertFalse(e.problem().remedy().isEmpty());
  }
}
