package dev.clew.models.settings;

import dev.clew.evidence.Problem;
import dev.clew.models.Embedder;
import dev.clew.models.embeddings.EmbeddingServer;
import dev.clew.models.embeddings.MiniLm;
import dev.clew.models.openai.OpenAiModel;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What the environment says about embeddings.
///
/// - `CLEW_EMBEDDINGS=local` (the default) embeds in this process; `off` not at all: texts are then
///   found by their words alone.
/// - `CLEW_EMBEDDINGS=server` asks `CLEW_EMBEDDINGS_URL` (else `OPENAI_BASE_URL`, else OpenAI's)
///   for vectors of `CLEW_EMBEDDINGS_MODEL`, with `OPENAI_API_KEY` as a bearer token.
///   `CLEW_MODEL=off` turns this off too: then nothing leaves the process.
public sealed interface EmbedderSettings {

  /// Words alone.
  record Off() implements EmbedderSettings {}

  /// In this process.
  record Local() implements EmbedderSettings {}

  /// A server.
  record Server(URI baseUrl, String key, String model) implements EmbedderSettings {
    @Override
    public String toString() {
      return "Server[" + baseUrl.getHost() + ", " + model + "]";
    }
  }

  /// @param environment as the process has it
  /// @param models what it says of language models, whose server and key serve embeddings too
  /// @throws dev.clew.evidence.ClewException of kind USER that names the variable
  static EmbedderSettings of(Map<String, String> environment, ModelSettings models) {
    return switch (text(environment, "CLEW_EMBEDDINGS").toLowerCase(Locale.ROOT)) {
      case "off" -> new Off();
      case "", "local" -> new Local();
      case "server" -> server(environment, models);
      default ->
          throw wrong(
              "CLEW_EMBEDDINGS",
              "it is none of 'local', 'server' and 'off'",
              "Set one of them; a server's model is named by CLEW_EMBEDDINGS_MODEL");
    };
  }

  private static EmbedderSettings server(Map<String, String> environment, ModelSettings models) {
    if (text(environment, "CLEW_MODEL").equalsIgnoreCase("off")) {
      return new Local();
    }
    var model = text(environment, "CLEW_EMBEDDINGS_MODEL");
    if (model.isEmpty()) {
      throw wrong(
          "CLEW_EMBEDDINGS_MODEL",
          "embeddings are to come from a server, and no model is named",
          "Name one, such as text-embedding-3-small");
    }
    var url = text(environment, "CLEW_EMBEDDINGS_URL");
    var base =
        url.isEmpty()
            ? models
                .endpoint()
                .map(OpenAiModel.Endpoint::baseUrl)
                .orElse(OpenAiModel.Endpoint.OPENAI)
            : ModelSettings.url(url, "CLEW_EMBEDDINGS_URL");
    return new Server(base, text(environment, "OPENAI_API_KEY"), model);
  }

  private static String text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).orElse("").strip();
  }

  private static RuntimeException wrong(String variable, String what, String remedy) {
    return new Problem(Problem.Kind.USER, what, variable, remedy).asException();
  }

  /// The same with the key of the language models' server, where a server has none of its own.
  ///
  /// @param models asked only where a key is wanting
  default EmbedderSettings keyed(Supplier<ModelSettings> models) {
    return switch (this) {
      case Off _, Local _ -> this;
      case Server(var baseUrl, var key, var model) ->
          key.isEmpty()
              ? new Server(
                  baseUrl, models.get().endpoint().map(OpenAiModel.Endpoint::key).orElse(""), model)
              : this;
    };
  }

  /// What these settings name, made anew; loads or asks what it needs.
  ///
  /// @param threads for embedding in this process
  /// @throws dev.clew.models.ModelException when it can not be had
  default Optional<Embedder> open(int threads) {
    return switch (this) {
      case Off _ -> Optional.empty();
      case Local _ -> Optional.of(MiniLm.load(threads));
      case Server(var baseUrl, var key, var model) ->
          Optional.of(EmbeddingServer.at(baseUrl, key, model));
    };
  }
}
