package dev.clew.skills.failurepatterns;

import java.util.regex.Pattern;

/// What lies at the bottom of an error that wraps others: `Step failed due to: ValueError: no rows`
/// is a `ValueError` that says `no rows`.
///
/// @param type the innermost error's class without its package; empty where none is named
/// @param message what it says
record Cause(String type, String message) {
  private static final int LOOKED_AT = 4_000;

  /// A class name ending in Error or Exception, then what it says.
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![\\w.])((?:[A-Za-z_]\\w*\\.)*[A-Z]\\w*(?:Error|Exception|Timeout|Interrupt))\\s*:\\s+(?=\\S)");

  /// The cause of an error, from its class and its message; a class named last in the message is
  /// the innermost.
  static Cause of(String type, String message) {
    var text = message.length() > LOOKED_AT ? message.substring(0, LOOKED_AT) : message;
    var inner = withoutPackage(type);
    int from = 0;
    var named = NAMED.matcher(text);
    while (named.find()) {
      inner = withoutPackage(named.group(1));
      from = named.end();
    }
    return new Cause(inner, text.substring(from).strip());
  }

  private static String withoutPackage(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1).strip();
  }
}
