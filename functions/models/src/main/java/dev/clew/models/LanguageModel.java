package dev.clew.models;

/// A language model that answers one call at a time.
///
/// Whoever calls it must live without it: a model may be down, slow, out of budget or wrong.
public interface LanguageModel {

  /// One answer.
  ///
  /// @throws ModelException when there is none; what came back is never half an answer that looks
  ///   whole: a reply that was cut says so in [Reply#finish]
  Reply complete(Call call);

  /// Where calls go, for the reader: a host, without path, user or key; `none` for a model that
  /// leaves this process to nobody.
  String host();

  /// The name of the model that answers calls of a tier.
  String name(Tier tier);
}
