package dev.clew.skills.predictors;

import dev.clew.skills.Label;

/// Names of facts: a dotted path, then qualifiers in square brackets.
public final class FactName {

  private FactName() {}

  /// `drift.psi[column=RELP,chunk=70000..75000]`.
  ///
  /// @param qualifiers key and value in turn; characters of the bracket's own grammar in a value
  ///   are written as in a URL, so that two columns never share a name
  public static String of(String path, String... qualifiers) {
    if (qualifiers.length == 0) {
      return path;
    }
    if (qualifiers.length % 2 != 0) {
      throw new IllegalArgumentException("qualifiers of " + path + " are not pairs");
    }
    var name = new StringBuilder(path).append('[');
    for (int i = 0; i < qualifiers.length; i += 2) {
      name.append(i == 0 ? "" : ",").append(qualifiers[i]).append('=');
      escape(name, Label.shown(qualifiers[i + 1]));
    }
    return name.append(']').toString();
  }

  private static void escape(StringBuilder name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '%' -> name.append("%25");
        case '[' -> name.append("%5B");
        case ']' -> name.append("%5D");
        case ',' -> name.append("%2C");
        case '=' -> name.append("%3D");
        default -> name.append(c);
      }
    }
  }
}
