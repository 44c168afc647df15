package dev.clew.skills.tokencost;

import dev.clew.models.prices.Price;
import dev.clew.traces.spans.Span;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One span whose tokens are added up, with what it cost and whom it belongs to.
///
/// @param trace place of its trace among those examined
/// @param loop the span under which it is one of several calls in turn: its nearest agent, else the
///   root of its tree
/// @param groups by [Dimension]'s name; empty texts where the data say nothing
/// @param stated what the source says it cost, US dollars
/// @param price of its model on its day; empty where the table has none
record Call(
    int trace,
    Span span,
    String loop,
    Map<Dimension, String> groups,
    OptionalDouble stated,
    Optional<Price> price) {

  long tokens() {
    return span.tokens().sum();
  }

  long prompt() {
    return span.tokens().prompt().orElse(0);
  }

  long completion() {
    return span.tokens().completion().orElse(0);
  }

  /// Tokens in the total that are neither in the prompt nor in the completion.
  long unallocated() {
    return Math.max(0, tokens() - prompt() - completion());
  }

  /// What it costs by the price table, US dollars; empty without a price, and where neither prompt
  /// nor completion are stated.
  OptionalDouble computed() {
    var tokens = span.tokens();
    return price.isEmpty() || (tokens.prompt().isEmpty() && tokens.completion().isEmpty())
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            price
                .get()
                .cost(
                    prompt(),
                    tokens.cacheRead().orElse(0),
                    tokens.cacheWrite().orElse(0),
                    completion()));
  }

  /// Tokens that the computed cost covers.
  long priced() {
    return computed().isPresent() ? tokens() - unallocated() : 0;
  }

  /// The stated cost where there is one, else the computed one.
  OptionalDouble known() {
    return stated.isPresent() ? stated : computed();
  }

  String group(Dimension dimension) {
    return groups.getOrDefault(dimension, "");
  }
}
