package dev.clew.skills.docsanswer;

import dev.clew.models.context.Invisible;
import dev.clew.skills.Ports;
import dev.clew.skills.retrieval.Fusion;
import dev.clew.skills.retrieval.Library;
import dev.clew.skills.retrieval.Piece;
import dev.clew.traces.documents.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Sections of documentation, and which of them a question is about.
///
/// Words are looked up in text, heading and page title, a word of a heading counting half beside
/// the text's: what a section is about stands there once, however long it is. Meaning is compared
/// piece by piece, each under its page and heading, so that a piece says what it is about; a
/// section comes as near as its nearest piece. Both scores are made alike and added.
public final class Passages implements AutoCloseable {
  private static final int LONGEST_PIECE = 800;
  private static final Map<String, Double> FIELDS =
      Map.of("text", 1.0, "heading", 0.5, "page", 0.5);

  private final List<Section> sections;
  private final List<Part> parts;
  private final Library library;

  /// A piece of a section.
  private record Part(int section, String text) {}

  private Passages(List<Section> sections, List<Part> parts, Library library) {
    this.sections = sections;
    this.parts = parts;
    this.library = library;
  }

  /// Overlay.
  ///
  /// @param name of the index on the shelf; empty to keep none
  /// @param byMeaning whether meanings are compared, where there is an embedder
  public static Passages of(Ports ports, String name, List<Section> sections, boolean byMeaning) {
    var books = new ArrayList<Library.Book>();
    var parts = new ArrayList<Part>();
    for (int s = 0; s < sections.size(); s++) {
      var section = sections.get(s);
      books.add(
          new Library.Book(
              "section " + s,
              Map.of(
                  "text",
                  Invisible.removed(section.text()),
                  "heading",
                  section.heading(),
                  "page",
                  section.page()),
              ""));
    }
    for (int s = 0; s < sections.size(); s++) {
      var section = sections.get(s);
      for (var piece : Piece.of(Invisible.removed(section.text()), LONGEST_PIECE)) {
        parts.add(new Part(s, piece.text()));
        books.add(
            new Library.Book(
                "piece " + s + "." + piece.number(),
                Map.of(),
                section.page() + ": " + section.heading() + "\n" + piece.text()));
      }
    }
    return new Passages(sections, parts, Library.of(ports, name, books, byMeaning));
  }

  /// A section that a question may be about.
  ///
  /// @param share of the question's words that stand in it, rarer ones counting for more
  /// @param nearness cosine of its nearest piece; NaN where meanings are not compared
  /// @param nearest its nearest piece, or its beginning
  /// @param words of the question that stand in it, as they are looked up
  public record Found(
      Section section, double share, double nearness, String nearest, List<String> words) {
    /// So much of a question's words makes a section one about it.
    static final double ENOUGH_WORDS = 0.6;

    /// Nearer than this, a passage counts as being about the question: set by hand, higher than for
    /// one text, since the nearest of many pages is near by chance.
    static final double ENOUGH_NEARNESS = 0.5;

    /// Whether it is about the question, rather than the least far of all.
    public boolean counts() {
      return share >= ENOUGH_WORDS || nearness >= ENOUGH_NEARNESS;
    }
  }

  /// The sections that fit a question best, best first.
  public List<Found> best(String question, int most) {
    if (sections.isEmpty()) {
      return List.of();
    }
    var words = library.words(question, FIELDS);
    var near = library.meaning(question);
    int size = sections.size();
    var nearness = new double[size];
    Arrays.fill(nearness, Double.NaN);
    var nearest = new int[size];
    Arrays.fill(nearest, -1);
    for (int p = 0; p < parts.size(); p++) {
      int s = parts.get(p).section();
      double one = near[size + p];
      if (nearest[s] < 0 || one > nearness[s]) {
        nearness[s] = one;
        nearest[s] = p;
      }
    }
    var scores = Fusion.standardised(List.of(Arrays.copyOf(words.scores(), size), nearness));
    return Arrays.stream(Fusion.order(scores))
        .limit(most)
        .mapToObj(s ->
            new Found(
                sections.get(s),
                words.share(s),
                nearness[s],
                nearest[s] < 0 ? "" : parts.get(nearest[s]).text(),
                words.matched(s)))
        .toList();
  }

  Library library() {
    return library;
  }

  @Override
  public void close() {
    library.close();
  }
}
