package dev.clew.skills.tracediagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultTextTest {

  @Test
  void aTracebackIsToldByItsLastLine() {
    assertEquals(
        Optional.of("KeyError: 'transcript'"),
        ResultText.error(
            """
            Some output first
            Traceback (most recent call last):
              File "x.py", line 5, in <module>
                return response["transcript"]
            KeyError: 'transcript'
            """));
  }

  @Test
  void whatFailedSaysSoAtItsBeginningOrInAField() {
    for (var text :
        List.of(
            "Error: no such flight",
            "ValueError: bad date",
            "exitcode: 1 (execution failed)\nCode output: x",
            "{\"error\": \"quota\"}",
            "{\"is_error\": true, \"x\": 1}")) {
      assertTrue(ResultText.error(text).isPresent(), text);
    }
    for (var text :
        List.of(
            "exitcode: 0 (execution succeeded)\nCode output: 7",
            "{\"error\": null, \"value\": 3}",
            "The error rate fell by half.",
            "No error was found",
            "")) {
      assertTrue(ResultText.error(text).isEmpty(), text);
    }
  }

  @Test
  void nothingFoundIsToldFromNothingSaid() {
    assertTrue(ResultText.saysNothing("No results found for 'x'."));
    assertTrue(ResultText.saysNothing("[]"));
    assertTrue(ResultText.saysNothing("exitcode: 0 (execution succeeded)\nCode output: None\n"));
    assertFalse(ResultText.saysNothing("12 flights found"));
    assertFalse(ResultText.saysNothing("Printed a lot\nLast output from code snippet:\nNone"));
  }

  @Test
  void errorsAreSortedByWhatTheySay() {
    assertEquals(Category.TIMEOUT, ResultText.category("Request timed out after 30 s"));
    assertEquals(Category.RATE_LIMIT, ResultText.category("HTTP 429 Too Many Requests"));
    assertEquals(Category.AUTHENTICATION, ResultText.category("401 Unauthorized"));
    assertEquals(Category.NOT_FOUND, ResultText.category("FileNotFoundError: x.csv"));
    assertEquals(
        Category.ENVIRONMENT, ResultText.category("ModuleNotFoundError: No module named 'Bio'"));
    assertEquals(Category.SERVICE, ResultText.category("503 Service Unavailable"));
    assertEquals(Category.FORMATTING, ResultText.category("KeyError: 'x'"));
  }
}
