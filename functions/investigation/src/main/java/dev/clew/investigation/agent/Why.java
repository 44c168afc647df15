package dev.clew.investigation.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Why a model changes a plan: it chooses the reason, the words are ours.
enum Why {
  UNEXPECTED("a step turned up something that the plan did not expect"),
  CONTRADICTS("facts of two steps do not fit together"),
  SETTLED("what it would settle is settled"),
  NOT_RELEVANT("it can not tell anything about what is left open"),
  MATTERS_MORE("it matters more for what is left open"),
  TEST_CAUSE("a cause must be held against what could contradict it"),
  NARROWER("what was found must be looked at more narrowly");

  private final String words;

  Why(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Why> of(String id) {
    return Arrays.stream(values()).filter(why -> why.id().equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Why::id).toList();
  }
}
