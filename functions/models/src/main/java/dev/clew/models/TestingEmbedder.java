package dev.clew.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An embedder whose vectors are known by hand: a text's words, each at a place of its own, so that
/// texts are near each other as far as they share words. Words that are given as one another's
/// equals share a place. For tests and rehearsals.
public final class TestingEmbedder implements Embedder {
  private final int dimensions;
  private final List<List<String>> equals;
  private final List<String> asked = new ArrayList<>();

  /// @param equals groups of words that mean the same
  public TestingEmbedder(int dimensions, List<List<String>> equals) {
    this.dimensions = dimensions;
    this.equals = List.copyOf(equals);
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    asked.addAll(texts);
    return texts.stream().map(this::vector).toList();
  }

  private float[] vector(String text) {
    var vector = new float[dimensions];
    for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        vector[Math.floorMod(same(word).hashCode(), dimensions)] += 1;
      }
    }
    double square = 0;
    for (float one : vector) {
      square += one * one;
    }
    if (square == 0) {
      vector[0] = 1;
      square = 1;
    }
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (vector[i] / Math.sqrt(square));
    }
    return vector;
  }

  private String same(String word) {
    return equals.stream()
        .filter(group -> group.contains(word))
        .map(List::getFirst)
        .findFirst()
        .orElse(word);
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public String name() {
    return "testing-" + dimensions;
  }

  @Override
  public String host() {
    return "none";
  }

  @Override
  public int longestCharacters() {
    return 1_000;
  }

  /// Every text it was asked for, in order.
  public List<String> asked() {
    return List.copyOf(asked);
  }
}
