package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void theNameMeantIsTheOneWithTheFewestEdits() {
    var known = List.of("features", "files", "firstRow", "categorical");
    assertEquals(Optional.of("features"), Nearest.to("feature", known));
    assertEquals(Optional.of("files"), Nearest.to("flies", known));
    assertEquals(Optional.of("firstRow"), Nearest.to("first_row", known));
    assertEquals(Optional.of("categorical"), Nearest.to("Catgeorical", known));
    assertEquals(Optional.empty(), Nearest.to("zzz", known));
    assertEquals("Did you mean 'files'?", Nearest.hint("file", known));
  }
}
