package dev.clew.models.embeddings;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.clew.models.Embedder;
import dev.clew.models.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// all-MiniLM-L6-v2 with weights of 8 bits, in this process: 384 dimensions, trained on English
/// sentences and paragraphs (Wang et al., 2020, arXiv 2002.10957; Reimers and Gurevych, 2019,
/// doi:10.18653/v1/D19-1410).
///
/// Texts go through the model one by one: its weights are scaled by what stands in one input, so a
/// text in a batch would have another vector than alone. Threads share the texts, not one text's
/// work.
public final class MiniLm implements Embedder, AutoCloseable {
  /// What it was trained to read; the rest of a longer text says nothing to it.
  private static final int MOST_PIECES = 256;

  private static final int DIMENSIONS = 384;
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieces pieces;
  private final int threads;

  private MiniLm(OrtEnvironment environment, OrtSession session, WordPieces pieces, int threads) {
    this.environment = environment;
    this.session = session;
    this.pieces = pieces;
    this.threads = threads;
  }

  /// Loads the model that comes with Clew; takes 24 MB beside the heap, and about a third of a
  /// second.
  ///
  /// @param threads texts that are embedded at the same time; the vectors do not depend on it
  /// @throws ModelException of kind REJECTED where the runtime has no native code for this machine
  public static MiniLm load(int threads) {
    try (var model = resource(MODEL);
        var tokenizer = resource(TOKENIZER);
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      var environment = OrtEnvironment.getEnvironment();
      return new MiniLm(
          environment,
          environment.createSession(model.readAllBytes(), options),
          WordPieces.read(tokenizer),
          threads);
    } catch (OrtException | LinkageError e) {
      throw failed("can not be loaded on this machine", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    var in = MiniLm.class.getResourceAsStream(name);
    if (in == null) {
      throw new ModelException(
          ModelException.Kind.REJECTED, "the embedding model is not in this package: " + name);
    }
    return in;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    if (threads < 2 || texts.size() < 2) {
      return texts.stream().map(this::vector).toList();
    }
    try (var pool = Executors.newFixedThreadPool(Math.min(threads, texts.size()))) {
      var under = texts.stream().map(text -> pool.submit(() -> vector(text))).toList();
      var vectors = new ArrayList<float[]>(texts.size());
      for (var one : under) {
        vectors.add(await(one));
      }
      return vectors;
    }
  }

  private static float[] await(Future<float[]> vector) {
    try {
      return vector.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(ModelException.Kind.TIMEOUT, "interrupted while embedding texts");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("a text could not be embedded", e.getCause());
    }
  }

  private float[] vector(String text) {
    var ids = pieces.of(text, MOST_PIECES);
    var ones = new long[ids.length];
    Arrays.fill(ones, 1);
    var shape = new long[] {1, ids.length};
    try (var input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        var types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
        var result =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      if (!(result.get(0) instanceof OnnxTensor states)) {
        throw new IllegalStateException("the embedding model gave no tensor");
      }
      return mean(states.getFloatBuffer().array(), ids.length);
    } catch (OrtException e) {
      throw failed("failed on a text of " + text.length() + " characters", e);
    }
  }

  /// The mean over all pieces, of length 1.
  private static float[] mean(float[] states, int count) {
    var sums = new double[DIMENSIONS];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < DIMENSIONS; d++) {
        sums[d] += states[i * DIMENSIONS + d];
      }
    }
    double square = 0;
    for (double sum : sums) {
      square += sum * sum;
    }
    double length = square == 0 ? 1 : Math.sqrt(square);
    var vector = new float[DIMENSIONS];
    for (int d = 0; d < DIMENSIONS; d++) {
      vector[d] = (float) (sums[d] / length);
    }
    return vector;
  }

  private static ModelException failed(String what, Throwable cause) {
    var e = new ModelException(ModelException.Kind.REJECTED, "the embedding model " + what);
    e.initCause(cause);
    return e;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public String name() {
    return "all-MiniLM-L6-v2-q8";
  }

  @Override
  public String host() {
    return "none";
  }

  @Override
  public int longestCharacters() {
    // A piece of English has a little over four characters.
    return 4 * MOST_PIECES;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failed("could not be closed", e);
    }
  }
}
