package dev.clew.skills.evaluations;

import dev.clew.evaluators.Definition;
import dev.clew.evaluators.DefinitionFile;
import dev.clew.evaluators.Evaluators;
import dev.clew.evaluators.checks.Checks;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.skills.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The evaluators there are for a tenant: those built in, and the tenant's own, `evaluators/*.md`
/// in its data, with people's labels in `evaluators/labels/NAME.jsonl`.
public final class OwnEvaluators {
  private static final String FOLDER = "evaluators";
  private static final int LARGEST = 8 << 20;

  private final Ports ports;

  public OwnEvaluators(Ports ports) {
    this.ports = ports;
  }

  /// All. A file that is none is noted and spoils no other.
  public Evaluators all() {
    var own = new ArrayList<Definition>();
    if (ports.objects().isPresent()) {
      try {
        for (var object : ports.objects().get().list(FOLDER)) {
          if (object.key().endsWith(".md") && object.key().indexOf('/', FOLDER.length() + 1) < 0) {
            add(object.key(), own);
          }
        }
      } catch (IOException e) {
        ports.notes().accept("own evaluators could not be read: " + e.getMessage());
      }
    }
    return Evaluators.builtIn().and(own);
  }

  private void add(String key, List<Definition> own) throws IOException {
    try {
      read(key).ifPresent(text -> own.add(DefinitionFile.parse(key, text, Checks.NAMES)));
    } catch (ClewException e) {
      ports.notes().accept("an evaluator was left out: " + e.problem());
    }
  }

  /// People's labels for an evaluator, as they were written; empty where there are none.
  public Optional<String> labels(String evaluator) {
    try {
      return read(FOLDER + "/labels/" + evaluator + ".jsonl");
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// @throws ClewException of kind DATA when it is no text, or too large
  private Optional<String> read(String key) throws IOException {
    if (ports.objects().isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = ports.objects().get().open(key)) {
      var bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Problem(Problem.Kind.DATA, "is larger than 8 MB", key, "cut it").asException();
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ClewException(
          new Problem(Problem.Kind.DATA, "is no text in UTF-8", key, "save it as such"), e);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
