package dev.clew.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.flags.Flags;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.appconfigdata.AppConfigDataClient;

/// Against a server that speaks AppConfig's data plane: a session is begun, and configurations are
/// polled with the token of the one before.
class AppConfigFlagsTest {
  private static final Tenant ACME = new Tenant("acme");

  private HttpServer server;
  private int status = 200;
  private String flags = "{}";
  private String asked = "";
  private int fetched;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/configurationsessions",
        exchange -> {
          asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var error = "{\"Message\":\"no\"}";
          if (status != 200) {
            exchange
                .getResponseHeaders()
                .set(
                    "x-amzn-ErrorType",
                    status == 404 ? "ResourceNotFoundException" : "InternalServerException");
          }
          var body =
              (status == 200 ? "{\"InitialConfigurationToken\":\"t0\"}" : error)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status == 200 ? 201 : status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/configuration",
        exchange -> {
          fetched++;
          var body = flags.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Next-Poll-Configuration-Token", "t" + fetched);
          exchange.getResponseHeaders().set("Next-Poll-Interval-In-Seconds", "60");
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private AppConfigFlags flags() {
    return new AppConfigFlags(
        AppConfigDataClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build(),
        "clew",
        "live",
        "flags");
  }

  @Test
  void flagsAreFetchedOnceForAWhile() {
    flags = "{\"tenants\": {\"acme\": {\"models\": false}}}";
    var source = flags();

    assertFalse(source.of(ACME).models());
    assertFalse(source.of(ACME).models());

    assertEquals(1, fetched);
    for (var part : new String[] {"\"clew\"", "\"live\"", "\"flags\""}) {
      assertEquals(true, asked.contains(part), asked);
    }
  }

  @Test
  void aProfileThatHoldsNothingYetTurnsNothingOff() {
    status = 404;
    assertEquals(Flags.USUAL, flags().of(ACME));
  }

  @Test
  void flagsThatCanNotBeFetchedAreAFailureOfWhatWeDependOn() {
    status = 500;
    var problem = assertThrows(ClewException.class, () -> flags().of(ACME)).problem();
    assertEquals(Problem.Kind.DEPENDENCY, problem.kind());
    assertEquals("the feature flags can not be fetched", problem.what());
  }

  @Test
  void flagsThatAreWrongAreSaidWithTheirPlace() {
    flags = "{\"all\": {\"modls\": false}}";
    var problem = assertThrows(ClewException.class, () -> flags().of(ACME)).problem();
    assertEquals("there is no flag 'modls'", problem.what());
    assertEquals("AppConfig flags: all", problem.where());
    assertEquals("did you mean 'models'?", problem.remedy());
  }
}
