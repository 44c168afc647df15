package dev.clew.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> SKILLS = List.of("token-cost", "drift", "data-quality");

  @Test
  void aSlipIsTakenForTheNameItMeant() {
    assertEquals(Optional.of("token-cost"), Nearest.to("tokencost", SKILLS));
    assertEquals(Optional.of("drift"), Nearest.to("DRITF", SKILLS));
  }

  @Test
  void anotherWordIsNotTakenForASlip() {
    assertEquals(Optional.empty(), Nearest.to("latency", SKILLS));
    assertEquals("known are: data-quality, drift, token-cost", Nearest.remedy("latency", SKILLS));
  }

  /// By hand: kitten to sitting takes three substitutions and insertions; a swap of neighbours is
  /// one.
  @Test
  void distanceCountsInsertionsDeletionsSubstitutionsAndSwaps() {
    assertEquals(3, Nearest.distance("kitten", "sitting"));
    assertEquals(1, Nearest.distance("dirft", "drift"));
    assertEquals(5, Nearest.distance("", "drift"));
    assertEquals(0, Nearest.distance("drift", "drift"));
  }
}
