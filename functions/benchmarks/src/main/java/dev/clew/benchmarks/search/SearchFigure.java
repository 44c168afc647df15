package dev.clew.benchmarks.search;

import dev.clew.benchmarks.Options;
import dev.clew.skills.retrieval.TextIndex;
import dev.clew.statistics.nearest.DenseVectors;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The ten nearest of many vectors, exactly, beside numpy, search by search in turn; and what
/// indexing texts costs.
public final class SearchFigure {
  private static final int DIMENSIONS = 384;
  private static final int MOST = 10;
  private static final int WORDS_A_TEXT = 60;
  private static final int VOCABULARY = 30_000;

  private SearchFigure() {}

  /// @param settings as [dev.clew.benchmarks.Main] says
  public static void print(List<String> settings, PrintStream out) throws IOException {
    var options =
        Options.parse(
            settings,
            Map.of(
                "vectors", "200000",
                "texts", "50000",
                "rounds", "40",
                "warm", "40",
                "threads", String.valueOf(Runtime.getRuntime().availableProcessors()),
                "data", "target/benchmarks",
                "python", "python3"));
    var folder = Files.createDirectories(options.path("data"));
    nearest(options, folder, out);
    indexed(options, folder, out);
  }

  private static void nearest(Options options, Path folder, PrintStream out) throws IOException {
    int count = options.count("vectors");
    var file = folder.resolve("vectors-" + count + ".f32");
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(384);
    var vectors = new DenseVectors(DIMENSIONS);
    long adding = 0;
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.allocate(4 * DIMENSIONS).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        var vector = unit(random);
        long start = System.nanoTime();
        vectors.add(vector);
        adding += System.nanoTime() - start;
        bytes.clear();
        bytes.asFloatBuffer().put(vector);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
    int rounds = options.count("rounds");
    int warm = options.count("warm");
    int threads = options.count("threads");
    var own = new long[rounds];
    var peer = new long[rounds];
    var script = Path.of("src/main/python/nearest_numpy.py").toAbsolutePath();
    try (var numpy = new Numpy(Path.of(options.text("python")), script, file, count, DIMENSIONS)) {
      for (int round = -warm; round < rounds; round++) {
        int row = random.nextInt(count);
        var found = numpy.search(row);
        var query = vectors.vector(row);
        long start = System.nanoTime();
        var near = vectors.nearest(query, MOST, threads);
        long spent = System.nanoTime() - start;
        var places = near.stream().mapToInt(DenseVectors.Near::place).toArray();
        if (!Arrays.equals(sorted(places), sorted(found.places()))) {
          throw new IllegalStateException(
              "row "
                  + row
                  + ": "
                  + Arrays.toString(places)
                  + " against "
                  + Arrays.toString(found.places()));
        }
        if (round >= 0) {
          own[round] = spent;
          peer[round] = found.nanos();
        }
      }
      out.printf(
          Locale.ROOT,
          "%nThe ten nearest of %,d vectors of %d dimensions, exact (%d searches in turn after %d not counted; the same ten each"
              + " time)%n",
          count,
          DIMENSIONS,
          rounds,
          warm);
      told(out, "Clew, " + threads + " threads", own);
      told(out, "numpy " + numpy.version(), peer);
      out.printf(
          Locale.ROOT,
          "  put in at %,.0f vectors a second, %d bytes each in memory%n",
          count / (adding / 1e9),
          5 * DIMENSIONS + 24);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static int[] sorted(int[] places) {
    var sorted = places.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static void told(PrintStream out, String name, long[] nanos) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    out.printf(
        Locale.ROOT,
        "  %-22s median %7.1f ms, least %7.1f, most %7.1f%n",
        name,
        sorted[sorted.length / 2] / 1e6,
        sorted[0] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  private static float[] unit(RandomGenerator random) {
    var vector = new float[DIMENSIONS];
    double square = 0;
    for (int d = 0; d < DIMENSIONS; d++) {
      vector[d] = (float) random.nextGaussian();
      square += vector[d] * vector[d];
    }
    double length = Math.sqrt(square);
    for (int d = 0; d < DIMENSIONS; d++) {
      vector[d] = (float) (vector[d] / length);
    }
    return vector;
  }

  private static void indexed(Options options, Path folder, PrintStream out) throws IOException {
    int count = options.count("texts");
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(60);
    var entries = new ArrayList<TextIndex.Entry>(count);
    long characters = 0;
    for (int i = 0; i < count; i++) {
      var text = text(random);
      characters += text.length();
      entries.add(TextIndex.Entry.of("text " + i, "stamp " + i, text, Optional.of(unit(random))));
    }
    var place = Files.createTempDirectory(folder, "index");
    try (var index = TextIndex.in(place)) {
      long start = System.nanoTime();
      index.change(List.of(), entries);
      double seconds = (System.nanoTime() - start) / 1e9;
      long bytes;
      try (var files = Files.list(place)) {
        bytes = files.mapToLong(SearchFigure::size).sum();
      }
      out.printf(
          Locale.ROOT,
          "%nIndexing %,d texts of %d words: %,.0f texts a second, %,.0f bytes a text (%d of them its vector; %,d characters"
              + " of text)%n",
          count,
          WORDS_A_TEXT,
          count / seconds,
          (double) bytes / count,
          4 * DIMENSIONS,
          characters / count);
    } finally {
      try (var files = Files.walk(place)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Words as frequent as in running text (Zipf, 1935): the nth a share in proportion to 1/n.
  private static String text(RandomGenerator random) {
    var text = new StringBuilder();
    for (int w = 0; w < WORDS_A_TEXT; w++) {
      int word = (int) Math.pow(VOCABULARY, random.nextDouble());
      text.append(w == 0 ? "" : " ")
          .append(Integer.toString(word * 31 + 400, 26).replaceAll("\\d", "z"));
    }
    return text.toString();
  }
}
