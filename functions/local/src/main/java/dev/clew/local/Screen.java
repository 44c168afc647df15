package dev.clew.local;

import dev.clew.interpretation.Terminal;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Where results, progress and errors go: results to standard output, the rest to standard error.
///
/// @param out results, UTF-8
/// @param err progress and errors, UTF-8
/// @param terminal what standard output can show
/// @param live whether standard error is a terminal, on which a line can be written over
/// @param columns how wide that terminal is
/// @param in where the user can be asked something; empty where nobody sits there
record Screen(
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    boolean live,
    int columns,
    Optional<BufferedReader> in) {

  private static final int NARROWEST = 80;

  /// Nobody can be asked.
  Screen(PrintStream out, PrintStream err, Terminal terminal, boolean live) {
    this(out, err, terminal, live, terminal.width(), Optional.empty());
  }

  /// This process's streams. The launcher says which of them are terminals and how wide
  /// (`clew.tty`, `clew.width`), since Java only knows about all of them together.
  static Screen of(Map<String, String> environment, Properties properties) {
    var terminals = properties.getProperty("clew.tty", "");
    boolean colour =
        terminals.contains("out")
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Screen(
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        terminals.contains("out") ? new Terminal(width(properties), colour) : Terminal.plain(),
        terminals.contains("err"),
        columns(properties),
        terminals.contains("in") && terminals.contains("err")
            ? Optional.of(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
            : Optional.empty());
  }

  /// What is not known is taken for the narrowest there is.
  private static int columns(Properties properties) {
    var width = properties.getProperty("clew.width", "");
    return width.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(width) : NARROWEST;
  }

  private static int width(Properties properties) {
    var width = properties.getProperty("clew.width", "");
    return width.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(width) : Terminal.WIDEST_TEXT;
  }

  /// Writes a whole result.
  void print(String text) {
    out.print(text);
    out.flush();
  }

  /// Writes a whole result that is bytes already.
  void print(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}
