package dev.clew.models.prompts;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where prompts come from: the files that were built in, or the same files in a folder of the
/// user's, which is read anew each time.
public final class PromptFiles {
  /// Only what was built in.
  public static final PromptFiles PACKAGED = new PromptFiles(Optional.empty());

  /// Prompts stand one folder deep; so far is looked for what was meant as one.
  private static final int DEEPEST = 3;

  private final Optional<Path> folder;

  private PromptFiles(Optional<Path> folder) {
    this.folder = folder;
  }

  /// Files in this folder come before those that were built in.
  ///
  /// @throws ClewException of kind USER when there is no such folder
  public static PromptFiles in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Problem(
              Problem.Kind.USER,
              "CLEW_PROMPTS names no folder",
              folder.toString(),
              "Name a folder that holds files such as drift/interpret.md")
          .asException();
    }
    return new PromptFiles(Optional.of(folder));
  }

  /// The text of a file in the user's folder; empty when it is not there.
  ///
  /// @param name such as `drift/SKILL.md`
  /// @throws ClewException of kind USER when it can not be read
  public Optional<String> replaced(String name) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    var file = folder.get().resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "can not be read as UTF-8 text",
              file.toString(),
              "Correct the file, or take it away"),
          e);
    }
  }

  /// Files in the user's folder that replace nothing, by their path below it, sorted: a name that
  /// was mistyped is one. Hidden files are none of them.
  ///
  /// @param known the names that are asked for
  /// @throws ClewException of kind USER when the folder can not be read
  public List<String> unused(Collection<String> known) {
    if (folder.isEmpty()) {
      return List.of();
    }
    var root = folder.get();
    try (var files = Files.walk(root, DEEPEST)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.startsWith(".") && !name.contains("/."))
          .filter(name -> !known.contains(name))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "CLEW_PROMPTS names a folder that can not be read",
              root.toString(),
              "Name a folder that holds files such as drift/interpret.md"),
          e);
    }
  }

  /// A prompt: the user's, else the one that stands beside a class.
  ///
  /// @param name as in the user's folder, such as `router/family.md`
  /// @param resource the file's name beside `beside`
  /// @throws ClewException of kind USER when the user's has a place that is none
  public Prompt prompt(String name, Class<?> beside, String resource) {
    return replaced(name)
        .map(text -> checked(name, text))
        .orElseGet(() -> {
          try (var in = beside.getResourceAsStream(resource)) {
            if (in == null) {
              throw new IllegalStateException(resource + " is not beside " + beside);
            }
            return new Prompt(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
          }
        });
  }

  /// A prompt from text that somebody else read.
  ///
  /// @throws ClewException of kind USER when it has a place that is none
  public static Prompt checked(String name, String text) {
    try {
      return new Prompt(name, text);
    } catch (IllegalArgumentException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER, String.valueOf(e.getMessage()), name, "Correct the prompt"),
          e);
    }
  }
}
