package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.skills.Card;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static final TargetNames SHOP =
      new TargetNames(
          "shop",
          Card.Reads.APPLICATION,
          () ->
              List.of(
                  new TargetNames.Value("channel", "web").name(),
                  new TargetNames.Value("channel", "app").name(),
                  new TargetNames.Value("region", "north").name()));

  private static boolean isDrawn(String question) {
    return Contrast.compares(question) && Contrast.isDrawn(question, SHOP);
  }

  @Test
  void twoValuesOfOneFieldAreHeldAgainstEachOther() {
    assertTrue(isDrawn("do runs on web fail more than on App?"));
    assertTrue(isDrawn("is the app worse than the web"));
    assertTrue(isDrawn("web vs. app"));
  }

  @Test
  void oneValueOrValuesOfTwoFieldsAreNot() {
    assertFalse(isDrawn("do runs on web fail more than others"));
    assertFalse(isDrawn("do runs on web fail more than in the north"));
    assertFalse(isDrawn("which errors do runs on web and app meet"));
    assertFalse(isDrawn("is the website better than happy"));
  }
}
