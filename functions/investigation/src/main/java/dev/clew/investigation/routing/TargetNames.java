package dev.clew.investigation.routing;

import dev.clew.skills.Card;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What users may call a target, and what is in it.
public final class TargetNames {
  private final String name;
  private final Card.Reads reads;
  private final Supplier<List<Name>> source;
  private @Nullable List<Name> content;

  /// @param name the target's own name
  /// @param reads which skills can look at it
  /// @param source names from its content, asked for once, and only when a question's own words do
  ///   not suffice
  public TargetNames(String name, Card.Reads reads, Supplier<List<Name>> source) {
    this.name = name;
    this.reads = reads;
    this.source = source;
  }

  /// A target of which only the name is known.
  public static TargetNames of(String name, Card.Reads reads) {
    return new TargetNames(name, reads, List::of);
  }

  /// A name from a target's content.
  public record Name(Kind kind, String text) {}

  /// What a name names.
  public enum Kind {
    COLUMN,
    TOOL,
    MODEL,
    AGENT,
    SPAN,
    FILE,
    TRACE
  }

  public String name() {
    return name;
  }

  public Card.Reads reads() {
    return reads;
  }

  /// Names from its content.
  public List<Name> content() {
    var known = content;
    if (known == null) {
      known = List.copyOf(source.get());
      content = known;
    }
    return known;
  }

  /// `predictor` or `application`, for sentences.
  public String kind() {
    return switch (reads) {
      case PREDICTOR -> "predictor";
      case APPLICATION -> "application";
    };
  }
}
