package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  private final NumberText text = new NumberText(false);

  private boolean reads(String cell) {
    return text.read(cell.toCharArray(), 0, cell.length());
  }

  @Test
  void anyDoubleReadsAsTheJdkReadsIt() {
    var random = new Random(11);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        continue;
      }
      assertTrue(reads(Double.toString(value)));
      assertEquals(value, text.value);
    }
    for (int i = 0; i < 100_000; i++) {
      var written = String.format(Locale.ROOT, "%.6f", random.nextGaussian() * 1e4);
      assertTrue(reads(written));
      assertEquals(Double.parseDouble(written), text.value);
    }
  }

  @Test
  void whatPeopleWriteAsNumbersIsRead() {
    assertTrue(reads(" 17 "));
    assertEquals(17, text.value);
    assertTrue(reads("-.5"));
    assertEquals(-0.5, text.value);
    assertTrue(reads("+5."));
    assertEquals(5, text.value);
    assertTrue(reads("1,234,567.5"));
    assertEquals(1_234_567.5, text.value);
    assertTrue(text.grouped);
  }

  @Test
  void whatIsNoNumberIsNone() {
    for (var cell :
        List.of(
            "",
            "-",
            ".",
            "1d",
            "0x10",
            "1e",
            "1,23",
            "12,34,567",
            "1,2345",
            "NaN",
            "Infinity",
            "1e999",
            "1 2",
            "12%",
            "$5",
            "--1",
            "1-2")) {
      assertFalse(reads(cell), cell);
    }
  }

  @Test
  void codesAndLongIdsAreRecognised() {
    assertTrue(reads("02134"));
    assertTrue(text.leadingZero);
    assertTrue(reads("0.5"));
    assertFalse(text.leadingZero);
    assertTrue(reads("9007199254740993"));
    assertTrue(text.tooLong);
    assertTrue(reads("9007199254740992"));
    assertFalse(text.tooLong);
  }

  @Test
  void aDecimalCommaIsReadWhereTheFileWritesSo() {
    var comma = new NumberText(true);
    assertTrue(comma.read("1.234,5".toCharArray(), 0, 7));
    assertEquals(1_234.5, comma.value);
  }

  @Test
  void numbersAreWrittenAsUsersWriteThem() {
    assertEquals("17", NumberText.plain(17.0));
    assertEquals("0", NumberText.plain(-0.0));
    assertEquals("0.00025", NumberText.plain(0.00025));
    assertEquals("12345678.5", NumberText.plain(12_345_678.5));
  }
}
