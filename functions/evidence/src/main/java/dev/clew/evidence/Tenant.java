package dev.clew.evidence;

import java.util.regex.Pattern;

/// Whose data it is. Every object key, table key and cursor is built from one; it comes from the
/// verified token, never from a request's body.
///
/// @param id 1 to 64 letters, digits, `-` and `_`, starting with a letter or digit
public record Tenant(String id) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  public Tenant {
    if (!FORM.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "tenant '" + id + "' is not 1 to 64 letters, digits, '-' and '_'");
    }
  }
}
