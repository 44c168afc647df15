package dev.clew.skills.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterTest {

  private static Filter parsed(String text) {
    return Filters.parse("where", text);
  }

  private static Problem refused(String text) {
    var problem = assertThrows(ClewException.class, () -> parsed(text), text).problem();
    assertEquals(Problem.Kind.USER, problem.kind());
    assertTrue(problem.toString().startsWith("where: "), problem.toString());
    return problem;
  }

  @Test
  void bothFormsGiveTheSameTree() {
    var tree =
        new Filter.And(
            List.of(
                new Filter.Compare(
                    "tool", Filter.Relation.EQ, new Literal.Word("book_reservation")),
                new Filter.Or(
                    List.of(
                        new Filter.Compare("error", Filter.Relation.EQ, new Literal.Flag(true)),
                        new Filter.Compare("duration", Filter.Relation.GT, new Literal.Num(2.5)))),
                new Filter.Not(new Filter.Exists("user")),
                new Filter.In(
                    "model", List.of(new Literal.Word("gpt-4o"), new Literal.Word("o'brien"))),
                new Filter.Contains("result", "not found")));

    assertEquals(
        tree,
        parsed(
            "tool = 'book_reservation' and (error = true or duration > 2.5) and user is missing"
                + " and model in ('gpt-4o', 'o''brien') and result contains 'not found'"));
    assertEquals(
        tree,
        parsed(
            """
            {"and": [{"eq": ["tool", "book_reservation"]},
                     {"or": [{"eq": ["error", true]}, {"gt": ["duration", 2.5]}]},
                     {"not": {"exists": "user"}},
                     {"in": ["model", ["gpt-4o", "o'brien"]]},
                     {"contains": ["result", "not found"]}]}
            """));
  }

  @Test
  void andBindsCloserThanOr() {
    assertEquals(parsed("a = 1 or (b = 2 and c = 3)"), parsed("a = 1 or b = 2 and c = 3"));
  }

  @Test
  void namesThatAreNotPlainStandInQuotes() {
    assertEquals(
        new Filter.Compare("order \"id\"", Filter.Relation.LE, new Literal.Num(-3)),
        parsed("\"order \"\"id\"\"\" <= -3"));
    assertEquals(parsed("`in` = x"), parsed("\"in\" = 'x'"));
  }

  @Test
  void whatIsShownAsUnderstoodIsTheSameFilterAgain() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int i = 0; i < 2_000; i++) {
      var filter = any(random, 3);

      assertEquals(filter, parsed(filter.text()), filter.text());
    }
    assertEquals(Filter.all(), parsed(Filter.all().text()));
  }

  private static Filter any(RandomGenerator random, int depth) {
    var names = List.of("a", "llm.model", "two words", "in", "x\"y", "é", "trace.task_id");
    var name = names.get(random.nextInt(names.size()));
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 ->
          new Filter.Compare(name, Filter.Relation.values()[random.nextInt(6)], literal(random));
      case 1 ->
          new Filter.In(
              name,
              IntStream.rangeClosed(0, random.nextInt(4))
                  .mapToObj(_ -> literal(random))
                  .distinct()
                  .toList());
      case 2 -> new Filter.Contains(name, "it's 100% \"so\"");
      case 3 -> new Filter.Exists(name);
      case 4 -> new Filter.And(List.of(any(random, depth - 1), any(random, depth - 1)));
      case 5 -> new Filter.Or(List.of(any(random, depth - 1), any(random, depth - 1)));
      default -> new Filter.Not(any(random, depth - 1));
    };
  }

  private static Literal literal(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Literal.Num(random.nextInt(-50, 50) / 4.0);
      case 1 -> new Literal.Flag(random.nextBoolean());
      default ->
          new Literal.Word(List.of("", "a b", "';--", "true", "7", "ü'").get(random.nextInt(6)));
    };
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertTrue(refused("tool =").what().contains("where the filter ends"));
    assertTrue(refused("tool = 'a").what().contains("the quote at character 8"));
    assertTrue(refused("a = 1; drop table x").what().contains("';' at 6"));
    assertTrue(refused("a = 1 b = 2").remedy().contains("and"));
    assertTrue(refused("{\"equals\": [\"a\", 1]}").what().contains("'equals'"));
    assertTrue(refused("{\"eq\": [\"a\", 1]} {}").what().contains("no JSON"));
    assertTrue(refused("{\"eq\": [\"a\", null]}").remedy().contains("exists"));
    refused("{\"eq\": [\"a\", 1], \"ne\": [\"a\", 2]}");
    refused("a in ()");
    refused("a = 1e999");
    refused("(((((((((a = 1)))))))))");
    refused("not ".repeat(20) + "a = 1");
    refused(String.join(" and ", Collections.nCopies(65, "a = 1")));
    refused("{\"not\":".repeat(40) + "{\"exists\":\"a\"}" + "}".repeat(40));
    refused("a = '" + "x".repeat(Filter.LONGEST) + "'");
  }

  @Test
  void nothingThatIsWrittenBringsTheParserDown() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    var pieces =
        List.of(
            "a",
            " ",
            "=",
            "'",
            "\"",
            "(",
            ")",
            "and",
            "or",
            "not",
            "in",
            ",",
            "1",
            "{",
            "}",
            "[",
            "]",
            ":",
            "<",
            ">",
            "!",
            "\\",
            "\u0000",
            "\ud83d\ude42",
            "contains",
            "--",
            ";");
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(1, 12);
      for (int p = 0; p < length; p++) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      try {
        var filter = parsed(text.toString());
        assertEquals(filter.text(), parsed(filter.text()).text(), text.toString());
      } catch (ClewException e) {
        assertEquals(Problem.Kind.USER, e.problem().kind(), text.toString());
      }
    }
  }
}
