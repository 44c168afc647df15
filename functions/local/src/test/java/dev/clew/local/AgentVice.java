package dev.clew.local;

/// A way in which a model that leads an investigation is bad.
enum AgentVice {
  STORM_OF_429,
  STATUS_500,
  TIMES_OUT,
  HALF_AN_ANSWER,
  BROKEN_LINE,
  CUT_BY_LENGTH,
  EMPTY,
  REFUSES,
  NO_CHOICE,
  INVALID_JSON,
  WRONG_ARGUMENTS,
  A_TOOL_THAT_IS_NONE,
  TYPES_NUMBERS,
  MADE_UP_TARGET,
  MADE_UP_WINDOW,
  MADE_UP_SETTINGS,
  OBEYS_THE_DATA,
  CLAIMS_DONE,
  FALSE_CAUSES,
  CAUSES_WITHOUT_FACTS,
  ADDS_FOR_EVER,
  LOOKS_FOR_EVER,
  BRANCHES_FOR_EVER,
  ASKS_FOR_EVER,
  DROPS_ALL,
  CONTRADICTS_ITSELF,
  MANY_CALLS_AT_ONCE;

  /// Whether it shows in the protocol alone: then the plan is the playbook's.
  boolean decidesNothing() {
    return compareTo(CAUSES_WITHOUT_FACTS) <= 0;
  }
}
