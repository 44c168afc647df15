package dev.clew.investigation.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagSettingsTest {
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant OTHER = new Tenant("other");

  private static FlagSettings parsed(String json) {
    return FlagSettings.parse(json.getBytes(StandardCharsets.UTF_8), "flags.json");
  }

  @Test
  void whatNobodyTurnedOffIsOn() {
    for (var settings : new FlagSettings[] {FlagSettings.NONE, parsed("{}")}) {
      assertEquals(Flags.USUAL, settings.of(ACME));
    }
    assertTrue(Flags.USUAL.planning() && Flags.USUAL.models() && Flags.USUAL.skill("drift"));
    assertFalse(Flags.USUAL.content(), "content needs consent");
  }

  @Test
  void aTenantsOwnWordCountsBeforeThatOfAll() {
    var settings =
        parsed(
            """
            {"all": {"models": false, "skills": {"drift": false, "latency": false}},
             "tenants": {"acme": {"models": true, "planning": false, "skills": {"drift": true}}}}
            """);
    assertTrue(settings.of(ACME).models());
    assertFalse(settings.of(ACME).planning());
    assertTrue(settings.of(ACME).skill("drift"));
    assertFalse(settings.of(ACME).skill("latency"));
    assertTrue(settings.of(ACME).skill("token-cost"));
    assertFalse(settings.of(OTHER).models());
    assertTrue(settings.of(OTHER).planning());
    assertFalse(settings.of(OTHER).skill("drift"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"al\": {}} | there is no field 'al' | flags.json | did you mean 'all'?",
        "{\"all\": {\"model\": true}} | there is no flag 'model' | flags.json: all | did you mean 'models'?",
        "{\"all\": {\"models\": \"off\"}} | it is neither true nor false | flags.json: all.models | Write true or false",
        "{\"tenants\": {\"a\": {\"skills\": {\"drift\": 0}}}} | it is neither true nor false | flags.json: tenants.a.skills.drift | Write true or false",
        "[] | the feature flags are no JSON object | flags.json | Write them as {\"all\": {}}",
        "{\"all\": | the feature flags are no JSON | flags.json, line 1, column 8 | Write them as {\"all\": {\"models\": false}}",
      })
  void whatIsWrongIsSaidWithItsPlace(String json, String what, String where, String remedy) {
    var problem = assertThrows(ClewException.class, () -> parsed(json)).problem();
    assertEquals(new Problem(Problem.Kind.USER, what, where, remedy), problem);
  }

  @Test
  void aFileIsReadAnewAndOneThatIsNotThereIsNoConsent(@TempDir Path folder) throws IOException {
    var file = folder.resolve("flags.json");
    var source = FlagSource.file(file);
    assertEquals(
        "the feature flags can not be read",
        assertThrows(ClewException.class, () -> source.of(ACME)).problem().what());
    Files.writeString(file, "{\"all\": {\"models\": false}}");
    assertFalse(source.of(ACME).models());
    Files.writeString(file, "{}");
    assertTrue(source.of(ACME).models());
  }
}
