package dev.clew.skills.failurepatterns;

/// Something that a run has or has not.
///
/// @param family what kind of thing: a tool, an attribute, an error
/// @param phrase as a noun, with words from the data: `a call of search`
/// @param runs the runs that have it, as places among those whose outcome is known, ascending
record Trait(Family family, String phrase, int[] runs) {
  /// What kind of thing it is.
  enum Family {
    ERROR,
    TOOL,
    LAST_TOOL,
    TOOL_PAIR,
    REPEATED_CALL,
    MODEL,
    AGENT,
    SERVICE,
    SPAN,
    ATTRIBUTE
  }
}
