package dev.clew.skills;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Windows;
import dev.clew.traces.documents.Documentation;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.spans.Application;
import java.util.List;

/// What a skill measures.
///
/// @param windows as resolved: the skill does not choose
/// @param parameters checked against the card's schema, defaults filled in
/// @param ports what there is beside the data
public record Inputs(
    Card card, String target, Data data, Windows windows, Parameters parameters, Ports ports) {

  /// With nothing beside the data.
  public Inputs(Card card, String target, Data data, Windows windows, Parameters parameters) {
    this(card, target, data, windows, parameters, Ports.NONE);
  }

  /// Either an application's traces or a predictor's log; the card's `reads` says which can be.
  public sealed interface Data {
    record Traces(Application application) implements Data {}

    record Log(InferenceLog log) implements Data {}

    record Docs(Documentation documentation) implements Data {}
  }

  /// The application.
  ///
  /// @throws IllegalStateException when the data is a predictor's: the caller checks the card first
  public Application application() {
    return switch (data) {
      case Data.Traces traces -> traces.application();
      case Data.Log _ -> throw new IllegalStateException(card.name() + " was given a log");
      case Data.Docs _ -> throw new IllegalStateException(card.name() + " was given pages");
    };
  }

  /// The inference log.
  ///
  /// @throws IllegalStateException when the data is an application's: the caller checks the card
  ///   first
  public InferenceLog log() {
    return switch (data) {
      case Data.Log log -> log.log();
      case Data.Traces _ -> throw new IllegalStateException(card.name() + " was given traces");
      case Data.Docs _ -> throw new IllegalStateException(card.name() + " was given pages");
    };
  }

  /// The documentation.
  ///
  /// @throws IllegalStateException when the data is none: the caller checks the card first
  public Documentation documentation() {
    return switch (data) {
      case Data.Docs docs -> docs.documentation();
      case Data.Log _, Data.Traces _ ->
          throw new IllegalStateException(card.name() + " was given no pages");
    };
  }

  /// The same of other data.
  public Inputs of(Data other) {
    return new Inputs(card, target, other, windows, parameters, ports);
  }

  /// A fresh notebook that signs what is written with this skill, target, windows and objects.
  public Notebook notebook() {
    return new Notebook(author());
  }

  /// Who signs what is written of these inputs.
  public Notebook.Author author() {
    List<ObjectRead> objects =
        switch (data) {
          case Data.Traces traces -> traces.application().objects();
          case Data.Log log -> log.log().objects();
          case Data.Docs docs -> docs.documentation().objects();
        };
    return new Notebook.Author(
        card.name(), card.version(), target, windows, parameters.asMap(), objects);
  }
}
