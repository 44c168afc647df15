package dev.clew.models.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.models.ModelException;
import dev.clew.models.openai.Answer;
import dev.clew.models.openai.OpenAiServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a server on this machine that speaks the protocol well or badly.
class EmbeddingServerTest {
  private static final String FIRST = data("{\"index\":0,\"embedding\":[3,4]}");

  private static String data(String vectors) {
    return "{\"object\":\"list\",\"model\":\"m\",\"data\":["
        + vectors
        + "],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
  }

  private static EmbeddingServer at(OpenAiServer server) {
    return EmbeddingServer.at(server.baseUrl(), "key", "m", Duration.ofSeconds(20));
  }

  @Test
  void vectorsComeInTheOrderOfTheirTextsAndOfLengthOne() {
    var two = data("{\"index\":1,\"embedding\":[0,2]},{\"index\":0,\"embedding\":[3,4]}");
    try (var server = OpenAiServer.saying(Answer.json(FIRST), Answer.json(two));
        var embedder = at(server)) {
      var vectors = embedder.embed(List.of("one", " "));

      assertEquals(2, embedder.dimensions());
      assertArrayEquals(new float[] {0.6f, 0.8f}, vectors.get(0));
      assertArrayEquals(new float[] {0, 1}, vectors.get(1));
      assertEquals("-", server.asked().getLast().body().path("input").path(1).asText());
      assertEquals("Bearer key", server.asked().getLast().headers().get("authorization"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'index':0,'embedding':[1,2,3]}                                | 3 dimensions after 2",
        "                                                               | fewer embeddings than texts",
        "{'index':0,'embedding':[1,2]},{'index':1,'embedding':[1,2]}    | embeddings of other texts than it was given",
        "{'index':0,'embedding':[1,2]},{'index':0,'embedding':[1,2]}    | embeddings of other texts than it was given",
        "{'index':4294967296,'embedding':[1,2]}                         | embeddings of other texts than it was given",
        "{'index':0,'embedding':[0,0]}                                  | an embedding of no length",
        "{'index':0,'embedding':[1e39,1]}                               | an embedding of no length",
        "{'index':0,'embedding':['NaN',1]}                              | an embedding of no length",
        "{'index':0,'embedding':['secret',1]}                           | something that is no embedding",
        "{'embedding':[1,2]}                                            | something that is no embedding",
      })
  void whatIsNoVectorOfTheTextIsAnErrorThatSaysWhatItIs(String vectors, String what) {
    var answer = data(vectors == null ? "" : vectors.replace('\'', '"'));
    try (var server = OpenAiServer.saying(Answer.json(FIRST), Answer.json(answer));
        var embedder = at(server)) {
      var error = assertThrows(ModelException.class, () -> embedder.embed(List.of("one")));

      assertEquals("127.0.0.1 answered with " + what, error.getMessage());
      assertEquals(ModelException.Kind.GARBLED, error.kind());
    }
  }

  @ParameterizedTest
  @CsvSource({"429, BUSY", "503, BUSY", "401, REJECTED", "404, REJECTED"})
  void aRefusalSaysItsStatus(int status, ModelException.Kind kind) {
    try (var server = OpenAiServer.saying(Answer.status(status, Map.of()))) {
      var error = assertThrows(ModelException.class, () -> at(server));

      assertEquals(kind, error.kind());
      assertEquals(
          "127.0.0.1 answered " + status + " to a request for embeddings of m", error.getMessage());
    }
  }

  /// Connections are taken and never answered.
  @Test
  void aServerThatDoesNotAnswerIsToldAfterItsTime() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/v1");
      var error =
          assertThrows(
              ModelException.class, () -> EmbeddingServer.at(url, "", "m", Duration.ofMillis(200)));

      assertEquals(ModelException.Kind.TIMEOUT, error.kind());
      assertEquals("127.0.0.1 gave no embeddings in 200 ms", error.getMessage());
    }
  }

  @Test
  void aServerThatIsNotThereCanNotBeReached() throws IOException {
    int port;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    var url = URI.create("http://127.0.0.1:" + port + "/v1");
    var error = assertThrows(ModelException.class, () -> EmbeddingServer.at(url, "", "m"));

    assertTrue(error.getMessage().contains("could not be reached"), error.getMessage());
  }
}
