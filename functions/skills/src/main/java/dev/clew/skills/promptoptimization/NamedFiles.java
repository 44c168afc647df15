package dev.clew.skills.promptoptimization;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Problem;
import dev.clew.traces.store.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Files among the tenant's objects that a run names, or that lie where they are looked for:
/// `prompts/TARGET/` or `prompts/`. Remembers what was read, for the receipt.
final class NamedFiles {
  private static final long MOST_BYTES = 64L << 20;
  private static final String FOLDER = "prompts";

  private final Optional<ObjectStore> store;
  private final List<ObjectRead> read = new ArrayList<>();

  NamedFiles(Optional<ObjectStore> store) {
    this.store = store;
  }

  List<ObjectRead> read() {
    return List.copyOf(read);
  }

  /// The key of a file of one of some names in the folder for prompts; empty where there is none.
  Optional<String> usual(String target, List<String> names) {
    if (store.isEmpty()) {
      return Optional.empty();
    }
    try {
      for (var folder : List.of(FOLDER + "/" + target, FOLDER)) {
        var keys = store.get().list(folder).stream().map(object -> object.key()).toList();
        for (var name : names) {
          if (keys.contains(folder + "/" + name)) {
            return Optional.of(folder + "/" + name);
          }
        }
      }
      return Optional.empty();
    } catch (IOException | ClewException e) {
      // A target whose name is no folder's has none.
      return Optional.empty();
    }
  }

  /// A file's text.
  ///
  /// @param parameter by which it was named, for errors
  /// @throws ClewException of kind USER where there is none, of kind DATA where it is no text
  String text(String parameter, String key) {
    if (store.isEmpty()) {
      throw wrong(Problem.Kind.USER, parameter, "files can not be read here", "", null);
    }
    try (var in = store.get().open(key.replace('\\', '/').replaceFirst("^(?:\\./)+", ""))) {
      var bytes = in.readNBytes((int) MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw wrong(
            Problem.Kind.LIMIT,
            key,
            "the file is larger than " + (MOST_BYTES >> 20) + " MB",
            "give a part of it: some hundred examples are enough",
            null);
      }
      read.add(new ObjectRead(key, bytes.length, sha256(bytes)));
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw wrong(Problem.Kind.DATA, key, "it is no UTF-8 text", "save it as UTF-8", e);
    } catch (NoSuchFileException e) {
      throw wrong(
          Problem.Kind.USER,
          "prompt-optimization, parameter " + parameter,
          "there is no file '" + key + "' in the data",
          Nearest.remedy(key, texts()),
          e);
    } catch (IOException e) {
      throw wrong(
          Problem.Kind.DEPENDENCY, key, "it can not be read: " + e.getMessage(), "try again", e);
    }
  }

  private List<String> texts() {
    try {
      return store.orElseThrow().list("").stream()
          .map(object -> object.key())
          .filter(key -> key.toLowerCase(Locale.ROOT).matches(".*\\.(?:md|txt|jsonl|json)"))
          .limit(50)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static ClewException wrong(
      Problem.Kind kind,
      String where,
      String what,
      String remedy,
      @org.jspecify.annotations.Nullable Throwable cause) {
    return new ClewException(new Problem(kind, what, where, remedy), cause);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
