package dev.clew.traces.dialects;

/// One line of the alias table: what an attribute means.
///
/// @param attribute the name, or what a flattened name starts with, its last dot included
/// @param prefix whether the rest of the name matters too
/// @param rank of two attributes that state the same field, the lower rank wins
record Alias(
    Field field,
    String attribute,
    boolean prefix,
    Form form,
    String dialect,
    String since,
    String until,
    int rank) {

  /// How the value is to be read.
  enum Form {
    TEXT,
    COUNT,
    MONEY,
    KIND,
    /// A list of messages, as JSON text or structure.
    MESSAGES,
    /// Messages flattened to `name.N.part`.
    FLAT,
    /// Documents flattened to `name.N.part`, or as a list.
    DOCUMENTS,
    /// Tools offered, flattened or as a list.
    SCHEMAS,
    /// A count that its side's total already holds.
    INCLUDED,
    /// A count that comes on top of its side's total.
    BESIDE,
    /// A count of which the dialect does not say so: the figures decide.
    UNSAID
  }
}
