package dev.clew.investigation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Copies of maps that keep their order.
final class Ordered {
  private Ordered() {}

  static Map<String, String> copyOf(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
