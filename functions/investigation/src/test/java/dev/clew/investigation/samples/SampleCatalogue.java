package dev.clew.investigation.samples;

import dev.clew.skills.Catalogue;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/// A catalogue of the two skills made by hand: `sizes` counts a predictor's rows, `faults` an
/// application's failed traces.
public final class SampleCatalogue {
  private SampleCatalogue() {}

  public static Catalogue load() {
    var folder = SampleCatalogue.class.getResource("/catalogue/");
    if (folder == null) {
      throw new IllegalStateException("the samples' folder is not among the test resources");
    }
    return Catalogue.of(new FolderOnly(folder));
  }

  /// Sees the samples' resources only, and the classes of the tests.
  private static final class FolderOnly extends URLClassLoader {
    FolderOnly(URL folder) {
      super(new URL[] {folder}, SampleCatalogue.class.getClassLoader());
    }

    @Override
    public @Nullable URL getResource(String name) {
      return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return findResources(name);
    }
  }
}
