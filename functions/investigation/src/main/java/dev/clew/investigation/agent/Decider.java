package dev.clew.investigation.agent;

import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.util.List;

/// Has a model say whether the plan still makes sense.
final class Decider {
  Decider(Models models, Catalogue catalogue, Courses courses, PromptFiles prompts) {}

  Agenda decide(SoFar soFar, String stepId, List<TargetNames> targets) {
    return soFar.agenda();
  }
}
