package dev.clew.investigation;

import dev.clew.skills.Card;
import dev.clew.skills.Inputs;
import dev.clew.traces.rows.Extent;
import java.util.List;

/// Reads a target's data.
public interface TargetLoader {

  /// A target's data with at least what the card needs.
  ///
  /// @throws dev.clew.evidence.ClewException when there is no such target, it is of the other kind,
  ///   or it can not be read
  Loaded load(String target, Card card);

  /// What was read.
  ///
  /// @param extent what windows can be cut from
  /// @param bytesRead as stored
  /// @param rowsRead rows or spans
  /// @param said what was concluded rather than found stated, in words
  record Loaded(Inputs.Data data, Extent extent, long bytesRead, long rowsRead, List<String> said) {
    public Loaded {
      said = List.copyOf(said);
    }
  }
}
