package dev.clew.skills;

/// A skill came as far as its time went, has put what it did on the shelf, and goes on when the
/// same step is run again. Thrown only where somebody does that ([Ports.Time#goesOn]).
public final class Unfinished extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message how far it came, for the reader, without content
  public Unfinished(String message) {
    super(message);
  }
}
