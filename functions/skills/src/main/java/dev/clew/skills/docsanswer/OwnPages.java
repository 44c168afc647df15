package dev.clew.skills.docsanswer;

import dev.clew.traces.documents.Documentation;
import dev.clew.traces.documents.Markdown;
import dev.clew.traces.documents.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Clew's own documentation: its README, its decisions and its skills' cards, as they are packaged.
final class OwnPages {
  private static final String ROOT = "/dev/clew/documentation/";

  private OwnPages() {}

  /// All pages' names, as links begin.
  static List<String> names() {
    return text(ROOT + "pages.txt").lines().filter(line -> !line.isBlank()).toList();
  }

  static Documentation read() {
    var sections = new ArrayList<Section>();
    for (var name : names()) {
      sections.addAll(
          Markdown.sections(name, text(name.startsWith("dev/clew/") ? "/" + name : ROOT + name)));
    }
    return Documentation.of(sections);
  }

  private static String text(String resource) {
    try (var in = OwnPages.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
