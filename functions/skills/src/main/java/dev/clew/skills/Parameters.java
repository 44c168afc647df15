package dev.clew.skills;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Parameters of one run, by name, as text; defaults are filled in.
public record Parameters(Map<String, String> asMap) {
  public static final Parameters NONE = new Parameters(Map.of());

  public Parameters {
    asMap = Collections.unmodifiableMap(new LinkedHashMap<>(asMap));
  }

  /// @throws IllegalArgumentException when the card declares no such parameter
  public String text(String name) {
    var value = asMap.get(name);
    if (value == null) {
      throw new IllegalArgumentException("parameter '" + name + "' is not declared");
    }
    return value;
  }

  public boolean has(String name) {
    var value = asMap.get(name);
    return value != null && !value.isEmpty();
  }

  public int whole(String name) {
    return Integer.parseInt(text(name));
  }

  public double number(String name) {
    return Double.parseDouble(text(name));
  }
}
