package dev.clew.skills.promptoptimization.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.models.context.Invisible;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A rule by which code judges an answer.
///
/// In writing: `exact`, `normalized`, `contains`, `json`, `json:key1,key2`, `regex:EXPRESSION`,
/// `length:1..200`; `auto` is `json` where the expected answer is a JSON object or array, else
/// `normalized`.
public sealed interface Check extends Scoring {

  /// As `json` or `normalized`, whichever the expected answer asks for.
  record Auto() implements Check {
    @Override
    public Score of(Example example, String answer) {
      return (isJson(example.expected()) ? new Json(List.of()) : new Normalized())
          .of(example, answer);
    }
  }

  /// The same characters, but for blanks around them.
  record Exact() implements Check {
    @Override
    public Score of(Example example, String answer) {
      return answer.strip().equals(example.expected().strip())
          ? Score.RIGHT
          : Score.wrong(Difference.between(example.expected(), answer));
    }
  }

  /// The same words: in any case, however blanks and punctuation stand.
  record Normalized() implements Check {
    @Override
    public Score of(Example example, String answer) {
      return normalized(answer).equals(normalized(example.expected()))
          ? Score.RIGHT
          : Score.wrong(Difference.between(example.expected(), answer));
    }
  }

  /// The expected words stand somewhere in the answer.
  record Contains() implements Check {
    @Override
    public Score of(Example example, String answer) {
      return (" " + normalized(answer) + " ").contains(" " + normalized(example.expected()) + " ")
          ? Score.RIGHT
          : Score.wrong(Difference.between(example.expected(), answer));
    }
  }

  /// A JSON object or array: with these keys, or where none are named with the expected values, of
  /// which the share that is right is the score.
  record Json(List<String> keys) implements Check {
    public Json {
      keys = List.copyOf(keys);
    }

    @Override
    public Score of(Example example, String answer) {
      var given = parsed(answer);
      if (given.isEmpty()) {
        return Score.wrong(
            answer.isBlank()
                ? "answers nothing"
                : answer.contains("{")
                    ? "writes words around the JSON, or breaks it"
                    : "is no JSON");
      }
      if (!keys.isEmpty()) {
        return lacking(given.get());
      }
      var wanted = parsed(example.expected());
      if (wanted.isEmpty()) {
        return Score.RIGHT;
      }
      return compared(wanted.get(), given.get());
    }

    private Score lacking(JsonNode given) {
      var lacking = keys.stream().filter(key -> !given.has(key)).toList();
      return lacking.isEmpty()
          ? Score.RIGHT
          : new Score(
              1 - (double) lacking.size() / keys.size(),
              "lacks the key \u201c" + lacking.getFirst() + "\u201d");
    }

    private static Score compared(JsonNode wanted, JsonNode given) {
      if (wanted.equals(given)) {
        return Score.RIGHT;
      }
      if (!wanted.isObject() || wanted.isEmpty()) {
        return Score.wrong("is other JSON than expected");
      }
      int right = 0;
      var reason = "has keys that are not expected";
      for (var entry : wanted.properties()) {
        if (entry.getValue().equals(given.get(entry.getKey()))) {
          right++;
        } else {
          reason =
              (given.has(entry.getKey()) ? "has another value of \u201c" : "lacks the key \u201c")
                  + entry.getKey()
                  + "\u201d";
        }
      }
      // Right in all keys and not equal: there is something beside them.
      int of = wanted.size() + (right == wanted.size() ? 1 : 0);
      return new Score((double) right / of, reason);
    }
  }

  /// The answer holds a match of an expression, found in time linear in the answer.
  record Regex(Pattern expression) implements Check {
    @Override
    public Score of(Example example, String answer) {
      return expression.matcher(answer).find()
          ? Score.RIGHT
          : Score.wrong(answer.isBlank() ? "answers nothing" : "does not match the expression");
    }
  }

  /// So many characters, blanks around them aside.
  record Length(int least, int most) implements Check {
    @Override
    public Score of(Example example, String answer) {
      int length = answer.strip().length();
      return length < least
          ? Score.wrong(length == 0 ? "answers nothing" : "is too short")
          : length > most ? Score.wrong("is too long") : Score.RIGHT;
    }
  }

  /// All of several; the score is their mean.
  record All(List<Check> checks) implements Check {
    public All {
      checks = List.copyOf(checks);
    }

    @Override
    public Score of(Example example, String answer) {
      var reason = "";
      double sum = 0;
      for (var check : checks) {
        var one = check.of(example, answer);
        sum += one.value();
        reason = reason.isEmpty() ? one.reason() : reason;
      }
      return new Score(sum / checks.size(), reason);
    }
  }

  /// Whether answers are compared with an expected one.
  default boolean needsExpected() {
    return switch (this) {
      case Auto _, Exact _, Normalized _, Contains _ -> true;
      case Json json -> json.keys().isEmpty();
      case Regex _, Length _ -> false;
      case All all -> all.checks().stream().anyMatch(Check::needsExpected);
    };
  }

  /// Reads a check.
  ///
  /// @throws IllegalArgumentException that says what is wrong and which checks there are
  static Check parse(String text) {
    var words = text.strip().split(":", 2);
    var argument = words.length == 2 ? words[1].strip() : "";
    return switch (words[0].strip().toLowerCase(Locale.ROOT)) {
      case "", "auto" -> new Auto();
      case "exact" -> new Exact();
      case "normalized" -> new Normalized();
      case "contains" -> new Contains();
      case "json" ->
          new Json(argument.isEmpty() ? List.of() : List.of(argument.split("\\s*,\\s*")));
      case "regex" -> regex(argument);
      case "length" -> length(argument);
      default ->
          throw new IllegalArgumentException(
              "there is no check '"
                  + words[0].strip()
                  + "'; there are auto, exact, normalized, contains, json, json:KEYS, regex:EXPRESSION,"
                  + " length:LEAST..MOST");
    };
  }

  private static Check regex(String expression) {
    try {
      return new Regex(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + expression + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  private static Check length(String range) {
    var ends = range.split("\\.\\.", -1);
    try {
      if (ends.length == 2) {
        int least = ends[0].isBlank() ? 0 : Integer.parseInt(ends[0].strip());
        int most = ends[1].isBlank() ? Integer.MAX_VALUE : Integer.parseInt(ends[1].strip());
        if (least >= 0 && least <= most) {
          return new Length(least, most);
        }
      }
    } catch (NumberFormatException _) {
      // Told below, as what is no range.
    }
    throw new IllegalArgumentException("'" + range + "' is no range such as 1..200");
  }

  private static boolean isJson(String text) {
    return parsed(text).isPresent();
  }

  private static Optional<JsonNode> parsed(String text) {
    var start = text.strip();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Reader.JSON.readTree(start));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /// What texts are read with.
  final class Reader {
    /// Brackets and quotes; dots and commas that no digit follows, other marks not between digits,
    /// dashes that no digit follows.
    private static final java.util.regex.Pattern MARKS =
        java.util.regex.Pattern.compile(
            "[\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\"'`*_#]|[.,](?!\\p{Nd})"
                + "|[\\p{Po}&&[^%.,]](?!\\p{Nd})|(?<!\\p{Nd})[\\p{Po}&&[^%.,]]|\\p{Pd}(?!\\p{Nd})");

    private static final JsonMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Reader() {}
  }

  /// In lower case, compatible forms made one, without what nobody sees and without punctuation
  /// that is no part of a number, words one blank apart.
  static String normalized(String text) {
    return Reader.MARKS
        .matcher(
            Normalizer.normalize(Invisible.removed(text), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT))
        .replaceAll(" ")
        .replaceAll("[\\s\\h]+", " ")
        .strip();
  }

  /// Several checks as one.
  static Check all(List<String> texts) {
    var checks = new ArrayList<Check>();
    texts.forEach(text -> checks.add(parse(text)));
    return checks.size() == 1 ? checks.getFirst() : new All(checks);
  }
}
