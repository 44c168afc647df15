package dev.clew.local;

/// A way in which a language model is bad.
enum Vice {
  TYPES_DIGITS,
  WRITES_NUMBERS_IN_WORDS,
  CITES_FACTS_THAT_ARE_NONE,
  TURNS_THE_SIGN,
  INVENTS_COLUMNS,
  INVENTS_TOOLS,
  INVENTS_CAUSES,
  DENIES,
  GENERALISES,
  OBEYS_THE_DATA,
  WRITES_LINKS_AND_MARKUP,
  CITES_FINDINGS_THAT_ARE_NONE,
  INVALID_JSON,
  HALF_AN_ANSWER,
  CUT_BY_LENGTH,
  EMPTY,
  NO_CHOICE,
  REFUSES,
  STORM_OF_429,
  TIMES_OUT,
  BROKEN_LINE,
  CALLS_A_TOOL_THAT_IS_NONE,
  WRONG_ARGUMENTS,
  MADE_UP_WINDOW,
  MADE_UP_TARGET;

  /// Whether it shows in sentences; the others show in the protocol or in choices.
  boolean lies() {
    return ordinal() <= CITES_FINDINGS_THAT_ARE_NONE.ordinal();
  }

  /// Whether it shows where skills are chosen.
  boolean choosesBadly() {
    return ordinal() >= CALLS_A_TOOL_THAT_IS_NONE.ordinal();
  }
}
