package dev.clew.skills.evaluationtemplate;

import com.google.re2j.Pattern;
import dev.clew.models.ModelException;
import dev.clew.skills.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which built-in evaluator a wish means: by words, and where those say nothing by meaning.
final class Wishes {
  private static final String FILE = "wishes.tsv";

  /// Cosine from which a wish means what a sentence of the file does.
  private static final double NEAR = 0.55;

  /// A line of the file.
  private record Row(String evaluator, Pattern words, List<String> sentences) {}

  /// What was found.
  ///
  /// @param by the words that say so, or that its meaning does
  record Meant(String evaluator, String by) {}

  private final List<Row> rows;

  Wishes() {
    try (var in = Wishes.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in this package");
      }
      rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(Wishes::row)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static Row row(String line) {
    var cells = line.split("\t", -1);
    return new Row(
        cells[0],
        Pattern.compile(
            "(?:^|[^\\p{L}\\p{N}])(" + cells[1] + ")(?:[^\\p{L}\\p{N}]|$)",
            Pattern.CASE_INSENSITIVE),
        List.of(cells[2].split("\\|", -1)));
  }

  /// Those meant: the one whose words stand first comes first; of several whose words overlap the
  /// one with the longest.
  List<Meant> of(String wish, Ports ports) {
    var found = new ArrayList<Place>();
    for (var row : rows) {
      var matcher = row.words().matcher(wish);
      if (matcher.find()) {
        found.add(
            new Place(
                matcher.start(1), matcher.end(1), new Meant(row.evaluator(), matcher.group(1))));
      }
    }
    found.removeIf(one -> found.stream().anyMatch(other -> other.holds(one)));
    var meant =
        found.stream().sorted(Comparator.comparingInt(Place::from)).map(Place::meant).toList();
    return meant.isEmpty() ? byMeaning(wish, ports).stream().toList() : meant;
  }

  private record Place(int from, int to, Meant meant) {
    boolean holds(Place other) {
      return from <= other.from && other.to <= to && other.to - other.from < to - from;
    }
  }

  private Optional<Meant> byMeaning(String wish, Ports ports) {
    var embedder = ports.embedding().embedder();
    if (embedder.isEmpty()) {
      return Optional.empty();
    }
    var texts = new ArrayList<String>();
    var owners = new ArrayList<String>();
    for (var row : rows) {
      for (var sentence : row.sentences()) {
        texts.add(sentence);
        owners.add(row.evaluator());
      }
    }
    try {
      var wanted = embedder.get().embed(List.of(wish)).getFirst();
      var vectors = embedder.get().embed(texts);
      int best = -1;
      double nearest = NEAR;
      for (int i = 0; i < vectors.size(); i++) {
        double cosine = 0;
        for (int d = 0; d < wanted.length; d++) {
          cosine += (double) wanted[d] * vectors.get(i)[d];
        }
        if (cosine >= nearest) {
          nearest = cosine;
          best = i;
        }
      }
      return best < 0 ? Optional.empty() : Optional.of(new Meant(owners.get(best), "its meaning"));
    } catch (ModelException _) {
      return Optional.empty();
    }
  }
}
