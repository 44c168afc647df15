package dev.clew.skills.evaluations;

import dev.clew.evaluators.Attached;
import dev.clew.evaluators.Evaluation;
import dev.clew.evaluators.EvaluationLines;
import dev.clew.evaluators.Run;
import dev.clew.skills.Inputs;
import dev.clew.skills.Ports;
import dev.clew.skills.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Evaluations of a target's traces, one file an evaluator, on the tenant's shelf:
/// `evaluations/TARGET/EVALUATOR.jsonl`. A run puts its verdicts in place of older ones on the
/// same; verdicts of another version of the evaluator leave.
public final class KeptEvaluations {
  private static final String ENDING = ".jsonl";

  private final Shelf shelf;
  private final Path scratch;
  private final String folder;

  private KeptEvaluations(Shelf shelf, Path scratch, String target) {
    this.shelf = shelf;
    this.scratch = scratch;
    this.folder = "evaluations/" + target.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /// Those of a target; nothing where nothing is kept.
  public static Optional<KeptEvaluations> of(Ports ports, String target) {
    return ports.shelf().map(shelf -> new KeptEvaluations(shelf, ports.scratch(), target));
  }

  /// The data with what was said of its traces. What can not be read is left out, and noted.
  public static Inputs.Data attached(Inputs.Data data, String target, Ports ports) {
    return switch (data) {
      case Inputs.Data.Traces(var application) ->
          new Inputs.Data.Traces(
              of(ports, target)
                  .map(kept -> Attached.to(application, kept.all(ports)))
                  .orElse(application));
      case Inputs.Data.Log log -> log;
      case Inputs.Data.Docs docs -> docs;
    };
  }

  private List<Evaluation> all(Ports ports) {
    var all = new ArrayList<Evaluation>();
    try {
      for (var name : shelf.list(folder)) {
        if (name.endsWith(ENDING)) {
          var read = read(name);
          all.addAll(read.evaluations());
          if (!read.broken().isEmpty()) {
            ports
                .notes()
                .accept(
                    name
                        + " holds "
                        + read.broken().size()
                        + " lines that are no evaluations; they were left out");
          }
        }
      }
    } catch (IOException e) {
      ports
          .notes()
          .accept(
              "kept evaluations could not be read from " + shelf.describe() + " and count nothing");
    }
    return all;
  }

  /// Keeps a run's verdicts.
  ///
  /// @return how many verdicts of the evaluator are kept now
  /// @throws IOException when they can not be kept
  public int keep(Run run) throws IOException {
    var name = folder + "/" + run.definition().name() + ENDING;
    var kept = new LinkedHashMap<String, Evaluation>();
    for (var one : read(name).evaluations()) {
      if (one.identifier().equals(run.definition().identifier())) {
        kept.put(one.about(), one);
      }
    }
    for (var result : run.judged()) {
      var one =
          Evaluation.of(run.definition(), result.example().place(), result.judged().orElseThrow());
      kept.put(one.about(), one);
    }
    var file = fresh();
    try {
      Files.write(
          file,
          EvaluationLines.write(
              kept.values().stream().sorted(Comparator.comparing(Evaluation::about)).toList()));
      shelf.put(name, file);
    } finally {
      Files.deleteIfExists(file);
    }
    return kept.size();
  }

  /// A place on disk for a while.
  private Path fresh() throws IOException {
    Files.createDirectories(scratch);
    return Files.createTempFile(scratch, "evaluations", ENDING);
  }

  private EvaluationLines.Read read(String name) throws IOException {
    var file = fresh();
    try {
      shelf.fetch(name, file);
      return EvaluationLines.read(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return new EvaluationLines.Read(List.of(), List.of());
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
