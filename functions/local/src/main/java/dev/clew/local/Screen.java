package dev.clew.local;

import dev.clew.interpretation.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/// Where results, progress and errors go: results to standard output, the rest to standard error.
///
/// @param out results, UTF-8
/// @param err progress and errors, UTF-8
/// @param terminal what standard output can show
/// @param live whether standard error is a terminal, on which a line can be written over
record Screen(PrintStream out, PrintStream err, Terminal terminal, boolean live) {

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
        terminals.contains("err"));
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
