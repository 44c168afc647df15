package dev.clew.local;

import dev.clew.investigation.budget.Limits;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.models.settings.EmbedderSettings;
import dev.clew.models.settings.ModelSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What the command line takes from where it runs.
///
/// @param samples the bundled real data
/// @param scratch for what has to lie on disk for a while
/// @param version Clew's version
/// @param sources the file of the `sources` setting (`CLEW_SOURCES`)
/// @param models which language models there are
/// @param prompts a folder with prompts and cards of the user's own (`CLEW_PROMPTS`)
/// @param state where conversations and indexes are kept (`CLEW_HOME`)
/// @param flags what may be used (`CLEW_FLAGS`)
/// @param budget the most that one investigation may spend (`CLEW_BUDGET`)
/// @param debug whether failures show their stack trace (`CLEW_DEBUG`)
/// @param embedder what turns texts into vectors (`CLEW_EMBEDDINGS`)
record Setting(
    Path samples,
    Path scratch,
    String version,
    boolean debug,
    Optional<Path> sources,
    ModelSettings models,
    Optional<Path> prompts,
    Path state,
    EmbedderSettings embedder,
    FlagSource flags,
    Limits budget) {

  /// Without models, and with the prompts that were built in.
  Setting(Path samples, Path scratch, String version, boolean debug, Optional<Path> sources) {
    this(samples, scratch, version, debug, sources, ModelSettings.OFF, Optional.empty());
  }

  /// Conversations are kept no longer than the scratch, there is no embedder, and everything may be
  /// used.
  Setting(
      Path samples,
      Path scratch,
      String version,
      boolean debug,
      Optional<Path> sources,
      ModelSettings models,
      Optional<Path> prompts) {
    this(
        samples,
        scratch,
        version,
        debug,
        sources,
        models,
        prompts,
        scratch.resolve("clew-state"),
        new EmbedderSettings.Off(),
        FlagSource.NONE,
        Limits.NONE);
  }

  /// The same with other flags and another budget.
  Setting allowing(FlagSource others, Limits limits) {
    return new Setting(
        samples, scratch, version, debug, sources, models, prompts, state, embedder, others,
        limits);
  }

  static Setting of(Map<String, String> environment, Properties properties) {
    var samples = properties.getProperty("clew.samples", "functions/local/samples");
    var version =
        Optional.ofNullable(Setting.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");
    var models = ModelSettings.of(environment);
    return new Setting(
        Path.of(samples),
        Path.of(properties.getProperty("java.io.tmpdir", "/tmp")),
        version,
        !environment.getOrDefault("CLEW_DEBUG", "").isEmpty(),
        Optional.ofNullable(environment.get("CLEW_SOURCES"))
            .filter(file -> !file.isEmpty())
            .map(Path::of),
        models,
        Optional.ofNullable(environment.get("CLEW_PROMPTS"))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of),
        StateFolder.of(environment, properties.getProperty("user.home", "")),
        EmbedderSettings.of(environment, models),
        given(environment, "CLEW_FLAGS")
            .map(Path::of)
            .map(FlagSource::file)
            .orElse(FlagSource.NONE),
        given(environment, "CLEW_BUDGET")
            .map(text -> Limits.parse(text, "CLEW_BUDGET"))
            .orElse(Limits.NONE));
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
