package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads the call of an intrinsic function: arguments are paths, texts in single quotes (with `\'`
/// and `\\`, `\{`, `\}` inside), numbers, true, false, null and calls.
final class CallParser {
  /// Calls may be nested this deep, as on AWS.
  private static final int DEEPEST = 10;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String text;
  private int at;
  private int depth;

  CallParser(String text) {
    this.text = text;
  }

  Call whole() {
    var call = call();
    if (at < text.length()) {
      throw wrong("something follows the call");
    }
    return call;
  }

  private Call call() {
    if (++depth > DEEPEST) {
      throw wrong("calls are nested more than " + DEEPEST + " deep");
    }
    var open = text.indexOf('(', at);
    if (open < 0) {
      throw wrong("no function is called");
    }
    var function = Intrinsic.named(text.substring(at, open).strip());
    at = open + 1;
    var arguments = new ArrayList<Expression>();
    skip();
    if (next() == ')') {
      at++;
    } else {
      while (true) {
        arguments.add(argument());
        skip();
        var c = next();
        at++;
        if (c == ')') {
          break;
        }
        if (c != ',') {
          throw wrong("a comma or ) is needed");
        }
        skip();
      }
    }
    if (arguments.size() < function.least() || arguments.size() > function.most()) {
      throw wrong(function.spelling() + " does not take " + arguments.size() + " arguments");
    }
    depth--;
    return new Call(function, List.copyOf(arguments));
  }

  private Expression argument() {
    var c = next();
    if (c == '\'') {
      return new Literal(JSON.textNode(quoted()));
    }
    if (c == '$') {
      return Path.parse(path());
    }
    if (text.startsWith("States.", at)) {
      return call();
    }
    var word = word();
    return switch (word) {
      case "null" -> new Literal(JSON.nullNode());
      case "true" -> new Literal(JSON.booleanNode(true));
      case "false" -> new Literal(JSON.booleanNode(false));
      default -> new Literal(number(word));
    };
  }

  private JsonNode number(String word) {
    try {
      if (word.matches("-?[0-9]{1,9}")) {
        return JSON.numberNode(Integer.parseInt(word));
      }
      return word.matches("-?[0-9]{1,18}")
          ? JSON.numberNode(Long.parseLong(word))
          : JSON.numberNode(new BigDecimal(word).doubleValue());
    } catch (NumberFormatException e) {
      throw wrong("'" + word + "' is no argument");
    }
  }

  /// Escapes of `{` and `}` stay for States.Format.
  private String quoted() {
    var content = new StringBuilder();
    at++;
    while (next() != '\'') {
      if (next() == '\\') {
        at++;
        if (next() == '{' || next() == '}') {
          content.append('\\');
        }
      }
      content.append(next());
      at++;
    }
    at++;
    return content.toString();
  }

  /// Up to the comma or bracket that ends the argument: those inside [] and () are the path's own.
  private String path() {
    var start = at;
    var open = 0;
    char quote = 0;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '[' || c == '(') {
        open++;
      } else if (open > 0 && (c == ']' || c == ')')) {
        open--;
      } else if (open == 0 && (c == ',' || c == ')')) {
        break;
      }
      at++;
    }
    return text.substring(start, at).strip();
  }

  private String word() {
    var start = at;
    while (at < text.length() && ",) ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private char next() {
    if (at >= text.length()) {
      throw wrong("the call does not end");
    }
    return text.charAt(at);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("'" + text + "' at " + at + ": " + what);
  }
}
