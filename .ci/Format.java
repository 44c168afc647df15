import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Formats every Java file of the repository, or names those that are not formatted.
///
/// `Format write|check ROOT`: one process for all files, since starting Java costs more than
/// formatting a hundred of them. Exit 0 when all is well, 1 when `check` found something or a file
/// cannot be parsed.
void main(String[] arguments) throws IOException {
  boolean write = arguments[0].equals("write");
  Path root = Path.of(arguments[1]).toRealPath();

  List<Outcome> outcomes =
      sources(root).parallelStream()
          .flatMap(file -> outcome(file, root.relativize(file), write).stream())
          .toList();

  outcomes.forEach(outcome -> IO.println(outcome.line()));
  boolean failed = outcomes.stream().anyMatch(Outcome::failed);
  if (failed && !write) {
    IO.println("Run .ci/format and commit what it changes.");
  }
  System.exit(failed ? 1 : 0);
}

/// What there is to say about one file; a file that is as it should be has no outcome.
record Outcome(String line, boolean failed) {}

Optional<Outcome> outcome(Path file, Path shown, boolean write) {
  try {
    String source = Files.readString(file, UTF_8);
    String formatted = formatted(source);
    if (formatted.equals(source)) {
      return Optional.empty();
    }
    if (write) {
      Files.writeString(file, formatted, UTF_8);
      return Optional.of(new Outcome("formatted " + shown, false));
    }
    return Optional.of(new Outcome("not formatted: " + shown, true));
  } catch (FormatterException e) {
    return Optional.of(new Outcome("cannot be parsed: " + shown + ": " + e.getMessage(), true));
  } catch (IOException e) {
    return Optional.of(new Outcome("cannot be read or written: " + shown + ": " + e, true));
  }
}

String formatted(String source) throws FormatterException {
  String imports = ImportOrderer.reorderImports(source, Style.GOOGLE);
  return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(imports));
}

/// The Java files under the root, sorted; build output is not ours to format.
List<Path> sources(Path root) throws IOException {
  List<Path> found = new ArrayList<>();
  Files.walkFileTree(
      root,
      new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
          String name = folder.getFileName().toString();
          return name.equals("target") || name.equals(".git") || name.equals("node_modules")
              ? FileVisitResult.SKIP_SUBTREE
              : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          if (file.toString().endsWith(".java")) {
            found.add(file);
          }
          return FileVisitResult.CONTINUE;
        }
      });
  found.sort(null);
  return found;
}
