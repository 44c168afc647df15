package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.edge.dynamo.DynamoSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What template.yaml promises: handlers that exist, code that the build makes, a role and
/// statements of its own for each function, and a door that is never open.
class TemplateTest {
  private static final Path ROOT = Path.of("../..");
  private final JsonNode template;

  TemplateTest() throws IOException {
    template = new YAMLMapper().readTree(Files.readString(ROOT.resolve("template.yaml")));
  }

  private List<Map.Entry<String, JsonNode>> resources(String type) {
    return template.path("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .toList();
  }

  private List<Map.Entry<String, JsonNode>> functions() {
    return resources("AWS::Serverless::Function");
  }

  @Test
  void everyHandlerExists() throws ClassNotFoundException {
    assertFalse(functions().isEmpty());
    for (var function : functions()) {
      var handler = function.getValue().at("/Properties/Handler").asText().split("::");
      assertTrue(
          RequestStreamHandler.class.isAssignableFrom(Class.forName(handler[0])),
          function.getKey() + ": " + handler[0]);
      assertEquals("handleRequest", handler[1], function.getKey());
    }
  }

  @Test
  void everyCodeUriIsBuiltByTheEdgeModule() throws IOException {
    var pom = Files.readString(ROOT.resolve("functions/edge/pom.xml"));
    for (var function : functions()) {
      var uri = function.getValue().at("/Properties/CodeUri").asText();
      assertTrue(uri.matches("functions/edge/target/[a-z]+/"), uri);
      var deployable = uri.replaceAll(".*target/|/$", "");
      assertTrue(
          pom.contains(
              "<outputDirectory>${project.build.directory}/" + deployable + "</outputDirectory>"),
          "functions/edge/pom.xml builds " + uri);
      assertTrue(
          pom.contains(
              "<outputDirectory>${project.build.directory}/"
                  + deployable
                  + "/lib</outputDirectory>"),
          "functions/edge/pom.xml fills " + uri + "lib");
      assertEquals(
          "true", function.getValue().at("/Metadata/SkipBuild").asText().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void everyFunctionStatesItsOwnPermissionsAndNoneIsForEverything() {
    for (var function : functions()) {
      var properties = function.getValue().path("Properties");
      assertTrue(properties.path("Role").isMissingNode(), function.getKey() + " shares a role");
      assertTrue(properties.path("Policies").isArray(), function.getKey() + " has no policies");
      for (var policy : properties.path("Policies")) {
        assertTrue(policy.path("Statement").isArray(), function.getKey() + " states no statement");
        for (var statement : policy.path("Statement")) {
          for (var action : texts(statement.path("Action"))) {
            assertTrue(action.matches("[a-z0-9]+:[A-Za-z]+"), function.getKey() + ": " + action);
          }
          for (var resource : texts(statement.path("Resource"))) {
            assertFalse(resource.equals("*"), function.getKey() + " may touch everything");
          }
        }
      }
    }
  }

  /// Those that call a model may read its key, where there is one; nobody else may.
  @Test
  void onlyFunctionsThatCallAModelMayReadItsKey() {
    for (var function : functions()) {
      var properties = function.getValue().path("Properties");
      var policies = properties.path("Policies").toString();
      boolean calls =
          properties
              .path("Handler")
              .asText()
              .matches(".*(InvestigationHandler|AgentHandler|SkillHandler)::.*");
      assertEquals(
          calls,
          policies.contains(
              "[\"UseModelKey\",{\"Sid\":\"ReadModelKey\",\"Effect\":\"Allow\",\"Action\":"
                  + "\"secretsmanager:GetSecretValue\",\"Resource\":\"ModelKeyArn\"},"),
          function.getKey());
      assertEquals(calls, policies.contains("secretsmanager"), function.getKey());
      assertEquals(
          calls,
          policies.contains(
              "[\"UseModelKeyKms\",{\"Sid\":\"DecryptModelKey\",\"Effect\":\"Allow\",\"Action\":"
                  + "\"kms:Decrypt\",\"Resource\":\"ModelKeyKmsArn\""),
          function.getKey());
      assertEquals(calls, policies.contains("kms:"), function.getKey());
    }
  }

  /// Log delivery knows no resources: its statements are the only ones for everything, and name no
  /// other action.
  @Test
  void machinesMayTouchWhatTheyNameAndDeliverLogs() {
    var machines = resources("AWS::Serverless::StateMachine");
    assertEquals(2, machines.size());
    for (var machine : machines) {
      for (var policy : machine.getValue().at("/Properties/Policies")) {
        for (var statement : policy.path("Statement")) {
          boolean delivery =
              texts(statement.path("Action")).stream().allMatch(one -> one.startsWith("logs:"));
          assertEquals(
              delivery,
              texts(statement.path("Resource")).contains("*"),
              machine.getKey() + ": " + statement.path("Sid"));
          assertEquals(
              delivery, statement.at("/Condition/StringEquals").has("aws:RequestedRegion"));
          for (var action : texts(statement.path("Action"))) {
            assertTrue(action.matches("[a-z0-9]+:[A-Za-z]+"), machine.getKey() + ": " + action);
          }
        }
      }
      var logging = machine.getValue().at("/Properties/Logging");
      assertFalse(logging.path("IncludeExecutionData").asBoolean(true), machine.getKey());
      assertTrue(machine.getValue().at("/Properties/Tracing/Enabled").asBoolean(false));
      assertEquals("STANDARD", machine.getValue().at("/Properties/Type").asText());
    }
  }

  @Test
  void batchesAreOffUntilSomebodyTurnsThemOn() {
    assertEquals("DISABLED", template.at("/Parameters/BatchState/Default").asText());
    assertEquals("BatchState", template.at("/Resources/BatchNightly/Properties/State").asText());
  }

  /// EventBridge Scheduler delivers at least once: an execution's name makes the second start
  /// nothing, and what is started twice would be one batch.
  @Test
  void aBatchThatIsDeliveredTwiceIsStartedOnce() throws IOException {
    var text =
        template
            .at("/Resources/BatchNightly/Properties/Target/Input")
            .asText()
            .replace("<aws.scheduler.execution-id>", "d32c5kddcf5bb8c3")
            .replace("${BatchMachine}", "arn:machine")
            .replace("${BatchTenant}", "main")
            .replace("${BatchQuestion}", "What got worse, since when, and why?");
    var start = new ObjectMapper().readTree(text);
    assertEquals("arn:machine", start.path("StateMachineArn").asText());
    assertEquals("nightly-d32c5kddcf5bb8c3", start.path("Name").asText());
    var input = new ObjectMapper().readTree(start.path("Input").asText());
    assertEquals("main", input.path("tenant").asText());
    assertEquals("d32c5kddcf5bb8c3", input.path("batchId").asText());
    assertEquals("What got worse, since when, and why?", input.path("question").asText());
  }

  /// Whoever routes, plans, answers or measures asks what its tenant may use.
  @Test
  void everyFunctionThatDecidesMayReadTheFlags() {
    for (var function : functions()) {
      var properties = function.getValue().path("Properties");
      assertEquals(
          !properties.path("Handler").asText().contains("BrowseHandler"),
          properties.path("Policies").toString().contains("\"Sid\":\"ReadFlags\""),
          function.getKey());
    }
  }

  /// A step's function reads its request from the table and keeps its result there.
  @Test
  void everySkillMayKeepItsWork() {
    for (var function : functions()) {
      var properties = function.getValue().path("Properties");
      if (properties.path("Handler").asText().contains("SkillHandler")) {
        var policies = properties.path("Policies").toString();
        assertTrue(policies.contains("\"Sid\":\"KeepWork\""), function.getKey());
        assertTrue(
            policies.contains(
                "\"Sid\":\"KeepBodies\",\"Effect\":\"Allow\",\"Action\":"
                    + "[\"s3:GetObject\",\"s3:PutObject\",\"s3:DeleteObject\"]"),
            function.getKey());
      }
    }
  }

  private static List<String> texts(JsonNode node) {
    var texts = new ArrayList<String>();
    if (node.isTextual()) {
      texts.add(node.asText());
    } else {
      node.forEach(part -> texts.addAll(texts(part)));
    }
    return texts;
  }

  @Test
  void noRouteIsOpen() {
    var routes = resources("AWS::ApiGatewayV2::Route");
    assertFalse(routes.isEmpty());
    var text = template.toString();
    assertFalse(text.contains("\"NONE\""), "an authorization type is NONE");
    for (var route : routes) {
      assertEquals(
          List.of("UseJwt", "JWT", "AWS_IAM"),
          texts(route.getValue().at("/Properties/AuthorizationType")),
          route.getKey());
    }
  }

  @Test
  void theTableIsTheOneThatSessionsAreWrittenFor() {
    var table = resources("AWS::DynamoDB::Table").getFirst().getValue();
    assertEquals("pk", table.at("/Properties/KeySchema/0/AttributeName").asText());
    assertEquals("sk", table.at("/Properties/KeySchema/1/AttributeName").asText());
    assertEquals(
        DynamoSessions.BY_UPDATE,
        table.at("/Properties/GlobalSecondaryIndexes/0/IndexName").asText());
    assertEquals("expires", table.at("/Properties/TimeToLiveSpecification/AttributeName").asText());
  }
}
