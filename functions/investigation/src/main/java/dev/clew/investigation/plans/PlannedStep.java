package dev.clew.investigation.plans;

import dev.clew.evidence.StepStatus;
import dev.clew.investigation.StepRequest;

/// A step on the todo list.
///
/// @param id `S` and a number; a step that is dropped leaves its number unused
/// @param kind the playbook it belongs to; empty for one that belongs to none
/// @param settles what is known after it
/// @param done an expression that holds over its facts when it is done; empty where the card's own
///   promise is enough
/// @param reason why it is blocked; else why it is there
public record PlannedStep(
    String id,
    String kind,
    StepRequest request,
    String settles,
    String done,
    StepStatus status,
    String reason) {

  public PlannedStep {
    if (!id.matches("S[0-9]+")) {
      throw new IllegalArgumentException("step id '" + id + "' is not S and a number");
    }
  }

  /// The same step, further on.
  public PlannedStep now(StepStatus other) {
    return new PlannedStep(id, kind, request, settles, done, other, reason);
  }

  /// The same step, which can not be done.
  public PlannedStep blocked(String why) {
    return new PlannedStep(id, kind, request, settles, done, StepStatus.BLOCKED, why);
  }

  /// The same step, asking for something else.
  public PlannedStep asking(StepRequest other) {
    return new PlannedStep(id, kind, other, settles, done, status, reason);
  }

  /// Whether it is in progress or over.
  public boolean isBegun() {
    return status != StepStatus.PENDING;
  }

  /// Whether it is neither done nor blocked.
  public boolean isOpen() {
    return switch (status) {
      case PENDING, IN_PROGRESS -> true;
      case DONE, BLOCKED -> false;
    };
  }
}
