package dev.clew.investigation.flags;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where flags come from: AppConfig on AWS, a file on one machine.
public interface FlagSource {
  /// Nothing is turned off.
  FlagSource NONE = () -> FlagSettings.NONE;

  /// As they are now.
  ///
  /// @throws ClewException when they can not be read: what was turned off must not come on because
  ///   nobody could look
  FlagSettings flags();

  /// What a tenant may use now.
  ///
  /// @throws ClewException as [#flags]
  default Flags of(Tenant tenant) {
    return flags().of(tenant);
  }

  /// A file (`CLEW_FLAGS`), read anew each time.
  static FlagSource file(Path file) {
    return () -> {
      try {
        return FlagSettings.parse(Files.readAllBytes(file), file.toString());
      } catch (IOException e) {
        throw new ClewException(
            new Problem(
                Problem.Kind.USER,
                "the feature flags can not be read",
                "CLEW_FLAGS=" + file,
                "Name a file of JSON, or unset it: then everything is on"),
            e);
      }
    };
  }
}
