package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.skills.Card;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WordedFilterTest {
  private static final TargetNames AIRLINE =
      new TargetNames(
          "airline",
          Card.Reads.APPLICATION,
          () ->
              List.of(
                  new TargetNames.Name(TargetNames.Kind.TOOL, "book_reservation"),
                  new TargetNames.Name(TargetNames.Kind.TOOL, "calculate"),
                  new TargetNames.Name(TargetNames.Kind.MODEL, "gpt-4o")));

  private static final TargetNames LOANS =
      new TargetNames(
          "loans",
          Card.Reads.PREDICTOR,
          () ->
              List.of(
                  new TargetNames.Name(TargetNames.Kind.COLUMN, "AGEP"),
                  new TargetNames.Name(TargetNames.Kind.COLUMN, "loan_amount"),
                  new TargetNames.Name(TargetNames.Kind.COLUMN, "year")));

  private static void read(TargetNames target, String question, Map<String, String> expected) {
    assertEquals(
        new TreeMap<>(expected), new TreeMap<>(WordedFilter.of(question, target)), question);
  }

  @Test
  void howRunsEndedIsAFilter() {
    read(
        AIRLINE,
        "How many runs passed in airline?",
        Map.of("where", "failed = false", "level", "traces"));
    read(
        AIRLINE,
        "how many failed runs are there",
        Map.of("where", "failed = true", "level", "traces"));
    read(
        AIRLINE, "how many spans have an error", Map.of("where", "error = true", "level", "spans"));
  }

  @Test
  void aToolsCallsAndTheRunsThatCallItAreToldApart() {
    read(
        AIRLINE,
        "how many calls of book_reservation failed?",
        Map.of("where", "tool = 'book_reservation' and error = true"));
    read(
        AIRLINE,
        "how many runs call book_reservation",
        Map.of("where", "tools contains 'book_reservation'", "level", "traces"));
  }

  @Test
  void whatThingsAreToldApartByIsAGroup() {
    read(
        AIRLINE,
        "how many tool calls are there per tool?",
        Map.of("group", "tool", "level", "tool"));
    read(AIRLINE, "how many runs per day", Map.of("group", "start:day", "level", "traces"));
    read(LOANS, "count rows by YEAR and AGEP", Map.of("group", "year,AGEP"));
  }

  @Test
  void comparisonsWithNumbersAreFilters() {
    read(LOANS, "how many rows have AGEP above 60", Map.of("where", "\"AGEP\" > 60"));
    read(
        LOANS,
        "how many rows with loan_amount of at most 1000 and AGEP = 30",
        Map.of("where", "\"AGEP\" = 30 and \"loan_amount\" <= 1000"));
    read(
        LOANS,
        "what share of the rows has AGEP below 18",
        Map.of("measure", "share", "of", "\"AGEP\" < 18"));
  }

  @Test
  void measuresOfColumnsAreRead() {
    read(LOANS, "mean of AGEP by year", Map.of("measure", "mean", "of", "AGEP", "group", "year"));
    read(LOANS, "accuracy for each year", Map.of("measure", "accuracy", "group", "year"));
    read(
        AIRLINE,
        "median number of tool calls in a run",
        Map.of("measure", "median", "of", "tool_calls", "level", "traces"));
  }

  @Test
  void aFilterInItsOwnFormIsTakenAsItStands() {
    read(
        LOANS,
        "how many rows are there where AGEP > 60 and year in (2015, 2016)?",
        Map.of("where", "AGEP > 60 and year in (2015, 2016)"));
  }

  @Test
  void whatIsNotUnderstoodIsHandedOn() {
    assertEquals(
        "gold members",
        WordedFilter.of("how many runs did gold members make", AIRLINE).get("unread"));
    assertEquals(
        "bananas",
        WordedFilter.of("how many failed runs mention bananas", AIRLINE)
            .getOrDefault("unread", "")
            .replace("mention ", ""));
    assertEquals(
        Optional.empty(),
        Optional.ofNullable(
            WordedFilter.of("how many rows are there in the last 7 days", LOANS).get("unread")));
  }

  @Test
  void quotesInNamesStayWithinTheFilter() {
    var target =
        new TargetNames(
            "x",
            Card.Reads.APPLICATION,
            () -> List.of(new TargetNames.Name(TargetNames.Kind.TOOL, "it's' or true")));

    assertEquals(
        "tool = 'it''s'' or true'",
        WordedFilter.of("how many calls of it's' or true", target).get("where"));
  }

  @Test
  void howManyAndWhichWordsAreRead() {
    assertEquals(Optional.of("5"), WordedSearch.howMany("show me five failed runs"));
    assertEquals(Optional.of("12"), WordedSearch.howMany("print 12 rows"));
    assertEquals(Optional.empty(), WordedSearch.howMany("how many rows have AGEP above 60"));
    assertEquals(
        Optional.of("refund"), WordedSearch.words("find traces that mention refund", AIRLINE));
    assertEquals(
        Optional.of("gift card"),
        WordedSearch.words("which runs mention a gift card in the airline data?", AIRLINE));
    assertEquals(
        Optional.of("I cannot help"),
        WordedSearch.words("look for the phrase \"I cannot help\" in the answers", AIRLINE));
    assertEquals(Optional.empty(), WordedSearch.words("show me five failed runs", AIRLINE));
  }

  @Test
  void theFieldThatIsAskedForIsRead() {
    assertEquals(Optional.of("AGEP"), WordedFilter.field("What values does AGEP have?", LOANS));
    assertEquals(
        Optional.of("trace.task_id"), WordedFilter.field("values of trace.task_id", AIRLINE));
    assertEquals(
        Optional.of("user"), WordedFilter.field("top values of the user attribute", AIRLINE));
  }
}
