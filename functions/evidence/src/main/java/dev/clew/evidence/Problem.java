package dev.clew.evidence;

/// What went wrong, for the one who can do something about it.
///
/// @param what what was wrong, with the value
/// @param where object key, line, field, option; empty where it has no place
/// @param remedy what to do
public record Problem(Kind kind, String what, String where, String remedy) {

  /// Whose fault it is; decides status code, exit code, retry and alarm.
  public enum Kind {
    /// The caller's: usage, an unknown name. Exit 2, status 4xx.
    USER,
    /// The data's: unreadable, ill-formed. Exit 2, status 422.
    DATA,
    /// A limit or budget was met.
    LIMIT,
    /// Something we depend on failed: S3, DynamoDB, a model. Exit 3, status 502 or 503.
    DEPENDENCY,
    /// Ours.
    BUG
  }

  /// As an exception, for the edge to turn into a status or exit code.
  public ClewException asException() {
    return new ClewException(this, null);
  }

  @Override
  public String toString() {
    return (where.isEmpty() ? "" : where + ": ") + what + (remedy.isEmpty() ? "" : ". " + remedy);
  }
}
