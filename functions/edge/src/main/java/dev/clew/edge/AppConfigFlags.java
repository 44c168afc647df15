package dev.clew.edge;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.investigation.flags.FlagSettings;
import dev.clew.investigation.flags.FlagSource;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.appconfigdata.AppConfigDataClient;
import software.amazon.awssdk.services.appconfigdata.model.ResourceNotFoundException;
import software.amazon.lambda.powertools.parameters.appconfig.AppConfigProvider;

/// Flags from AppConfig, fetched at most once a minute. The last ones that were read hold while
/// AppConfig can not be reached.
public final class AppConfigFlags implements FlagSource {
  private static final int SECONDS = 60;

  private final AppConfigProvider provider;
  private final String profile;
  private Optional<FlagSettings> last = Optional.empty();

  /// @param application its name in AppConfig
  /// @param environment of the application
  /// @param profile the configuration that holds the flags
  public AppConfigFlags(
      AppConfigDataClient client, String application, String environment, String profile) {
    this.provider =
        AppConfigProvider.builder()
            .withClient(client)
            .withApplication(application)
            .withEnvironment(environment)
            .build();
    this.profile = profile;
  }

  /// @param place `APPLICATION/ENVIRONMENT/PROFILE`
  static AppConfigFlags onAws(String place) {
    var parts = place.split("/", -1);
    if (parts.length != 3) {
      throw new Problem(
              Problem.Kind.BUG,
              "'" + place + "' names no configuration",
              "CLEW_FLAGS",
              "Write it as APPLICATION/ENVIRONMENT/PROFILE")
          .asException();
    }
    return new AppConfigFlags(
        AppConfigDataClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        parts[0],
        parts[1],
        parts[2]);
  }

  @Override
  public synchronized FlagSettings flags() {
    String text;
    try {
      text = provider.withMaxAge(SECONDS, ChronoUnit.SECONDS).get(profile);
    } catch (ResourceNotFoundException e) {
      // Nothing was deployed to it yet.
      text = "{}";
    } catch (SdkException e) {
      return last.orElseThrow(() ->
          new ClewException(
              new Problem(
                  Problem.Kind.DEPENDENCY,
                  "the feature flags can not be fetched",
                  "AppConfig " + profile,
                  "Try again; if it stays so, check the function's permissions"),
              e));
    }
    var settings =
        FlagSettings.parse(
            (text.isBlank() ? "{}" : text).getBytes(StandardCharsets.UTF_8),
            "AppConfig " + profile);
    last = Optional.of(settings);
    return settings;
  }
}
