package dev.clew.investigation.flags;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/// Feature flags as they are written:
///
/// ```json
/// {"all": {"planning": true, "models": true, "content": false, "skills": {"drift": false}},
///  "tenants": {"acme": {"models": false}}}
/// ```
///
/// All of it is optional. What a tenant's own entry says counts before what is said of all.
public final class FlagSettings {
  /// Nothing is turned off.
  public static final FlagSettings NONE =
      new FlagSettings(JsonMapper.builder().build().createObjectNode());

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> FIELDS = List.of("planning", "models", "content", "skills");

  private final JsonNode tree;

  private FlagSettings(JsonNode tree) {
    this.tree = tree;
  }

  /// @param where a file or a configuration, for the error
  /// @throws ClewException of kind USER that says where it is no JSON, or which field is none
  public static FlagSettings parse(byte[] json, String where) {
    JsonNode tree;
    try {
      tree = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "the feature flags are no JSON",
              where
                  + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr()),
              "Write them as {\"all\": {\"models\": false}}"),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
    if (tree.isMissingNode() || !tree.isObject()) {
      throw wrong("the feature flags are no JSON object", where, "Write them as {\"all\": {}}");
    }
    for (var field : tree.properties()) {
      switch (field.getKey()) {
        case "all" -> checked(field.getValue(), where + ": all");
        case "tenants" -> {
          if (!field.getValue().isObject()) {
            throw wrong("it is no JSON object", where + ": tenants", "Name tenants in it");
          }
          for (var tenant : field.getValue().properties()) {
            checked(tenant.getValue(), where + ": tenants." + tenant.getKey());
          }
        }
        default ->
            throw wrong(
                "there is no field '" + field.getKey() + "'",
                where,
                Nearest.remedy(field.getKey(), List.of("all", "tenants")));
      }
    }
    return new FlagSettings(tree);
  }

  private static void checked(JsonNode flags, String where) {
    if (!flags.isObject()) {
      throw wrong("it is no JSON object", where, "Name flags in it: " + String.join(", ", FIELDS));
    }
    for (var flag : flags.properties()) {
      var name = flag.getKey();
      if (!FIELDS.contains(name)) {
        throw wrong("there is no flag '" + name + "'", where, Nearest.remedy(name, FIELDS));
      }
      if (name.equals("skills")) {
        if (!flag.getValue().isObject()) {
          throw wrong("it is no JSON object", where + ".skills", "Write {\"drift\": false}");
        }
        flag.getValue()
            .properties()
            .forEach(skill -> onOrOff(skill.getValue(), where + ".skills." + skill.getKey()));
      } else {
        onOrOff(flag.getValue(), where + "." + name);
      }
    }
  }

  private static void onOrOff(JsonNode value, String where) {
    if (!value.isBoolean()) {
      throw wrong("it is neither true nor false", where, "Write true or false");
    }
  }

  /// What a tenant may use.
  public Flags of(Tenant tenant) {
    var skills = new TreeMap<String, Boolean>();
    for (var from : List.of(tree.path("all"), own(tenant))) {
      from.path("skills")
          .properties()
          .forEach(skill -> skills.put(skill.getKey(), skill.getValue().booleanValue()));
    }
    return new Flags(
        isOn(tenant, "planning", Flags.USUAL.planning()),
        isOn(tenant, "models", Flags.USUAL.models()),
        isOn(tenant, "content", Flags.USUAL.content()),
        skills);
  }

  private boolean isOn(Tenant tenant, String flag, boolean usual) {
    return own(tenant).path(flag).asBoolean(tree.path("all").path(flag).asBoolean(usual));
  }

  private JsonNode own(Tenant tenant) {
    return tree.path("tenants").path(tenant.id());
  }

  private static ClewException wrong(String what, String where, String remedy) {
    return new Problem(Problem.Kind.USER, what, where, remedy).asException();
  }
}
