package dev.clew.evaluation.context;

import dev.clew.evidence.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A question of the gallery.
///
/// @param name one word
/// @param data `FOLDER=PATH[,PATH]` below the folder of real data, the last part of a path with `*`
///   perhaps; empty for the bundled samples
public record GalleryQuestion(String name, Optional<String> data, String text) {

  /// All of them, in order, from `gallery.tsv`, which `gallery/renew` reads too.
  static List<GalleryQuestion> all() {
    try (var in = GalleryQuestion.class.getResourceAsStream("gallery.tsv")) {
      if (in == null) {
        throw new IllegalStateException("gallery.tsv is not beside " + GalleryQuestion.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(GalleryQuestion::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("gallery.tsv", e);
    }
  }

  private static GalleryQuestion of(String line) {
    var fields = line.split("\t", -1);
    if (fields.length != 4) {
      throw new IllegalStateException("gallery.tsv: not four fields in '" + line + "'");
    }
    return new GalleryQuestion(
        fields[0], Optional.of(fields[1]).filter(data -> !data.equals("-")), fields[2]);
  }

  /// Copies its data into a folder of its own, as a user would have it.
  ///
  /// @param real the folder of real data
  /// @param scratch an empty folder
  /// @throws dev.clew.evidence.ClewException of kind USER when something of it is not there
  Path placed(Path real, Path scratch) throws IOException {
    var parts = data.orElseThrow().split("=", 2);
    var folder = Files.createDirectories(scratch.resolve(parts[0]));
    for (var path : parts[1].split(",", -1)) {
      for (var file : found(real, path)) {
        copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  private static List<Path> found(Path real, String path) throws IOException {
    var at = real.resolve(path);
    var parent = at.getParent();
    var found = new ArrayList<Path>();
    if (parent != null && Files.isDirectory(parent)) {
      try (var files = Files.newDirectoryStream(parent, String.valueOf(at.getFileName()))) {
        files.forEach(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new Problem(
              Problem.Kind.USER,
              "there is nothing at " + at,
              "--data",
              "Point it at the folder of real data, or leave it out for the bundled samples")
          .asException();
    }
    return found.stream().sorted().toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var one : all.sorted().toList()) {
        var target = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(target);
        } else {
          Files.copy(one, target);
        }
      }
    }
  }
}
