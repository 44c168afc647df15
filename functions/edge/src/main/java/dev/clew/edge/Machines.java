package dev.clew.edge;

import java.util.Optional;

/// State machines of this deployment: on AWS Step Functions, locally an interpreter of the same
/// files. Executions are named by who starts them, so that a start may be tried again.
public interface Machines {

  /// Starts an execution. One of the same name that is there already is let be: a start that was
  /// tried twice is one.
  ///
  /// @param execution a name as [#name] makes them, used once in 90 days
  /// @param input JSON; ids and counters, no data
  /// @throws dev.clew.evidence.ClewException of kind DEPENDENCY when it can not be started
  void start(String execution, byte[] input);

  /// Stops an execution; one that is over, or never was, is let be.
  ///
  /// @throws dev.clew.evidence.ClewException as [#start]
  void stop(String execution);

  /// Where an execution stands; empty when there is none of the name.
  ///
  /// @throws dev.clew.evidence.ClewException as [#start]
  Optional<Status> status(String execution);

  /// As Step Functions tells them apart, as far as we do.
  enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    STOPPED
  }

  /// Name of an investigation's execution.
  ///
  /// @param attempt from 1; the first has the investigation's own name
  static String name(String investigationId, long attempt) {
    return attempt == 1 ? investigationId : investigationId + "-" + attempt;
  }
}
