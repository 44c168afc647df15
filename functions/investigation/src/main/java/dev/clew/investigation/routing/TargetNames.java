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

  /// The documentation, Clew's own and the tenant's: always there, and never listed among the data.
  public static final TargetNames DOCUMENTATION = of("documentation", Card.Reads.DOCUMENTATION);

  /// A target of which only the name is known.
  public static TargetNames of(String name, Card.Reads reads) {
    return new TargetNames(name, reads, List::of);
  }

  /// A value that a field has in the data.
  ///
  /// @param field a column, or an attribute of runs
  public record Value(String field, String text) {
    private static final String BETWEEN = "\t";

    /// The value as a name, to be handed on with the others.
    public Name name() {
      return new Name(Kind.VALUE, field.replace(BETWEEN, " ") + BETWEEN + text);
    }

    private static Value of(Name name) {
      var sides = name.text().split(BETWEEN, 2);
      return new Value(sides[0], sides[sides.length - 1]);
    }
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
    TRACE,
    /// A column that is no feature. It says nothing of which target is meant, nor has a [Value].
    FIELD,
    VALUE,
    /// How a run ended, as its source states it: `failed`, `passed`.
    OUTCOME
  }

  /// Whether runs of both outcomes are in it: they can be compared.
  public boolean endsBothWays() {
    return content().stream().filter(name -> name.kind() == Kind.OUTCOME).count() > 1;
  }

  public String name() {
    return name;
  }

  public Card.Reads reads() {
    return reads;
  }

  /// Names that tell it from other targets.
  public List<Name> content() {
    return all().stream()
        .filter(name -> name.kind() != Kind.FIELD && name.kind() != Kind.VALUE)
        .toList();
  }

  /// Columns that are no features.
  public List<String> fields() {
    return all().stream().filter(name -> name.kind() == Kind.FIELD).map(Name::text).toList();
  }

  /// Values that tell parts of its data apart, of fields with few of them.
  public List<Value> values() {
    return all().stream().filter(name -> name.kind() == Kind.VALUE).map(Value::of).toList();
  }

  /// All names, fields and values from its content.
  public List<Name> all() {
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
      case DOCUMENTATION -> "documentation";
    };
  }
}
