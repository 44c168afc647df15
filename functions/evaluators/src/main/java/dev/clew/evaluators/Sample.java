package dev.clew.evaluators;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;

/// Some of many examples, as if drawn by lot: those whose ids have the smallest hashes. The same
/// ids give the same sample in whatever order they come, and its beginning is a smaller sample.
///
/// @param drawn in the order of the lot
/// @param population how many there were
public record Sample(List<Example> drawn, long population) {
  public Sample {
    drawn = List.copyOf(drawn);
    if (drawn.size() > population) {
      throw new IllegalArgumentException(drawn.size() + " drawn of " + population);
    }
  }

  /// @param most how many at most; not negative
  /// @param seed another one draws others
  public static Sample of(List<Example> population, int most, String seed) {
    if (most < 0) {
      throw new IllegalArgumentException("a sample of " + most);
    }
    var hashes = new HashMap<Integer, String>();
    var order = new ArrayList<Integer>();
    for (int i = 0; i < population.size(); i++) {
      hashes.put(i, hash(seed + "\0" + population.get(i).id()));
      order.add(i);
    }
    order.sort(
        Comparator.comparing((Integer i) -> hashes.getOrDefault(i, "")).thenComparing(i -> i));
    return new Sample(order.stream().limit(most).map(population::get).toList(), population.size());
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
