package dev.clew.investigation;

import dev.clew.models.guard.Allowance;

/// The question that a step serves, and what it may still spend on models.
public record Asked(String question, Allowance allowance) {}
