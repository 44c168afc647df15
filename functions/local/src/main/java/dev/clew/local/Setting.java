package dev.clew.local;

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
/// @param debug whether failures show their stack trace (`CLEW_DEBUG`)
record Setting(Path samples, Path scratch, String version, boolean debug, Optional<Path> sources) {

  static Setting of(Map<String, String> environment, Properties properties) {
    var samples = properties.getProperty("clew.samples", "functions/local/samples");
    var version =
        Optional.ofNullable(Setting.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");
    return new Setting(
        Path.of(samples),
        Path.of(properties.getProperty("java.io.tmpdir", "/tmp")),
        version,
        !environment.getOrDefault("CLEW_DEBUG", "").isEmpty(),
        Optional.ofNullable(environment.get("CLEW_SOURCES"))
            .filter(file -> !file.isEmpty())
            .map(Path::of));
  }
}
