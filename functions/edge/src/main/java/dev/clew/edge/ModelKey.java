package dev.clew.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.models.settings.ModelSettings;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The key of the model's server, fetched once for each environment, when it is first needed: no
/// picture that SnapStart takes holds it.
final class ModelKey {
  private static final String FIELD = "OPENAI_API_KEY";

  private final UnaryOperator<String> secrets;
  private @Nullable ModelSettings complete;

  /// @param secrets the text of a secret by its ARN
  ModelKey(UnaryOperator<String> secrets) {
    this.secrets = secrets;
  }

  static ModelKey onAws() {
    return new ModelKey(ModelKey::fetched);
  }

  /// The settings with their key; as they are where there is none to fetch.
  ///
  /// @throws ClewException of kind DEPENDENCY when it can not be fetched
  synchronized ModelSettings in(ModelSettings settings) {
    if (settings.keySecret().isEmpty()) {
      return settings;
    }
    var known = complete;
    if (known == null) {
      known = settings.withKey(key(secrets.apply(settings.keySecret().get())));
      complete = known;
    }
    return known;
  }

  /// The secret itself, or its field.
  private static String key(String secret) {
    if (!secret.stripLeading().startsWith("{")) {
      return secret;
    }
    try {
      return Optional.ofNullable(new ObjectMapper().readTree(secret).path(FIELD).textValue())
          .orElseThrow(() -> wrong("the secret with the model's key is JSON without " + FIELD));
    } catch (JsonProcessingException e) {
      throw wrong("the secret with the model's key is neither a key nor JSON");
    }
  }

  private static ClewException wrong(String what) {
    return new Problem(
            Problem.Kind.DEPENDENCY,
            what,
            "ModelKeyArn",
            "Store the key alone, or {\"" + FIELD + "\": \"...\"}")
        .asException();
  }

  private static String fetched(String arn) {
    try (var http = UrlConnectionHttpClient.create();
        var client =
            SecretsManagerClient.builder()
                .httpClient(http)
                .region(Region.of(arn.split(":", -1)[3]))
                .build()) {
      return Optional.ofNullable(
              client.getSecretValue(request -> request.secretId(arn)).secretString())
          .orElseThrow(() -> wrong("the secret with the model's key holds no text"));
    } catch (SdkException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "the model's key can not be fetched",
              "ModelKeyArn",
              "Check that the secret exists in its region and that this function may read it"),
          e);
    }
  }
}
