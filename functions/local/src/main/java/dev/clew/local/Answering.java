package dev.clew.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.interpretation.Again;
import dev.clew.interpretation.AnswerHtml;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.AnswerText;
import dev.clew.investigation.Investigator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Writes an answer as its options say, and gives the exit code.
final class Answering {
  private final Screen screen;
  private final OutputOptions options;
  private final Again again;

  /// @param again writes the commands that compute a finding again
  Answering(Screen screen, OutputOptions options, Again again) {
    this.screen = screen;
    this.options = options;
    this.again = again;
  }

  /// Reads what there is to compare with first: an answer takes time, and a wrong name should not
  /// cost it.
  ///
  /// @param answer asked for once everything else is known to be in order
  int write(Supplier<Investigator.Outcome> answer) {
    var earlier = options.compare().map(file -> AnswerJson.read(bytes(file), file.toString()));
    options.html().ifPresent(Answering::checkWritable);
    var outcome = answer.get();
    var comparison = earlier.map(before -> Comparison.of(before, outcome.answer()));
    if (options.json()) {
      ObjectNode tree = AnswerJson.tree(outcome.answer());
      comparison.ifPresent(one -> tree.set("comparison", one.tree()));
      screen.print(AnswerJson.bytes(tree));
    } else {
      screen.print(AnswerText.write(outcome.answer(), screen.terminal(), again));
      comparison.ifPresent(one -> screen.print(one.text(screen.terminal())));
    }
    options.html().ifPresent(file -> page(file, outcome.answer()));
    outcome.problems().forEach(problem -> screen.err().println("clew: " + Commands.said(problem)));
    return exit(outcome);
  }

  private static int exit(Investigator.Outcome outcome) {
    return switch (outcome.answer().status()) {
      case ANSWERED, PARTIAL -> Exit.ANSWERED;
      case UNKNOWN ->
          outcome.problems().stream()
              .mapToInt(problem -> Exit.of(problem.kind()))
              .max()
              .orElse(Exit.UNKNOWN);
    };
  }

  private void page(Path file, Answer answer) {
    try {
      Files.write(file, new AnswerHtml(ChartScripts.read()).write(answer, again));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    screen.err().println("clew: the page is in " + file.toAbsolutePath());
  }

  private static void checkWritable(Path file) {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw unwritable(file, null);
    }
  }

  private static RuntimeException unwritable(
      Path file, @org.jspecify.annotations.Nullable Exception cause) {
    return new ClewException(
        new Problem(
            Problem.Kind.USER,
            "the page can not be written",
            file.toString(),
            "Name a file in an existing folder that you may write to"),
        cause);
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new Problem(Problem.Kind.USER, "there is no such file", file.toString(), "")
          .asException();
    } catch (IOException e) {
      throw new Problem(
              Problem.Kind.USER,
              "can not be read",
              file.toString(),
              "Name a file that you may read")
          .asException();
    }
  }
}
