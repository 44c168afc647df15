package dev.clew.skills.retrieval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/// Texts by their words and with their vectors, in an index of Lucene's. What it finds depends on
/// the texts in it alone: not on the order in which they came, nor on those that have left.
///
/// Texts are scored by BM25 (Robertson and Zaragoza, 2009, doi:10.1561/1500000019) with k1 = 1.2
/// and b = 0.75. The texts themselves are not kept. Not thread-safe.
public final class TextIndex implements AutoCloseable {
  private static final String ID = "id";
  private static final String STAMP = "stamp";
  private static final String VECTOR = "vector";
  private static final int BUFFER_MEGABYTES = 32;

  /// Lucene says once that it could use instructions which only a flag of the JVM allows; held, or
  /// the level would be forgotten.
  private static final Logger HINT =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  private final Directory directory;
  private final Terms terms;

  private TextIndex(Directory directory, Terms terms) {
    HINT.setLevel(Level.SEVERE);
    this.directory = directory;
    this.terms = terms;
  }

  /// An index that lives as long as this object.
  public static TextIndex inMemory() {
    return new TextIndex(new ByteBuffersDirectory(), new Terms());
  }

  /// The index in a folder; a new one where it is empty.
  public static TextIndex in(Path folder) throws IOException {
    return new TextIndex(FSDirectory.open(folder), new Terms());
  }

  /// A text to put in.
  ///
  /// @param id its name in the index
  /// @param stamp changes whenever the text does
  /// @param fields its texts by field
  /// @param vector empty where it has none
  public record Entry(
      String id, String stamp, Map<String, String> fields, Optional<float[]> vector) {
    public Entry {
      fields = new TreeMap<>(fields);
    }

    /// A text of one field, `text`.
    public static Entry of(String id, String stamp, String text, Optional<float[]> vector) {
      return new Entry(id, stamp, Map.of("text", text), vector);
    }
  }

  /// Takes texts out and puts others in; an entry whose id is there takes its place.
  public void change(Collection<String> gone, List<Entry> added) throws IOException {
    var merging = new TieredMergePolicy();
    merging.setForceMergeDeletesPctAllowed(0);
    var config =
        new IndexWriterConfig(terms)
            .setMergePolicy(merging)
            .setMergeScheduler(new SerialMergeScheduler())
            .setRAMBufferSizeMB(BUFFER_MEGABYTES);
    try (var writer = new IndexWriter(directory, config)) {
      for (var id : gone) {
        writer.deleteDocuments(new Term(ID, id));
      }
      for (var entry : added) {
        writer.updateDocument(new Term(ID, entry.id()), document(entry));
      }
      // Statistics of words count texts until they are merged away.
      writer.forceMergeDeletes(true);
      writer.commit();
    }
  }

  private static Document document(Entry entry) {
    var document = new Document();
    document.add(new StringField(ID, entry.id(), Field.Store.NO));
    document.add(new BinaryDocValuesField(ID, new BytesRef(entry.id())));
    document.add(new BinaryDocValuesField(STAMP, new BytesRef(entry.stamp())));
    entry.fields().forEach((name, text) -> document.add(new TextField(name, text, Field.Store.NO)));
    entry
        .vector()
        .ifPresent(
            vector -> document.add(new BinaryDocValuesField(VECTOR, new BytesRef(bytes(vector)))));
    return document;
  }

  private static byte[] bytes(float[] vector) {
    var bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private static float[] vector(BytesRef bytes) {
    var vector = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(vector);
    return vector;
  }

  /// What is in it.
  ///
  /// @param vector empty where it was put in without one
  public record Kept(String id, String stamp, Optional<float[]> vector) {}

  /// Everything in it, by id.
  public Map<String, Kept> kept() throws IOException {
    var all = new TreeMap<String, Kept>();
    if (!DirectoryReader.indexExists(directory)) {
      return all;
    }
    try (var reader = DirectoryReader.open(directory)) {
      for (var leaf : reader.leaves()) {
        var ids = values(leaf, ID);
        var stamps = values(leaf, STAMP);
        var vectors = values(leaf, VECTOR);
        var live = leaf.reader().getLiveDocs();
        for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
          if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
            var id = ids.binaryValue().utf8ToString();
            var stamp = stamps.advanceExact(doc) ? stamps.binaryValue().utf8ToString() : "";
            all.put(
                id,
                new Kept(
                    id,
                    stamp,
                    vectors.advanceExact(doc)
                        ? Optional.of(vector(vectors.binaryValue()))
                        : Optional.empty()));
          }
        }
      }
    }
    return all;
  }

  private static BinaryDocValues values(LeafReaderContext leaf, String field) throws IOException {
    return org.apache.lucene.index.DocValues.getBinary(leaf.reader(), field);
  }

  /// How well texts match a query's words.
  ///
  /// @param scores BM25, one a text in the order asked for; 0 where no word of the query stands
  /// @param terms the query's different terms, in its order
  /// @param matched for each term how much of the score it makes, one a text
  /// @param weights for each term its inverse document frequency, 0 where no text has it
  public record WordScores(
      double[] scores, List<String> terms, List<float[]> matched, double[] weights) {

    /// The share of the query that a text holds, its rarer words counting for more; 0 to 1. Words
    /// that no text has count as the rarest.
    public double share(int place) {
      double all = 0;
      double had = 0;
      for (int t = 0; t < weights.length; t++) {
        all += weights[t];
        had += matched.get(t)[place] > 0 ? weights[t] : 0;
      }
      return all == 0 ? 0 : had / all;
    }

    /// The terms that stand in a text.
    public List<String> matched(int place) {
      var found = new ArrayList<String>();
      for (int t = 0; t < terms.size(); t++) {
        if (matched.get(t)[place] > 0) {
          found.add(terms.get(t));
        }
      }
      return found;
    }
  }

  /// Scores texts by a query's words.
  ///
  /// @param weights of the fields looked at
  /// @param places of the texts wanted, by id; those that are not in the index score 0
  public WordScores words(String query, Map<String, Double> weights, Map<String, Integer> places)
      throws IOException {
    return words(terms.distinct(query), weights, places);
  }

  /// As the other one, with terms that are given as they are looked up.
  public WordScores words(
      List<String> asked, Map<String, Double> weights, Map<String, Integer> places)
      throws IOException {
    int count = places.size();
    var matched = new ArrayList<float[]>();
    var rarity = new double[asked.size()];
    var scores = new double[count];
    if (!DirectoryReader.indexExists(directory)) {
      asked.forEach(_ -> matched.add(new float[count]));
      return new WordScores(scores, asked, matched, rarity);
    }
    try (var reader = DirectoryReader.open(directory)) {
      var searcher = new IndexSearcher(reader);
      var ids = ids(reader, places);
      for (int t = 0; t < asked.size(); t++) {
        var of = new float[count];
        long having = 0;
        for (var field : new TreeMap<>(weights).entrySet()) {
          var term = new Term(field.getKey(), asked.get(t));
          having = Math.max(having, reader.docFreq(term));
          score(searcher, reader, term, field.getValue(), ids, of);
        }
        rarity[t] = Math.log1p((reader.numDocs() - having + 0.5) / (having + 0.5));
        for (int i = 0; i < count; i++) {
          scores[i] += of[i];
        }
        matched.add(of);
      }
    }
    return new WordScores(scores, asked, matched, rarity);
  }

  private static List<int[]> ids(DirectoryReader reader, Map<String, Integer> places)
      throws IOException {
    var all = new ArrayList<int[]>();
    for (var leaf : reader.leaves()) {
      var of = new int[leaf.reader().maxDoc()];
      Arrays.fill(of, -1);
      var ids = values(leaf, ID);
      for (int doc = 0; doc < of.length; doc++) {
        if (ids.advanceExact(doc)) {
          of[doc] = places.getOrDefault(ids.binaryValue().utf8ToString(), -1);
        }
      }
      all.add(of);
    }
    return all;
  }

  private static void score(
      IndexSearcher searcher,
      DirectoryReader reader,
      Term term,
      double weight,
      List<int[]> ids,
      float[] into)
      throws IOException {
    var weighing =
        searcher.createWeight(searcher.rewrite(new TermQuery(term)), ScoreMode.COMPLETE, 1);
    for (var leaf : reader.leaves()) {
      var scorer = weighing.scorer(leaf);
      if (scorer == null) {
        continue;
      }
      var live = leaf.reader().getLiveDocs();
      var docs = scorer.iterator();
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        int place = ids.get(leaf.ord)[doc];
        if (place >= 0 && (live == null || live.get(doc))) {
          into[place] += (float) (weight * scorer.score());
        }
      }
    }
  }

  /// The terms by which these texts stand out: frequent in them, rare in all.
  ///
  /// @param most how many
  public List<String> telling(List<String> texts, String field, int most) throws IOException {
    var counts = new HashMap<String, Integer>();
    for (var text : texts) {
      terms.of(text).forEach(one -> counts.merge(one.term(), 1, Integer::sum));
    }
    if (!DirectoryReader.indexExists(directory)) {
      return List.of();
    }
    var scored = new LinkedHashMap<String, Double>();
    try (var reader = DirectoryReader.open(directory)) {
      for (var one : new TreeMap<>(counts).entrySet()) {
        long having = reader.docFreq(new Term(field, one.getKey()));
        scored.put(
            one.getKey(),
            Math.log1p(one.getValue())
                * Math.log1p((reader.numDocs() - having + 0.5) / (having + 0.5)));
      }
    }
    return scored.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void close() throws IOException {
    directory.close();
    terms.close();
  }
}
