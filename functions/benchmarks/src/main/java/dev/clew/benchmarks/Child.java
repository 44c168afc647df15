package dev.clew.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// Work in a process of its own, from its start to its exit; the operating system's account of it
/// comes from GNU time.
///
/// @param command with its arguments; what it prints on standard output is the result
/// @param exits the exit codes that are fine
public record Child(String name, List<String> command, List<Integer> exits) implements Contender {
  private static final Path TIME = Path.of("/usr/bin/time");

  public Child {
    command = List.copyOf(command);
    exits = List.copyOf(exits);
  }

  /// A command that ends with 0.
  public static Child of(String name, List<String> command) {
    return new Child(name, command, List.of(0));
  }

  /// A JVM like this one, with this one's class path.
  public static Child java(String name, List<String> options, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:disable"));
    command.addAll(options);
    command.add("-cp");
    command.add(ManagementFactory.getRuntimeMXBean().getClassPath());
    command.addAll(arguments);
    return of(name, command);
  }

  /// The same with an archive of the classes it loads, written by a run that does not count: what
  /// the launcher of the command line does at its first build.
  ///
  /// @param rehearsal arguments of that run
  public static Child archived(
      String name,
      List<String> options,
      List<String> arguments,
      List<String> rehearsal,
      Path archive)
      throws IOException {
    Files.deleteIfExists(archive);
    var writing = new ArrayList<>(options);
    writing.add("-XX:AOTCacheOutput=" + archive);
    java(name, writing, rehearsal).run();
    var using = new ArrayList<>(options);
    using.add("-XX:AOTCache=" + archive);
    return java(name, using, arguments);
  }

  /// What the launcher of the command line starts a JVM with when the data is much.
  ///
  /// @param heap the most it may take
  public static List<String> forMuchData(String heap) {
    return List.of(heap, "-XX:+UseParallelGC", "-XX:FreqInlineSize=100", "-XX:-UsePerfData");
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Override
  public Outcome run() throws IOException {
    if (!Files.isExecutable(TIME)) {
      throw new IOException(
          "whole processes are measured with GNU time, which is not at "
              + TIME
              + ": install it (apt install time)");
    }
    Path account = Files.createTempFile("clew-bench", ".time");
    Path printed = Files.createTempFile("clew-bench", ".out");
    Path said = Files.createTempFile("clew-bench", ".err");
    try {
      var whole =
          new ArrayList<>(
              List.of(TIME.toString(), "-q", "-f", "%U %S %M", "-o", account.toString()));
      whole.addAll(command);
      long start = System.nanoTime();
      var process =
          new ProcessBuilder(whole)
              .redirectOutput(printed.toFile())
              .redirectError(said.toFile())
              .start();
      process.getOutputStream().close();
      int exit = process.waitFor();
      long wall = System.nanoTime() - start;
      if (!exits.contains(exit)) {
        throw new IOException(
            name
                + " ended with "
                + exit
                + ": "
                + String.join(" ", command)
                + "\n"
                + Files.readString(said));
      }
      double[] figures =
          Arrays.stream(Files.readString(account).strip().split(" "))
              .mapToDouble(Double::parseDouble)
              .toArray();
      return new Outcome(
          Files.readString(printed, UTF_8),
          new Spent(
              wall,
              Math.round((figures[0] + figures[1]) * 1e9),
              OptionalLong.of(Math.round(figures[2] * 1024))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + name, e);
    } finally {
      Files.deleteIfExists(account);
      Files.deleteIfExists(printed);
      Files.deleteIfExists(said);
    }
  }
}
