package dev.clew.skills.cohortcomparison;

import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Trace;
import java.util.Optional;

/// One of the things that are compared: a run, or a call of a tool in it.
///
/// @param place of the run among those examined
/// @param call where calls are compared
record Subject(int place, Trace run, Optional<Span> call) {}
