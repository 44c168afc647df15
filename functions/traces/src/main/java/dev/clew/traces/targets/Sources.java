package dev.clew.traces.targets;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.traces.rows.SchemaFile;
import dev.clew.traces.store.ClosedStore;
import dev.clew.traces.store.MountedStore;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.targets.Target.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The `sources` setting: which of a tenant's existing buckets, prefixes and folders are which
/// target. Nothing is copied: they are mounted where the tenant's root would hold them.
///
/// ```json
/// {"acme": [
///    {"kind": "application", "target": "shop", "location": "s3://acme-otel/prod/shop"},
///    {"kind": "application", "target": "shop", "location": "s3://acme-otel-eu/prod/shop"},
///    {"kind": "predictor", "target": "churn", "location": "s3://acme-ml/churn/2026",
///     "schema": {"prediction": "y_hat", "files": ["*.parquet"]}}]}
/// ```
///
/// @param byTenant in the order of the setting
public record Sources(Map<Tenant, List<Source>> byTenant) {
  private static final List<String> FIELDS = List.of("kind", "target", "location", "schema");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,127}");

  /// A bucket, by S3's rules for names, and any prefix.
  private static final Pattern S3 = Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// No sources: every tenant has its own root.
  public static final Sources NONE = new Sources(Map.of());

  public Sources {
    var copy = new LinkedHashMap<Tenant, List<Source>>();
    byTenant.forEach((tenant, sources) -> copy.put(tenant, List.copyOf(sources)));
    byTenant = Collections.unmodifiableMap(copy);
  }

  public List<Source> of(Tenant tenant) {
    return byTenant.getOrDefault(tenant, List.of());
  }

  /// The tenant's root as its sources make it: `traces/<target>/..` and `inferences/<target>/..`.
  /// Where several are one target, each lies in a folder of its own below it (`traces/shop/1/..`),
  /// so that globs of its schema start with `**/`.
  ///
  /// @param own the tenant's own root, which is seen wherever nothing is mounted
  /// @param opener opens a location
  public ObjectStore mount(Tenant tenant, ObjectStore own, Function<String, ObjectStore> opener) {
    var sources = of(tenant);
    if (sources.isEmpty()) {
      return own;
    }
    var byFolder = new LinkedHashMap<String, List<Source>>();
    sources.forEach(
        source -> byFolder.computeIfAbsent(folder(source), _ -> new ArrayList<>()).add(source));
    var mounted = new MountedStore.Builder(own);
    byFolder.forEach((folder, all) -> {
      for (int i = 0; i < all.size(); i++) {
        var at = all.size() == 1 ? folder : folder + "/" + (i + 1);
        all.get(i)
            .schema()
            .ifPresent(schema ->
                mounted.object(
                    folder + "/" + SchemaFile.NAME, schema.getBytes(StandardCharsets.UTF_8)));
        mounted.mount(at, opened(all.get(i).location(), opener));
      }
    });
    return mounted.build();
  }

  private static ObjectStore opened(String location, Function<String, ObjectStore> opener) {
    try {
      return opener.apply(location);
    } catch (ClewException e) {
      return new ClosedStore(location, e.problem());
    }
  }

  private static String folder(Source source) {
    return switch (source.kind()) {
      case APPLICATION -> "traces/" + source.target();
      case PREDICTOR -> "inferences/" + source.target();
    };
  }

  /// Reads the setting.
  ///
  /// @param where the file or setting it comes from, for messages
  /// @throws dev.clew.evidence.ClewException naming the tenant, the entry, what is wrong and what
  ///   to write
  public static Sources parse(byte[] json, String where) {
    return new Reading(where, tree(json, where)).read();
  }

  private static JsonNode tree(byte[] json, String where) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new Problem(
              Problem.Kind.USER,
              "is no JSON: " + e.getOriginalMessage(),
              at == null ? where : where + ", line " + at.getLineNr(),
              "Mend it")
          .asException();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  private record Reading(String where, JsonNode root) {
    Sources read() {
      if (!root.isObject()) {
        throw wrong(
            where,
            "is no JSON object",
            "Write {\"TENANT\": [{\"kind\": \"application\", \"target\": \"shop\", \"location\":"
                + " \"s3://bucket/prefix\"}]}");
      }
      var byTenant = new LinkedHashMap<Tenant, List<Source>>();
      root.properties()
          .forEach(entry -> {
            Tenant tenant;
            try {
              tenant = new Tenant(entry.getKey());
            } catch (IllegalArgumentException e) {
              throw wrong(where, String.valueOf(e.getMessage()), "Name the tenant by its id");
            }
            byTenant.put(tenant, sources(tenant, entry.getValue()));
          });
      return new Sources(byTenant);
    }

    private List<Source> sources(Tenant tenant, JsonNode list) {
      if (!list.isArray()) {
        throw wrong(where + ", " + tenant.id(), "is no list of sources", "Write [{..}, {..}]");
      }
      var sources = new ArrayList<Source>();
      for (int i = 0; i < list.size(); i++) {
        sources.add(source(where + ", " + tenant.id() + "[" + i + "]", list.get(i)));
      }
      checkSchemas(tenant, sources);
      return sources;
    }

    private void checkSchemas(Tenant tenant, List<Source> sources) {
      var seen = new ArrayList<String>();
      for (var source : sources) {
        if (source.schema().isPresent()) {
          if (seen.contains(source.target())) {
            throw wrong(
                where + ", " + tenant.id(),
                "two sources state a schema for '" + source.target() + "'",
                "State it once");
          }
          seen.add(source.target());
        }
      }
    }

    private Source source(String place, JsonNode node) {
      if (!node.isObject()) {
        throw wrong(place, "is no object", "Write {\"kind\":.., \"target\":.., \"location\":..}");
      }
      node.fieldNames()
          .forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
              throw wrong(place, "field '" + field + "' is unknown", Nearest.remedy(field, FIELDS));
            }
          });
      var kind = kind(place, node);
      var target = text(place, node, "target");
      if (!NAME.matcher(target).matches()) {
        throw wrong(
            place,
            "target '" + target + "' is no name",
            "Write letters, digits, '.', '-', '_' and blanks");
      }
      var location = text(place, node, "location");
      if (location.contains("://") && !S3.matcher(location).matches()) {
        throw wrong(
            place,
            "location '" + location + "' is no bucket",
            "Write s3://bucket/prefix, or a folder");
      }
      return new Source(kind, target, location, schema(place, kind, node));
    }

    private Kind kind(String place, JsonNode node) {
      var kind = text(place, node, "kind");
      return switch (kind) {
        case "application" -> Kind.APPLICATION;
        case "predictor" -> Kind.PREDICTOR;
        default ->
            throw wrong(
                place,
                "kind '" + kind + "' is neither application nor predictor",
                Nearest.remedy(kind, List.of("application", "predictor")));
      };
    }

    private String text(String place, JsonNode node, String field) {
      var value = node.get(field);
      if (value == null || !value.isTextual() || value.textValue().isBlank()) {
        throw wrong(
            place,
            value == null ? "has no '" + field + "'" : "'" + field + "' is " + value,
            "Write \"" + field + "\": \"..\"");
      }
      return value.textValue();
    }

    private Optional<String> schema(String place, Kind kind, JsonNode node) {
      var schema = node.get("schema");
      if (schema == null || schema.isNull()) {
        return Optional.empty();
      }
      if (kind != Kind.PREDICTOR) {
        throw wrong(place, "an application has no schema", "Leave 'schema' out");
      }
      var text = schema.toString();
      SchemaFile.parse(text.getBytes(StandardCharsets.UTF_8), place + ", schema");
      return Optional.of(text);
    }

    private static RuntimeException wrong(String place, String what, String remedy) {
      return new Problem(Problem.Kind.USER, what, place, remedy).asException();
    }
  }
}
