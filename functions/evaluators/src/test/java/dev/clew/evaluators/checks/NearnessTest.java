package dev.clew.evaluators.checks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.evaluators.Means;
import dev.clew.models.Embedder;
import dev.clew.models.prompts.PromptFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearnessTest {
  private final List<String> embedded = new ArrayList<>();
  private final Nearness nearness =
      new Nearness(new Means(Optional::empty, () -> Optional.of(lengths()), PromptFiles.PACKAGED));

  @Test
  void aTextThatWasComparedBeforeIsNotEmbeddedAgain() {
    // Texts of an odd and of an even length lie at right angles.
    assertArrayEquals(new double[] {1, 0, 1}, of("a", "abc", "ab", "a"));
    assertEquals(List.of("a", "abc", "ab"), embedded);
    assertArrayEquals(new double[] {0, 1}, of("ab", "abc", "abcd"));
    assertEquals(List.of("a", "abc", "ab", "abcd"), embedded);
  }

  @Test
  void ofMoreTextsThanAreKeptEachIsStillCompared() {
    for (int i = 0; i < 9_000; i++) {
      assertArrayEquals(new double[] {1, 0}, of("even" + i + "even" + i, "or", "odd"));
    }
    assertEquals(9_002, embedded.size(), "the two that come every time are kept");
  }

  private double[] of(String text, String... others) {
    return nearness.of(text, List.of(others)).orElseThrow();
  }

  private Embedder lengths() {
    return new Embedder() {
      @Override
      public List<float[]> embed(List<String> texts) {
        embedded.addAll(texts);
        return texts.stream()
            .map(text -> text.length() % 2 == 0 ? new float[] {1, 0} : new float[] {0, 1})
            .toList();
      }

      @Override
      public int dimensions() {
        return 2;
      }

      @Override
      public String name() {
        return "lengths";
      }

      @Override
      public String host() {
        return "none";
      }

      @Override
      public int longestCharacters() {
        return 1_000;
      }
    };
  }
}
