package dev.clew.skills.tracediagnosis;

/// Something about a step that an expert would stop at.
///
/// @param step the step's place in the course
/// @param detail what it is about, in the data's words: an error, a call, figures; may be empty
record Sign(Kind kind, int step, Category category, String detail) {

  /// Kinds of signs, each with how likely a step that shows it is faulty when nothing else is
  /// known: judged, not fitted, in steps of a twentieth.
  enum Kind {
    UNKNOWN_TOOL("it calls something that is not there", 0.85),
    REFUSED_ARGUMENTS("its call has arguments that the tool does not take", 0.85),
    TRUNCATED("the model's answer was cut off", 0.8),
    SAME_FAILURE("it repeats a call that had failed the same way", 0.8),
    UNUSED_TOOLS("it answers without calling any of the tools that the plan names", 0.75),
    FROM_MEMORY("it answers at once, from memory: no tool was called before", 0.7),
    BROKEN_OFF("an error outside the agents broke the run off here", 0.6),
    CLAIMED_ACTION("it reports something as looked up or done, and nothing was called", 0.7),
    FOREIGN_NAMES("it names codes or dates that stand nowhere before", 0.7),
    UNDONE_ACT("it tells an act as done, and every call that worked only reads", 0.7),
    FAILED_CALL("what it ran failed", 0.65),
    SAME_CALL("it repeats a call that had brought the same", 0.6),
    MISSING_MARK("it leaves out what it was told to end with", 0.3),
    FORBIDDEN("it does what the task forbids", 0.5),
    IGNORED_ERROR("it goes on as if the error before had not happened", 0.55),
    SUPPOSED("it works with something supposed instead of known", 0.45),
    NEW_FIGURES("it states figures that stand nowhere before", 0.45),
    NEARLY_SAME("it runs nearly the same again", 0.5),
    GAVE_UP("it says that it cannot do it", 0.5),
    SAME_ORDER("it gives the same order again", 0.4),
    STUCK_AFTER("the run says of itself that it got stuck after this", 0.4),
    ADMITTED("the next step says that it did not work", 0.4),
    FOUND_NOTHING("what it ran brought nothing", 0.4),
    NO_ANSWER("the run ends here without an answer", 0.4);

    private final String reason;
    private final double strength;

    Kind(String reason, double strength) {
      this.reason = reason;
      this.strength = strength;
    }

    /// Whether the detail says what the step's own words do not.
    boolean isDetailed() {
      return switch (this) {
        case UNKNOWN_TOOL,
            REFUSED_ARGUMENTS,
            UNUSED_TOOLS,
            CLAIMED_ACTION,
            FOREIGN_NAMES,
            UNDONE_ACT,
            BROKEN_OFF,
            IGNORED_ERROR,
            SUPPOSED,
            NEW_FIGURES,
            STUCK_AFTER,
            ADMITTED,
            FORBIDDEN ->
            true;
        case TRUNCATED,
            SAME_FAILURE,
            FROM_MEMORY,
            FAILED_CALL,
            SAME_CALL,
            NEARLY_SAME,
            MISSING_MARK,
            GAVE_UP,
            SAME_ORDER,
            FOUND_NOTHING,
            NO_ANSWER ->
            false;
      };
    }

    String reason() {
      return reason;
    }

    double strength() {
      return strength;
    }
  }
}
