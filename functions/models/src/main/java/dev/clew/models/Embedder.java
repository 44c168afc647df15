package dev.clew.models;

import java.util.List;

/// Turns texts into vectors that lie near each other where the texts mean the like.
///
/// Whoever uses it must live without it, as with a [LanguageModel]: it may be down, or there may be
/// none. Two implementations: in this process, and any server that speaks OpenAI's protocol.
public interface Embedder {

  /// One vector a text, in their order, each of length 1 and of [#dimensions]. A text has the same
  /// vector whatever is embedded beside it and however many threads work. A text that says nothing
  /// (blank, or only invisible characters) has a vector too.
  ///
  /// @throws ModelException when there are none; never some of them
  List<float[]> embed(List<String> texts);

  /// How many numbers a vector has.
  int dimensions();

  /// What vectors are kept under: those of different names can not be compared.
  String name();

  /// Where texts go, for the reader: a host, or `none` where they do not leave this process.
  String host();

  /// The longest text it reads whole, in characters of running English; of longer ones it may read
  /// only the beginning.
  int longestCharacters();
}
