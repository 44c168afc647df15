package dev.clew.edge;

import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.budget.Limits;
import dev.clew.models.settings.EmbedderSettings;
import dev.clew.models.settings.ModelSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What the template tells a function through its environment; read once, here.
///
/// @param dataBucket where tenants' data is
/// @param dataPrefix above the tenants' folders, with a slash at its end, or empty
/// @param stateBucket where bodies and settings are
/// @param stateTable where sessions are
/// @param skillFunctions name of a skill's function, with `{skill}` for its id
/// @param investigationFunction name of the function that investigates
/// @param browseFunction name of the function that lists targets
/// @param investigationMachine ARN of the state machine that runs investigations with a plan
/// @param skill the skill that this function runs; empty elsewhere
/// @param models which language models there are
/// @param budget the most that one investigation may spend (`CLEW_BUDGET`)
/// @param dayBudget the most that a tenant may spend in a day (`CLEW_BUDGET_DAY`)
/// @param flags where feature flags are (`CLEW_FLAGS`), as APPLICATION/ENVIRONMENT/PROFILE of
///   AppConfig; empty: everything is on
/// @param s3Endpoint another S3 and DynamoDB than AWS's, such as `clew serve`'s; empty on AWS
/// @param embedder what turns texts into vectors (`CLEW_EMBEDDINGS`)
public record Settings(
    String dataBucket,
    String dataPrefix,
    String stateBucket,
    String stateTable,
    String skillFunctions,
    String investigationFunction,
    String browseFunction,
    String investigationMachine,
    Optional<String> skill,
    Tenants tenants,
    Optional<URI> s3Endpoint,
    Optional<URI> dynamoEndpoint,
    ModelSettings models,
    Limits budget,
    Limits dayBudget,
    Optional<String> flags,
    EmbedderSettings embedder) {

  /// With the embedder that comes with Clew.
  public Settings(
      String dataBucket,
      String dataPrefix,
      String stateBucket,
      String stateTable,
      String skillFunctions,
      String investigationFunction,
      String browseFunction,
      String investigationMachine,
      Optional<String> skill,
      Tenants tenants,
      Optional<URI> s3Endpoint,
      Optional<URI> dynamoEndpoint,
      ModelSettings models,
      Limits budget,
      Limits dayBudget,
      Optional<String> flags) {
    this(
        dataBucket,
        dataPrefix,
        stateBucket,
        stateTable,
        skillFunctions,
        investigationFunction,
        browseFunction,
        investigationMachine,
        skill,
        tenants,
        s3Endpoint,
        dynamoEndpoint,
        models,
        budget,
        dayBudget,
        flags,
        new EmbedderSettings.Local());
  }

  /// Key in the state bucket of the `sources` setting, which maps tenants' existing buckets to
  /// targets.
  public static final String SOURCES = "settings/sources.json";

  /// @throws dev.clew.evidence.ClewException when a variable is not set
  public static Settings of(Map<String, String> environment) {
    var claim = optional(environment, "CLEW_TENANT_CLAIM");
    return new Settings(
        required(environment, "CLEW_DATA_BUCKET"),
        environment.getOrDefault("CLEW_DATA_PREFIX", ""),
        required(environment, "CLEW_STATE_BUCKET"),
        required(environment, "CLEW_STATE_TABLE"),
        required(environment, "CLEW_SKILL_FUNCTIONS"),
        required(environment, "CLEW_INVESTIGATION_FUNCTION"),
        required(environment, "CLEW_BROWSE_FUNCTION"),
        required(environment, "CLEW_INVESTIGATION_MACHINE"),
        optional(environment, "CLEW_SKILL"),
        new Tenants(
            claim,
            claim.isPresent()
                ? Optional.empty()
                : Optional.of(new Tenant(required(environment, "CLEW_IAM_TENANT")))),
        optional(environment, "CLEW_S3_ENDPOINT").map(URI::create),
        optional(environment, "CLEW_DYNAMODB_ENDPOINT").map(URI::create),
        ModelSettings.of(environment),
        limits(environment, "CLEW_BUDGET", Limits.INVESTIGATION),
        limits(environment, "CLEW_BUDGET_DAY", Limits.DAY),
        optional(environment, "CLEW_FLAGS"),
        EmbedderSettings.of(environment, ModelSettings.of(environment)));
  }

  /// Name of the function that runs a skill.
  public String skillFunction(String id) {
    return skillFunctions.replace("{skill}", id);
  }

  private static Limits limits(Map<String, String> environment, String name, Limits usual) {
    return optional(environment, name).map(text -> Limits.parse(text, name)).orElse(usual);
  }

  private static Optional<String> optional(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private static String required(Map<String, String> environment, String name) {
    return optional(environment, name)
        .orElseThrow(() ->
            new Problem(
                    Problem.Kind.BUG,
                    "environment variable " + name + " is not set",
                    "",
                    "Deploy with template.yaml, which sets it")
                .asException());
  }
}
