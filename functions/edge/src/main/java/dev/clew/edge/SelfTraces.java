package dev.clew.edge;

import dev.clew.evidence.ClewException;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.investigation.selftrace.Recorder;
import dev.clew.investigation.selftrace.Traces;
import java.time.Clock;

/// Clew's traces of what its functions do. A trace that can not be written fails nothing.
final class SelfTraces {
  private final Traces traces;
  private final FlagSource flags;
  private final Clock clock;

  SelfTraces(Traces traces, FlagSource flags, Clock clock) {
    this.traces = traces;
    this.flags = flags;
    this.clock = clock;
  }

  /// For one part of an investigation.
  ///
  /// @param part unique within it
  Recorder recorder(InvestigationId id, String part) {
    return new Recorder(id.tenant().id() + "/" + id.id(), part, content(id), clock);
  }

  private boolean content(InvestigationId id) {
    try {
      return flags.of(id.tenant()).content();
    } catch (ClewException e) {
      // Consent that can not be looked up is none; what else the flags decide says what is wrong.
      return false;
    }
  }

  void write(Recorder recorder, Log log) {
    recorder.write(traces, trouble -> log.failure(recorder.traceId(), trouble));
  }
}
