package dev.clew.skills.exploration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads a filter's JSON form.
///
/// ```json
/// {"and": [{"eq": ["tool", "book_reservation"]}, {"not": {"exists": "error.message"}},
///          {"in": ["model", ["gpt-4o", "gpt-4o-mini"]]}, {"ge": ["duration", 2.5]},
///          {"contains": ["input", "refund"]}]}
/// ```
final class FilterJson {
  private static final List<String> OPERATORS =
      List.of("and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "in", "contains", "exists");
  private static final int NESTING = 32;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String where;
  private int conditions;

  private FilterJson(String where) {
    this.where = where;
  }

  static Filter parse(String where, String text) {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "the filter is no JSON: " + Wrong.shown(e.getOriginalMessage()),
              where,
              "write it as {\"eq\": [\"field\", value]}, or in the short form field = value"),
          e);
    }
    return new FilterJson(where).filter(tree, 1);
  }

  private Filter filter(JsonNode node, int depth) {
    if (depth > Filter.DEEPEST) {
      throw Wrong.in(where, "the filter nests deeper than " + Filter.DEEPEST, "flatten it");
    }
    if (!node.isObject() || node.size() != 1) {
      throw Wrong.in(
          where,
          "a filter's part is an object with one operator, not " + Wrong.shown(node.toString()),
          "write {\"eq\": [\"field\", value]}");
    }
    var operator = node.fieldNames().next();
    var of = node.get(operator);
    if (++conditions > Filter.MOST_CONDITIONS) {
      throw Wrong.in(
          where,
          "the filter has more than " + Filter.MOST_CONDITIONS + " parts",
          "use \"in\" for lists of values");
    }
    return switch (operator) {
      case "and" -> new Filter.And(several(operator, of, depth));
      case "or" -> new Filter.Or(several(operator, of, depth));
      case "not" -> new Filter.Not(filter(of, depth + 1));
      case "exists" -> new Filter.Exists(field(operator, of));
      case "contains" ->
          switch (literal(operator, pair(operator, of).get(1))) {
            case Literal.Word word -> new Filter.Contains(field(operator, of.get(0)), word.value());
            case Literal.Num _, Literal.Flag _ ->
                throw Wrong.in(
                    where,
                    "\"contains\" wants words in quotes",
                    "write {\"contains\": [\"field\", \"words\"]}");
          };
      case "in" -> in(pair(operator, of));
      case "eq", "ne", "lt", "le", "gt", "ge" ->
          new Filter.Compare(
              field(operator, pair(operator, of).get(0)),
              Filter.Relation.valueOf(operator.toUpperCase(Locale.ROOT)),
              literal(operator, of.get(1)));
      default -> throw Wrong.unknown(where, "operator", operator, OPERATORS);
    };
  }

  private List<Filter> several(String operator, JsonNode of, int depth) {
    if (!of.isArray() || of.isEmpty()) {
      throw Wrong.in(
          where,
          "\"" + operator + "\" wants a list of filters",
          "write {\"" + operator + "\": [..]}");
    }
    var filters = new ArrayList<Filter>();
    of.forEach(one -> filters.add(filter(one, depth + 1)));
    return filters;
  }

  private JsonNode pair(String operator, JsonNode of) {
    if (!of.isArray() || of.size() != 2) {
      throw Wrong.in(
          where,
          "\"" + operator + "\" wants a field and a value",
          "write {\"" + operator + "\": [\"field\", value]}");
    }
    return of;
  }

  private String field(String operator, JsonNode name) {
    if (!name.isTextual() || name.asText().isBlank()) {
      throw Wrong.in(
          where,
          "\"" + operator + "\" names its field as " + Wrong.shown(name.toString()),
          "name a field in quotes");
    }
    return name.asText();
  }

  private Filter in(JsonNode pair) {
    var field = field("in", pair.get(0));
    var values = pair.get(1);
    if (!values.isArray() || values.isEmpty() || values.size() > Filter.MOST_VALUES) {
      throw Wrong.in(
          where,
          "\"in\" wants a list of 1 to " + Filter.MOST_VALUES + " values",
          "write {\"in\": [\"field\", [value, value]]}");
    }
    Set<Literal> literals = new LinkedHashSet<>();
    values.forEach(value -> literals.add(literal("in", value)));
    return new Filter.In(field, List.copyOf(literals));
  }

  private Literal literal(String operator, JsonNode value) {
    if (value.isTextual()) {
      return new Literal.Word(value.asText());
    }
    if (value.isNumber() && Double.isFinite(value.asDouble())) {
      return new Literal.Num(value.asDouble());
    }
    if (value.isBoolean()) {
      return new Literal.Flag(value.asBoolean());
    }
    throw Wrong.in(
        where,
        "\"" + operator + "\" does not take " + Wrong.shown(value.toString()) + " for a value",
        "give a text, a number, true or false; {\"exists\": \"field\"} asks whether there is one");
  }
}
