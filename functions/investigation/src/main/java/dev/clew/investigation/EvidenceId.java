package dev.clew.investigation;

import java.util.Optional;

/// Where a piece of evidence is found beyond its own answer: `ANSWER.E3`.
///
/// @param answerId the answer it belongs to
/// @param evidenceId its id within that answer
public record EvidenceId(String answerId, String evidenceId) {

  /// As it is written in links.
  public static String of(String answerId, String evidenceId) {
    return new EvidenceId(answerId, evidenceId).toString();
  }

  /// Empty when the text is no such id.
  public static Optional<EvidenceId> parse(String text) {
    var dot = text.lastIndexOf('.');
    return dot < 1 || dot == text.length() - 1
        ? Optional.empty()
        : Optional.of(new EvidenceId(text.substring(0, dot), text.substring(dot + 1)));
  }

  @Override
  public String toString() {
    return answerId + "." + evidenceId;
  }
}
