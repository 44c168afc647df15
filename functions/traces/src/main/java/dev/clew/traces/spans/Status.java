package dev.clew.traces.spans;

/// How a span ended.
///
/// @param message as written, possibly long; empty when none
public record Status(Code code, String message) {
  public static final Status UNSET = new Status(Code.UNSET, "");

  /// OTLP's codes.
  public enum Code {
    UNSET,
    OK,
    ERROR
  }

  public boolean isError() {
    return code == Code.ERROR;
  }
}
