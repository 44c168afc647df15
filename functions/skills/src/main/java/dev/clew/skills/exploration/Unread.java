package dev.clew.skills.exploration;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.skills.Inputs;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;

/// What a question said besides what was read out of it: a figure of everything must not pass for
/// one of less.
public final class Unread {
  private static final String PARAMETER = "unread";

  private Unread() {}

  /// For a question whose only condition was not understood.
  ///
  /// @param command how to give one
  public static Measurement refused(String words, String command) {
    return new Measurement.NotApplicable(
        "the words '" + Wrong.shown(words) + "' were not understood as a condition on the data",
        "Name fields as the data does (describe lists them), such as: how many runs failed; how many rows where"
            + " AGEP > 60; or give the filter itself: "
            + command);
  }

  /// A sentence on what was left out of account; nothing where all was read.
  public static Statement said(Notebook book, Inputs inputs) {
    return inputs.parameters().has(PARAMETER)
        ? Statement.of(
            "Left out of account, as they were not understood: {}.",
            book.fact("unread", Label.shown(inputs.parameters().text(PARAMETER))))
        : Statement.EMPTY;
  }
}
