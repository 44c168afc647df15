package dev.clew.traces.store;

import dev.clew.evidence.Problem;
import java.util.ArrayList;

/// What an object key may be: parts joined by `/`, none of them empty, `.` or `..`.
public final class Keys {
  private Keys() {}

  /// The one spelling of a key: no leading or doubled slash, no `.`. Empty for the root.
  ///
  /// @throws dev.clew.evidence.ClewException when the key holds `..` or a control character
  public static String normalise(String key) {
    var parts = new ArrayList<String>();
    for (var part : key.split("/", -1)) {
      if (part.equals("..")) {
        throw refused(key, "leaves its root by '..'");
      }
      if (part.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw refused(key, "holds a control character");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /// Whether `key` lies below the folder `prefix`; everything lies below the empty one. Both
  /// normalised.
  public static boolean below(String prefix, String key) {
    return prefix.isEmpty() || key.startsWith(prefix + "/");
  }

  /// `key` below `prefix`; either may be empty. Both normalised.
  public static String join(String prefix, String key) {
    return prefix.isEmpty() ? key : key.isEmpty() ? prefix : prefix + "/" + key;
  }

  /// The last part: the file's own name.
  public static String name(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private static RuntimeException refused(String key, String why) {
    return new Problem(
            Problem.Kind.USER,
            "object key '" + key.replaceAll("\\p{Cntrl}", "?") + "' " + why,
            "",
            "Name an object below the data's own folder")
        .asException();
  }
}
