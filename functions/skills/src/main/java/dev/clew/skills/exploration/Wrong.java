package dev.clew.skills.exploration;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.util.Collection;

/// What is wrong with a tool's parameters, for the one who gave them.
public final class Wrong {
  /// As many names as a reader looks through.
  private static final int MOST_NAMES = 40;

  private Wrong() {}

  /// @param where which parameter
  public static ClewException in(String where, String what, String remedy) {
    return new Problem(Problem.Kind.USER, what, where, remedy).asException();
  }

  /// A name that is not there; the remedy names the nearest that is.
  ///
  /// @param kind what is named: `field`
  public static ClewException unknown(
      String where, String kind, String name, Collection<String> known) {
    return in(where, "there is no " + kind + " '" + shown(name) + "'", remedy(name, known));
  }

  private static String remedy(String name, Collection<String> known) {
    return Nearest.to(name, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() ->
            "known are: "
                + String.join(", ", known.stream().limit(MOST_NAMES).toList())
                + (known.size() > MOST_NAMES
                    ? " and " + (known.size() - MOST_NAMES) + " more; describe lists them"
                    : ""));
  }

  /// A name or value from outside, short enough for a sentence.
  public static String shown(String text) {
    var line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= 80 ? line : line.substring(0, 79) + "…";
  }
}
