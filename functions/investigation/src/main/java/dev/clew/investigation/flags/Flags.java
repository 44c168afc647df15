package dev.clew.investigation.flags;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a tenant may use. What nobody turned off is on.
///
/// @param planning investigations with a plan; questions are answered in one go without
/// @param models language models
/// @param content whether Clew's traces of its own work may hold questions and sentences
/// @param skills by id; one that is not named is on
public record Flags(
    boolean planning, boolean models, boolean content, Map<String, Boolean> skills) {
  /// Everything that needs nobody's consent.
  public static final Flags USUAL = new Flags(true, true, false, Map.of());

  public Flags {
    skills = Collections.unmodifiableMap(new TreeMap<>(skills));
  }

  public boolean skill(String id) {
    return skills.getOrDefault(id, true);
  }
}
