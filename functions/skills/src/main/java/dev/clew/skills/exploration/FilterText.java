package dev.clew.skills.exploration;

import dev.clew.evidence.ClewException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a filter's short form: `tool = 'book_reservation' and (error = true or duration > 2.5)`.
///
/// Words: `and`, `or`, `not`, `in (..)`, `not in (..)`, `contains`, `exists`, `is missing`, `is not
/// missing`; signs: `=` (or `==`), `!=` (or `<>`), `<`, `<=`, `>`, `>=`. A name that is not plain
/// stands in double quotes or backticks, a text in single quotes (twice for a quote in it); a text
/// of one plain word needs none.
final class FilterText {
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "not", "in", "contains", "exists", "is", "missing", "true", "false");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");
  private static final int MOST_TOKENS = 2_000;

  private final String where;
  private final List<Token> tokens;
  private int at;
  private int conditions;

  private enum Kind {
    WORD,
    NAME,
    TEXT,
    SIGN,
    END
  }

  private record Token(Kind kind, String text, int place) {}

  private FilterText(String where, List<Token> tokens) {
    this.where = where;
    this.tokens = tokens;
  }

  static boolean isKeyword(String word) {
    return KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
  }

  static Filter parse(String where, String text) {
    var parser = new FilterText(where, tokens(where, text));
    if (parser.peek().text().equals("everything") && parser.tokens.size() == 2) {
      return Filter.all();
    }
    var filter = parser.either(1);
    if (parser.peek().kind() != Kind.END) {
      throw parser.wrong("there is more after a complete filter", "join conditions with and, or");
    }
    return filter;
  }

  private Filter either(int depth) {
    if (depth > Filter.DEEPEST) {
      throw Wrong.in(where, "the filter nests deeper than " + Filter.DEEPEST, "flatten it");
    }
    var parts = new ArrayList<Filter>();
    do {
      parts.add(both(depth));
    } while (took("or"));
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  private Filter both(int depth) {
    var parts = new ArrayList<Filter>();
    do {
      parts.add(one(depth));
    } while (took("and"));
    return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
  }

  private Filter one(int depth) {
    if (took("not")) {
      if (depth >= Filter.DEEPEST) {
        throw Wrong.in(where, "the filter nests deeper than " + Filter.DEEPEST, "flatten it");
      }
      return new Filter.Not(one(depth + 1));
    }
    if (tookSign("(")) {
      var inner = either(depth + 1);
      sign(")");
      return inner;
    }
    return condition();
  }

  private Filter condition() {
    if (++conditions > Filter.MOST_CONDITIONS) {
      throw Wrong.in(
          where,
          "the filter has more than " + Filter.MOST_CONDITIONS + " conditions",
          "use in (..) for lists of values");
    }
    var field = field();
    if (took("exists")) {
      return new Filter.Exists(field);
    }
    if (took("contains")) {
      return new Filter.Contains(field, words());
    }
    if (took("in")) {
      return in(field);
    }
    if (took("not")) {
      if (took("contains")) {
        return new Filter.Not(new Filter.Contains(field, words()));
      }
      if (took("exists")) {
        return new Filter.Not(new Filter.Exists(field));
      }
      word("in");
      return new Filter.Not(in(field));
    }
    if (took("is")) {
      boolean there = took("not");
      word("missing");
      return there ? new Filter.Exists(field) : new Filter.Not(new Filter.Exists(field));
    }
    return new Filter.Compare(field, relation(), literal());
  }

  private String field() {
    var token = peek();
    boolean named =
        token.kind() == Kind.NAME
            || (token.kind() == Kind.WORD
                && !isKeyword(token.text())
                && !NUMBER.matcher(token.text()).matches());
    if (!named) {
      throw wrong(
          "a field's name is expected",
          "write field = 'text'; a name that is not plain stands in double quotes");
    }
    at++;
    return token.text();
  }

  private Filter.Relation relation() {
    var token = peek();
    if (token.kind() == Kind.SIGN) {
      for (var relation : Filter.Relation.values()) {
        if (relation.sign().equals(token.text())) {
          at++;
          return relation;
        }
      }
    }
    throw wrong(
        "a comparison is expected",
        "use =, !=, <, <=, >, >=, in (..), contains, exists, is missing");
  }

  private Filter in(String field) {
    sign("(");
    var values = new LinkedHashSet<Literal>();
    do {
      values.add(literal());
      if (values.size() > Filter.MOST_VALUES) {
        throw Wrong.in(
            where, "a list has more than " + Filter.MOST_VALUES + " values", "shorten it");
      }
    } while (tookSign(","));
    sign(")");
    return new Filter.In(field, List.copyOf(values));
  }

  private String words() {
    return switch (literal()) {
      case Literal.Word word -> word.value();
      case Literal.Num number -> number.text();
      case Literal.Flag flag -> flag.text();
    };
  }

  private Literal literal() {
    var token = peek();
    at++;
    return switch (token.kind()) {
      case TEXT, NAME -> new Literal.Word(token.text());
      case WORD -> {
        var lower = token.text().toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
          yield new Literal.Flag(lower.equals("true"));
        }
        if (NUMBER.matcher(token.text()).matches()) {
          double number = Double.parseDouble(token.text());
          if (!Double.isFinite(number)) {
            at--;
            throw wrong("the number is too large", "give a smaller one");
          }
          yield new Literal.Num(number);
        }
        if (isKeyword(token.text())) {
          at--;
          throw wrong("a value is expected", "a text stands in single quotes");
        }
        yield new Literal.Word(token.text());
      }
      case SIGN, END -> {
        at--;
        throw wrong("a value is expected", "a text stands in single quotes");
      }
    };
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean took(String word) {
    if (peek().kind() == Kind.WORD && peek().text().equalsIgnoreCase(word)) {
      at++;
      return true;
    }
    return false;
  }

  private boolean tookSign(String sign) {
    if (peek().kind() == Kind.SIGN && peek().text().equals(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private void word(String word) {
    if (!took(word)) {
      throw wrong("'" + word + "' is expected", "see the filter's short form: field = 'text'");
    }
  }

  private void sign(String sign) {
    if (!tookSign(sign)) {
      throw wrong("'" + sign + "' is expected", "lists and groups stand in brackets");
    }
  }

  private ClewException wrong(String what, String remedy) {
    var token = peek();
    return Wrong.in(
        where,
        what
            + (token.kind() == Kind.END
                ? " where the filter ends"
                : " at character "
                    + (token.place() + 1)
                    + ", at '"
                    + Wrong.shown(token.text())
                    + "'"),
        remedy);
  }

  private static List<Token> tokens(String where, String text) {
    var tokens = new ArrayList<Token>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'' || c == '"' || c == '`') {
        at = quoted(where, text, at, tokens);
      } else if (c == '(' || c == ')' || c == ',') {
        tokens.add(new Token(Kind.SIGN, String.valueOf(c), at++));
      } else if ("=!<>".indexOf(c) >= 0) {
        at = sign(where, text, at, tokens);
      } else {
        int end = at;
        while (end < text.length() && isPlain(text.charAt(end))) {
          end++;
        }
        if (end == at) {
          throw Wrong.in(
              where,
              "the character '" + c + "' at " + (at + 1) + " has no meaning here",
              "names that are not plain stand in double quotes, texts in single quotes");
        }
        tokens.add(new Token(Kind.WORD, text.substring(at, end), at));
        at = end;
      }
      if (tokens.size() > MOST_TOKENS) {
        throw Wrong.in(where, "the filter is too long", "use fewer conditions");
      }
    }
    tokens.add(new Token(Kind.END, "", text.length()));
    return tokens;
  }

  private static boolean isPlain(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || "_.-/+:@#%".indexOf(c) >= 0;
  }

  private static int quoted(String where, String text, int from, List<Token> tokens) {
    char quote = text.charAt(from);
    var inner = new StringBuilder();
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote) {
        if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
          at++;
        } else {
          tokens.add(new Token(quote == '\'' ? Kind.TEXT : Kind.NAME, inner.toString(), from));
          return at + 1;
        }
      }
      inner.append(c);
      at++;
    }
    throw Wrong.in(
        where,
        "the quote at character " + (from + 1) + " is never closed",
        "close it with " + quote);
  }

  private static int sign(String where, String text, int at, List<Token> tokens) {
    var two = text.substring(at, Math.min(text.length(), at + 2));
    var known =
        switch (two) {
          case "<=", ">=", "!=" -> two;
          case "==" -> "=";
          case "<>" -> "!=";
          default -> "";
        };
    if (!known.isEmpty()) {
      tokens.add(new Token(Kind.SIGN, known, at));
      return at + 2;
    }
    if (text.charAt(at) == '!') {
      throw Wrong.in(where, "'!' at " + (at + 1) + " has no meaning here", "write != or not");
    }
    tokens.add(new Token(Kind.SIGN, text.substring(at, at + 1), at));
    return at + 1;
  }
}
