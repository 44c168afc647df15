package dev.clew.models.embeddings;

import com.openai.client.OpenAIClient;
import com.openai.core.RequestOptions;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.clew.models.Embedder;
import dev.clew.models.ModelException;
import dev.clew.models.openai.OpenAiModel;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Embeddings of OpenAI, or of any server that speaks its protocol.
public final class EmbeddingServer implements Embedder, AutoCloseable {
  /// Texts a request: what servers take, with a request still well below a megabyte or two.
  private static final int MOST_TEXTS = 128;

  /// What embedding models of today read at least.
  private static final int LONGEST = 2_000;

  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

  private final OpenAIClient client;
  private final URI baseUrl;
  private final String model;
  private final Duration longestCall;
  private final int dimensions;

  /// Asks for one vector, to learn how many dimensions there are.
  ///
  /// @param baseUrl up to and with `/v1`
  /// @param key sent as a bearer token; empty for servers that want none
  /// @throws ModelException when the server gives none
  public static EmbeddingServer at(URI baseUrl, String key, String model) {
    return at(baseUrl, key, model, LONGEST_CALL);
  }

  /// @param longestCall how long one request may take
  static EmbeddingServer at(URI baseUrl, String key, String model, Duration longestCall) {
    var client = OpenAiModel.client(baseUrl, key);
    try {
      var unknown = new EmbeddingServer(client, baseUrl, model, longestCall, 0);
      return new EmbeddingServer(
          client,
          baseUrl,
          model,
          longestCall,
          unknown.request(List.of("dimensions")).getFirst().length);
    } catch (ModelException e) {
      client.close();
      throw e;
    }
  }

  private EmbeddingServer(
      OpenAIClient client, URI baseUrl, String model, Duration longestCall, int dimensions) {
    this.longestCall = longestCall;
    this.client = client;
    this.baseUrl = baseUrl;
    this.model = model;
    this.dimensions = dimensions;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    var vectors = new ArrayList<float[]>(texts.size());
    for (int from = 0; from < texts.size(); from += MOST_TEXTS) {
      vectors.addAll(request(texts.subList(from, Math.min(texts.size(), from + MOST_TEXTS))));
    }
    return vectors;
  }

  private List<float[]> request(List<String> texts) {
    // Servers refuse an empty text.
    var said = texts.stream().map(text -> text.isBlank() ? "-" : text).toList();
    try {
      return vectors(
          client
              .embeddings()
              .create(
                  EmbeddingCreateParams.builder().model(model).inputOfArrayOfStrings(said).build(),
                  RequestOptions.builder().timeout(longestCall).build()),
          texts.size());
    } catch (ModelException e) {
      throw e;
    } catch (OpenAIServiceException e) {
      int status = e.statusCode();
      throw new ModelException(
          status == 408 || status == 409 || status == 429 || status >= 500
              ? ModelException.Kind.BUSY
              : ModelException.Kind.REJECTED,
          host() + " answered " + status + " to a request for embeddings of " + model);
    } catch (OpenAIIoException e) {
      if (isLate(e)) {
        throw new ModelException(
            ModelException.Kind.TIMEOUT,
            host() + " gave no embeddings in " + longestCall.toMillis() + " ms");
      }
      throw new ModelException(
          ModelException.Kind.BUSY, host() + " could not be reached for embeddings");
    } catch (RuntimeException e) {
      // Whatever the library says about an answer that is none may hold what was sent.
      throw garbled("something that is no embedding");
    }
  }

  private static boolean isLate(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedIOException) {
        return true;
      }
    }
    return false;
  }

  private List<float[]> vectors(CreateEmbeddingResponse response, int wanted) {
    var vectors = new float[wanted][];
    for (var one : response.data()) {
      long at = one.index();
      if (at < 0 || at >= wanted || vectors[(int) at] != null) {
        throw garbled("embeddings of other texts than it was given");
      }
      vectors[(int) at] = unit(one.embedding());
    }
    var all = new ArrayList<float[]>(wanted);
    for (var vector : vectors) {
      if (vector == null) {
        throw garbled("fewer embeddings than texts");
      }
      if (dimensions > 0 && vector.length != dimensions) {
        throw garbled(vector.length + " dimensions after " + dimensions);
      }
      all.add(vector);
    }
    return all;
  }

  private float[] unit(List<Float> numbers) {
    double square = 0;
    for (float number : numbers) {
      square += (double) number * number;
    }
    if (!(square > 0) || !Double.isFinite(square)) {
      throw garbled("an embedding of no length");
    }
    var vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (numbers.get(i) / Math.sqrt(square));
    }
    return vector;
  }

  private ModelException garbled(String what) {
    return new ModelException(ModelException.Kind.GARBLED, host() + " answered with " + what);
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public String name() {
    return model;
  }

  @Override
  public String host() {
    return Optional.ofNullable(baseUrl.getHost()).orElse("unknown");
  }

  @Override
  public int longestCharacters() {
    return LONGEST;
  }

  @Override
  public void close() {
    client.close();
  }
}
