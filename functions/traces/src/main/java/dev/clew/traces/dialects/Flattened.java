package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;

/// Gives a draft attributes that may be nested, as data frames and SDKs export them: `{llm:
/// {token_count: {total: 5}}}` says what `llm.token_count.total` says.
final class Flattened {
  private Flattened() {}

  static void attributes(SpanDraft draft, JsonNode attributes) {
    for (var entry : attributes.properties()) {
      attribute(draft, entry.getKey(), entry.getValue());
    }
  }

  private static void attribute(SpanDraft draft, String name, JsonNode value) {
    if (value.isContainerNode() && !isWhole(draft, name)) {
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          attribute(draft, name + "." + i, value.get(i));
        }
      } else {
        for (var entry : value.properties()) {
          attribute(draft, name + "." + entry.getKey(), entry.getValue());
        }
      }
    } else {
      draft.attribute(name, value);
    }
  }

  /// Whether the name stands for a whole structure.
  private static boolean isWhole(SpanDraft draft, String name) {
    Alias[] meant = draft.table.find(name);
    return meant.length > 0 && !meant[0].prefix();
  }
}
