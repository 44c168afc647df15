package dev.clew.skills.tokencost;

import java.util.List;

/// By what tokens and money can be told apart.
///
/// @param name the word in fact names, in the parameter `by` and in sentences
/// @param plural for sentences
record Dimension(String name, String plural) {
  /// The model that answered, by its name in the price table where it has one.
  static final Dimension MODEL = new Dimension("model", "models");

  /// The name of the span that called the model, numbers in it written as `#`.
  static final Dimension OPERATION = new Dimension("operation", "operations");

  /// The name of the span above it, numbers written as `#`.
  static final Dimension CALLER = new Dimension("caller", "callers");

  static final Dimension AGENT = new Dimension("agent", "agents");
  static final Dimension SESSION = new Dimension("session", "sessions");
  static final Dimension USER = new Dimension("user", "users");
  static final Dimension SERVICE = new Dimension("service", "services");

  static final List<Dimension> KNOWN =
      List.of(MODEL, OPERATION, CALLER, AGENT, SESSION, USER, SERVICE);

  /// How a sentence names it: one of our words as it is; the key of an attribute comes from the
  /// data and stands as a fact.
  ///
  /// @param fact id of the fact that holds its name
  String said(String fact) {
    return KNOWN.contains(this) ? name : "{" + fact + "}";
  }

  /// An attribute of spans or of whole traces.
  static Dimension attribute(String key) {
    return new Dimension(key, "values of " + key);
  }
}
