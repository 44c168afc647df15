package dev.clew.models.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MiniLmTest {
  private MiniLm model;

  @BeforeAll
  void load() {
    model = MiniLm.load(2);
  }

  @AfterAll
  void close() {
    model.close();
  }

  /// Ids from Hugging Face tokenizers 0.23.3 over the same vocabulary.
  @Test
  void textsAreCutAsTheModelsOwnTokenizerCutsThem() throws IOException {
    assertPieces(
        "Hello, World! I'd like a refund.",
        101,
        7592,
        1010,
        2088,
        999,
        1045,
        1005,
        1040,
        2066,
        1037,
        25416,
        8630,
        1012,
        102);
    assertPieces(
        "Crème brûlée à la carte",
        101,
        13675,
        21382,
        7987,
        9307,
        2063,
        1037,
        2474,
        11122,
        2063,
        102);
    assertPieces(
        "book_reservation(user_id='mia_li_3668')",
        101,
        2338,
        1035,
        11079,
        1006,
        5310,
        1035,
        8909,
        1027,
        1005,
        8764,
        1035,
        5622,
        1035,
        4029,
        2575,
        2620,
        1005,
        1007,
        102);
    assertPieces("返金してください", 101, 100, 1964, 1657, 30191, 30179, 30187, 30182, 30173, 102);
    assertPieces("a\u200bb re\u00adfund", 101, 11113, 25416, 8630, 102);
    assertPieces("so angry 😡😡", 101, 2061, 4854, 100, 102);
    assertPieces("   ", 101, 102);
    assertPieces("supercalifragilisticexpialidocious".repeat(4), 101, 100, 102);
    assertPieces("ΑΒΓ Straße İstanbul", 101, 1155, 29720, 29721, 2358, 27807, 9960, 102);
    assertPieces("١٢٣ مرحبا", 101, 100, 1295, 17149, 29820, 29816, 25573, 102);
    assertPieces(
        "don't 3.14 e-mail@x.org\tnew\nline",
        101,
        2123,
        1005,
        1056,
        1017,
        1012,
        2403,
        1041,
        1011,
        5653,
        1030,
        1060,
        1012,
        8917,
        2047,
        2240,
        102);
    assertPieces("naïve\u0301 x\ufffdy", 101, 15743, 1060, 2100, 102);
  }

  private static void assertPieces(String text, long... ids) throws IOException {
    try (var in = MiniLm.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
      assertArrayEquals(ids, WordPieces.read(in).of(text, 256), text);
    }
  }

  @Test
  void aTextHasOneVectorAloneAmongOthersAndOnAnyNumberOfThreads() {
    var texts = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      texts.add("text number " + i + " of a few");
    }
    var together = model.embed(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(model.embed(List.of(texts.get(i))).getFirst(), together.get(i));
    }
  }

  @Test
  void whatMeansTheLikeIsNearerThanWhatDoesNot() {
    var vectors =
        model.embed(
            List.of(
                "I want my money back", "Please give me a refund", "The weather is fine today"));

    assertTrue(
        product(vectors.get(0), vectors.get(1)) > product(vectors.get(0), vectors.get(2)) + 0.2);
  }

  @Test
  void anyTextHasAVectorOfLengthOne() {
    for (var text : List.of("", "\u200b", "😡", "a".repeat(100_000), "\ud83d")) {
      var vector = model.embed(List.of(text)).getFirst();
      assertEquals(384, vector.length);
      assertEquals(1, product(vector, vector), 1e-5);
    }
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int d = 0; d < one.length; d++) {
      sum += (double) one[d] * other[d];
    }
    return sum;
  }
}
