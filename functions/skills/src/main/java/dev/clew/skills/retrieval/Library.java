package dev.clew.skills.retrieval;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.models.Embedder;
import dev.clew.models.ModelException;
import dev.clew.skills.Ports;
import dev.clew.statistics.nearest.DenseVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Texts, indexed by their words and, where there is an embedder, by their meaning.
///
/// Where there is a shelf, the index is kept on it and only what changed is worked on again: texts
/// that are new are put in, those that changed are put in anew, those that are gone leave. What is
/// found is the same as with an index made anew.
public final class Library implements AutoCloseable {
  /// Texts embedded between two words about progress, and lost at most when a function is stopped.
  private static final int BATCH = 64;

  private static final int NO_ROW = -1;

  private final Ports ports;
  private final TextIndex index;
  private final Optional<Path> folder;
  private final Optional<Embedder> embedder;
  private boolean isLost;
  private String wordsAlone;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<Integer> rows = new ArrayList<>();
  private @Nullable DenseVectors vectors;

  private Library(
      Ports ports,
      TextIndex index,
      Optional<Path> folder,
      Optional<Embedder> embedder,
      String wordsAlone) {
    this.ports = ports;
    this.index = index;
    this.folder = folder;
    this.embedder = embedder;
    this.wordsAlone = wordsAlone;
  }

  /// A text.
  ///
  /// @param id its name, the same from one question to the next
  /// @param fields its texts by field
  /// @param prose what an embedder reads of it; empty for nothing
  public record Book(String id, Map<String, String> fields, String prose) {
    public Book {
      fields = new TreeMap<>(fields);
    }
  }

  /// All books on one shelf.
  ///
  /// @param name of the index on the shelf, such as `search/airline`; empty to keep none
  /// @param books all of them, each id once; those of an earlier call that are not among them leave
  /// @param byMeaning whether vectors are wanted
  /// @throws ClewException when a kept index has vectors of the embedder's name and another number
  ///   of dimensions
  public static Library of(Ports ports, String name, List<Book> books, boolean byMeaning) {
    var embedding =
        byMeaning ? ports.embedding() : new Ports.Embedding(Optional.empty(), "not asked for");
    try {
      var library =
          ports.shelf().isPresent() && !name.isEmpty()
              ? kept(ports, new KeptFiles(ports.shelf().get(), name), books, embedding)
              : new Library(
                  ports,
                  TextIndex.inMemory(),
                  Optional.empty(),
                  embedding.embedder(),
                  embedding.why());
      if (library.folder.isEmpty()) {
        library.fill(books, Map.of());
      }
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException("the index of texts", e);
    }
  }

  private static Library kept(
      Ports ports, KeptFiles files, List<Book> books, Ports.Embedding embedding)
      throws IOException {
    var folder = Files.createTempDirectory(Files.createDirectories(ports.scratch()), "clew-index");
    try {
      var before = opened(ports, files, folder);
      var embedder = embedding.embedder();
      if (embedder.isPresent() && before.isPresent()) {
        checked(before.get(), embedder.get(), files);
      }
      var library =
          new Library(ports, TextIndex.in(folder), Optional.of(folder), embedder, embedding.why());
      var there = library.index.kept();
      boolean same =
          embedder.isEmpty()
              || before.map(Manifest::embedder).filter(embedder.get().name()::equals).isPresent();
      if (!same && there.values().stream().anyMatch(one -> one.vector().isPresent())) {
        ports
            .notes()
            .accept(
                "the kept index has vectors by "
                    + before.map(Manifest::embedder).orElse("another embedder")
                    + ": its texts are embedded anew by "
                    + embedder.get().name());
        there.replaceAll(
            (id, one) -> new TextIndex.Kept(id, one.stamp() + " by another", Optional.empty()));
      }
      if (library.fill(books, there)) {
        library.keep(files, before);
      }
      return library;
    } catch (IOException | RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  private static Optional<Manifest> opened(Ports ports, KeptFiles files, Path folder)
      throws IOException {
    try {
      return switch (files.open(folder)) {
        case KeptFiles.Opened.Index(var manifest) -> Optional.of(manifest);
        case KeptFiles.Opened.None _ -> Optional.empty();
        case KeptFiles.Opened.Unusable(var why) -> {
          ports.notes().accept("the kept index of texts " + why + ": it was made anew");
          yield Optional.empty();
        }
      };
    } catch (IOException | ClewException e) {
      ports
          .notes()
          .accept(
              "the kept index of texts could not be read from "
                  + files.shelf().describe()
                  + ": it was made anew");
      try (var left = Files.list(folder)) {
        for (var file : left.toList()) {
          Files.delete(file);
        }
      }
      return Optional.empty();
    }
  }

  private static void checked(Manifest before, Embedder embedder, KeptFiles files) {
    if (before.embedder().equals(embedder.name())
        && before.dimensions() > 0
        && before.dimensions() != embedder.dimensions()) {
      throw new Problem(
              Problem.Kind.USER,
              embedder.name()
                  + " gives vectors of "
                  + embedder.dimensions()
                  + " dimensions, and the kept index has "
                  + before.dimensions()
                  + " of the same name",
              files.shelf().describe() + "/" + files.folder(),
              "Set CLEW_EMBEDDINGS_MODEL and CLEW_EMBEDDINGS_URL to what they were, or delete that"
                  + " folder to have it made anew; --set vectors=off searches by words alone")
          .asException();
    }
  }

  private void keep(KeptFiles files, Optional<Manifest> before) {
    try {
      var by = embedder.map(Embedder::name).or(() -> before.map(Manifest::embedder)).orElse("");
      var dimensions =
          embedder.map(Embedder::dimensions).or(() -> before.map(Manifest::dimensions)).orElse(0);
      files.keep(folder.orElseThrow(), by, dimensions, ports.scratch());
    } catch (IOException | ClewException e) {
      ports
          .notes()
          .accept(
              "the index of texts could not be kept in "
                  + files.shelf().describe()
                  + ": the next question makes it anew");
    }
  }

  /// Brings the index to what the books are.
  ///
  /// @param there what stands in it
  /// @return whether anything changed
  private boolean fill(List<Book> books, Map<String, TextIndex.Kept> there) throws IOException {
    var stamps = new ArrayList<String>(books.size());
    var known = new HashMap<String, float[]>();
    there.values().forEach(one -> one.vector().ifPresent(vector -> known.put(one.stamp(), vector)));
    for (int i = 0; i < books.size(); i++) {
      places.put(books.get(i).id(), i);
      stamps.add(stamp(books.get(i)));
    }
    if (places.size() < books.size()) {
      throw new IllegalArgumentException("two texts have one id");
    }
    embed(books, stamps, known);
    var added = new ArrayList<TextIndex.Entry>();
    for (int i = 0; i < books.size(); i++) {
      var book = books.get(i);
      var vector = book.prose().isEmpty() ? null : known.get(stamps.get(i));
      rows.add(vector == null ? NO_ROW : dense(vector).count());
      if (vector != null) {
        dense(vector).add(vector);
      }
      var kept = there.get(book.id());
      if (kept == null
          || !kept.stamp().equals(stamps.get(i))
          || (vector != null && kept.vector().isEmpty())) {
        added.add(
            new TextIndex.Entry(
                book.id(), stamps.get(i), book.fields(), Optional.ofNullable(vector)));
      }
    }
    var gone = there.keySet().stream().filter(id -> !places.containsKey(id)).toList();
    if (added.isEmpty() && gone.isEmpty()) {
      return false;
    }
    index.change(gone, added);
    return true;
  }

  private DenseVectors dense(float[] vector) {
    var made = vectors;
    if (made == null) {
      made = new DenseVectors(vector.length);
      vectors = made;
    }
    return made;
  }

  /// Texts that have no vector yet, each once however often it stands.
  private void embed(List<Book> books, List<String> stamps, Map<String, float[]> known) {
    if (embedder.isEmpty()) {
      return;
    }
    var missing = new LinkedHashMap<String, String>();
    for (int i = 0; i < books.size(); i++) {
      if (!books.get(i).prose().isEmpty() && !known.containsKey(stamps.get(i))) {
        missing.putIfAbsent(stamps.get(i), books.get(i).prose());
      }
    }
    var open = List.copyOf(missing.entrySet());
    for (int from = 0; from < open.size(); from += BATCH) {
      ports.progress().at("texts embedded", from, open.size());
      var batch = open.subList(from, Math.min(open.size(), from + BATCH));
      try {
        var made = embedder.get().embed(batch.stream().map(Map.Entry::getValue).toList());
        for (int i = 0; i < batch.size(); i++) {
          known.put(batch.get(i).getKey(), checked(made.get(i)));
        }
      } catch (ModelException e) {
        // What was embedded is kept: the next question goes on from there.
        lost(e, from, open.size());
        return;
      }
    }
    if (!open.isEmpty()) {
      ports.progress().at("texts embedded", open.size(), open.size());
    }
  }

  /// From here on by words alone.
  private void lost(ModelException why, int done, int of) {
    wordsAlone =
        of == 0
            ? String.valueOf(why.getMessage())
            : why.getMessage() + ", after " + done + " of " + of + " texts were embedded";
    isLost = true;
  }

  private float[] checked(float[] vector) {
    int dimensions = embedder.orElseThrow().dimensions();
    if (vector.length != dimensions) {
      throw new ModelException(
          ModelException.Kind.GARBLED,
          embedder.get().name()
              + " gave a vector of "
              + vector.length
              + " dimensions after "
              + dimensions);
    }
    return vector;
  }

  private static String stamp(Book book) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var field : book.fields().entrySet()) {
        digest.update(
            (field.getKey() + "\0" + field.getValue() + "\0").getBytes(StandardCharsets.UTF_8));
      }
      digest.update(book.prose().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Why texts are found by their words alone; empty where they are not.
  public String wordsAlone() {
    return wordsAlone;
  }

  /// What texts are compared by; empty where by words alone.
  public Optional<Embedder> embedder() {
    return isLost ? Optional.empty() : embedder;
  }

  /// The vector of a book; empty where it has none.
  public Optional<float[]> vector(int place) {
    int row = rows.get(place);
    return vectors == null || isLost || row == NO_ROW
        ? Optional.empty()
        : Optional.of(vectors.vector(row));
  }

  /// How well books match a query's words, in the order in which they were given.
  ///
  /// @param weights of the fields looked at
  public TextIndex.WordScores words(String query, Map<String, Double> weights) {
    try {
      return index.words(query, weights, places);
    } catch (IOException e) {
      throw new UncheckedIOException("the index of texts", e);
    }
  }

  /// As [#words(String, Map)], with terms as they are looked up.
  public TextIndex.WordScores words(List<String> terms, Map<String, Double> weights) {
    try {
      return index.words(terms, weights, places);
    } catch (IOException e) {
      throw new UncheckedIOException("the index of texts", e);
    }
  }

  /// As [TextIndex#telling].
  public List<String> telling(List<String> texts, String field, int most) {
    try {
      return index.telling(texts, field, most);
    } catch (IOException e) {
      throw new UncheckedIOException("the index of texts", e);
    }
  }

  /// How near books lie to a text in meaning: cosines, in the order in which they were given; NaN
  /// for those without a vector, and for all where there is no embedder.
  public double[] meaning(String query) {
    if (embedder.isEmpty() || isLost) {
      return none();
    }
    try {
      return nearness(checked(embedder.get().embed(List.of(query)).getFirst()));
    } catch (ModelException e) {
      lost(e, 0, 0);
      return none();
    }
  }

  /// How near books lie to a vector.
  public double[] nearness(float[] query) {
    var near = none();
    if (vectors != null && !isLost) {
      var products = vectors.products(query, Runtime.getRuntime().availableProcessors());
      for (int i = 0; i < near.length; i++) {
        near[i] = rows.get(i) == NO_ROW ? Double.NaN : products[rows.get(i)];
      }
    }
    return near;
  }

  /// The cosine of two vectors of length 1.
  public static double cosine(float[] one, float[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(one.length + " against " + other.length + " dimensions");
    }
    double sum = 0;
    for (int d = 0; d < one.length; d++) {
      sum += (double) one[d] * other[d];
    }
    return sum;
  }

  private double[] none() {
    var near = new double[rows.size()];
    Arrays.fill(near, Double.NaN);
    return near;
  }

  @Override
  public void close() {
    try {
      index.close();
      if (folder.isPresent()) {
        delete(folder.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the index of texts", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
