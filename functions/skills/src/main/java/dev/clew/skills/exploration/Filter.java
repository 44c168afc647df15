package dev.clew.skills.exploration;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which things are meant, as a tree: no text of it is ever run by anything.
///
/// A field that has no value is equal to nothing, unequal to nothing, and neither above nor below
/// anything; `not (x = 1)` holds for it all the same, since `x = 1` does not.
public sealed interface Filter {

  /// How deep a filter may nest.
  int DEEPEST = 8;

  /// How many conditions it may have.
  int MOST_CONDITIONS = 64;

  /// How many values a list may have.
  int MOST_VALUES = 100;

  /// The longest filter, in characters.
  int LONGEST = 10_000;

  /// Everything.
  static Filter all() {
    return new And(List.of());
  }

  /// Whether it means everything.
  default boolean isAll() {
    return this instanceof And(var of) && of.isEmpty();
  }

  /// The filter in the short form, which gives the same filter when it is parsed.
  String text();

  /// Fields that it names, each once, in its order.
  default List<String> fields() {
    return switch (this) {
      case And(var of) -> of.stream().flatMap(one -> one.fields().stream()).distinct().toList();
      case Or(var of) -> of.stream().flatMap(one -> one.fields().stream()).distinct().toList();
      case Not(var of) -> of.fields();
      case Compare compare -> List.of(compare.field());
      case In in -> List.of(in.field());
      case Contains contains -> List.of(contains.field());
      case Exists exists -> List.of(exists.field());
    };
  }

  /// Every one of these holds; true of an empty list.
  record And(List<Filter> of) implements Filter {
    public And {
      of = List.copyOf(of);
    }

    @Override
    public String text() {
      return of.isEmpty() ? "everything" : joined(of, " and ");
    }
  }

  /// At least one of these holds.
  record Or(List<Filter> of) implements Filter {
    public Or {
      of = List.copyOf(of);
      if (of.isEmpty()) {
        throw new IllegalArgumentException("an 'or' of nothing");
      }
    }

    @Override
    public String text() {
      return joined(of, " or ");
    }
  }

  /// This does not hold.
  record Not(Filter of) implements Filter {
    @Override
    public String text() {
      return "not " + inner(of);
    }
  }

  /// How a field's value lies to another.
  enum Relation {
    EQ("="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /// As it is written in the short form.
    public String sign() {
      return sign;
    }
  }

  /// A field's value against another.
  record Compare(String field, Relation relation, Literal value) implements Filter {
    @Override
    public String text() {
      return name(field) + " " + relation.sign() + " " + value.text();
    }
  }

  /// A field's value is one of these.
  record In(String field, List<Literal> values) implements Filter {
    public In {
      values = List.copyOf(values);
      if (values.isEmpty() || values.size() > MOST_VALUES) {
        throw new IllegalArgumentException(values.size() + " values in a list");
      }
    }

    @Override
    public String text() {
      return name(field)
          + " in ("
          + values.stream().map(Literal::text).collect(Collectors.joining(", "))
          + ")";
    }
  }

  /// A field's text holds these words, in any case of letters.
  record Contains(String field, String words) implements Filter {
    @Override
    public String text() {
      return name(field) + " contains " + new Literal.Word(words).text();
    }
  }

  /// A field has a value.
  record Exists(String field) implements Filter {
    @Override
    public String text() {
      return name(field) + " exists";
    }
  }

  private static String joined(List<Filter> of, String word) {
    return of.stream().map(Filter::inner).collect(Collectors.joining(word));
  }

  private static String inner(Filter one) {
    return switch (one) {
      case And and when !and.of().isEmpty() -> "(" + and.text() + ")";
      case Or or -> "(" + or.text() + ")";
      case And _, Not _, Compare _, In _, Contains _, Exists _ -> one.text();
    };
  }

  /// Names that need no quotes.
  Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-/]*");

  private static String name(String field) {
    return PLAIN.matcher(field).matches() && !FilterText.isKeyword(field)
        ? field
        : "\"" + field.replace("\"", "\"\"") + "\"";
  }
}
