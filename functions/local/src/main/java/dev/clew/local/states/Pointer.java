package dev.clew.local.states;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.util.function.Supplier;

/// A place in a definition: a JSON pointer (RFC 6901).
record Pointer(String text) {
  static final Pointer ROOT = new Pointer("");

  Pointer then(String field) {
    return new Pointer(text + "/" + field.replace("~", "~0").replace("/", "~1"));
  }

  Pointer then(int index) {
    return new Pointer(text + "/" + index);
  }

  ClewException refuse(String what) {
    return new Problem(
            Problem.Kind.DATA,
            what,
            text.isEmpty() ? "the definition" : text,
            "Change the state machine's definition; it may hold what decision 014 lists")
        .asException();
  }

  /// What the parser makes, with this place where it refuses.
  <T> T checked(Supplier<T> parser) {
    try {
      return parser.get();
    } catch (IllegalArgumentException e) {
      throw refuse(String.valueOf(e.getMessage()));
    }
  }
}
