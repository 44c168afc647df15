package dev.clew.benchmarks.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// The same search by numpy, in a process that keeps the vectors in memory.
final class Numpy implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private final String version;

  /// What a search came to.
  ///
  /// @param nanos as the process itself took them
  record Found(long nanos, int[] places) {}

  Numpy(Path python, Path script, Path file, int count, int dimensions) throws IOException {
    process =
        new ProcessBuilder(
                python.toString(),
                script.toString(),
                file.toString(),
                String.valueOf(count),
                String.valueOf(dimensions))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(UTF_8);
    questions = process.outputWriter(UTF_8);
    version = line().replace("ready ", "");
  }

  String version() {
    return version;
  }

  Found search(int row) throws IOException {
    questions.write(row + "\n");
    questions.flush();
    var parts = line().split(" ", -1);
    return new Found(
        Long.parseLong(parts[0]),
        Arrays.stream(parts).skip(1).mapToInt(Integer::parseInt).toArray());
  }

  private String line() throws IOException {
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("numpy's process ended: is numpy there for the named interpreter?");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    questions.close();
    answers.close();
    process.destroy();
  }
}
