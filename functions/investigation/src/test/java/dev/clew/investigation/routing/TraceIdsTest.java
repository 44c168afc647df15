package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceIdsTest {
  private static final String DIGITS = "00000000000000000000000000001008";

  private static void finds(String id, String question) {
    assertEquals(Optional.of(id).filter(one -> !one.isEmpty()), TraceIds.in(question), question);
  }

  @Test
  void anIdOfDigitsAloneIsOneByItsLength() {
    finds(DIGITS, "Why is " + DIGITS + " so slow?");
    finds(DIGITS, "walk me through trace " + DIGITS);
    finds("0000000000000007", "what happened in 0000000000000007?");
    assertEquals("Why is this trace so slow?", TraceIds.without("Why is " + DIGITS + " so slow?"));
  }

  @Test
  void rowNumbersCountsAndTimesAreNoIds() {
    finds("", "what changed in rows 70000000..75000000");
    finds("", "did the last 120000000 rows drift");
    finds("", "compare 1000000000000000..2000000000000000 with the rest");
    finds("", "since 1761000000 it got worse");
    finds("", "is 12345678901234567 a lot?");
    finds("", "why did 0.1234567890123456 come out");
  }

  @Test
  void idsOfHexadecimalDigitsAndNamedOnesAreFound() {
    finds("4f2a91bc", "anything like 4f2a91bc?");
    finds("1.0-84f7", "what went wrong in trace 1.0-84f7");
    finds("", "what happened on 2026-11-01");
  }
}
