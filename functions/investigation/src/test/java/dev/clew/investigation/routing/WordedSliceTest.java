package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.skills.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordedSliceTest {
  private static final TargetNames AIRLINE =
      new TargetNames(
          "airline",
          Card.Reads.APPLICATION,
          () ->
              List.of(
                  new TargetNames.Name(TargetNames.Kind.TOOL, "book_reservation"),
                  new TargetNames.Name(TargetNames.Kind.TOOL, "calculate"),
                  new TargetNames.Name(TargetNames.Kind.MODEL, "gpt-4o"),
                  new TargetNames.Name(TargetNames.Kind.MODEL, "gpt-4o-mini"),
                  new TargetNames.Name(TargetNames.Kind.MODEL, "openai/o3-2025-04-16"),
                  new TargetNames.Name(TargetNames.Kind.TRACE, "t1"),
                  new TargetNames.Name(TargetNames.Kind.TRACE, "t2"),
                  new TargetNames.Value("release", "v2.1").name()));

  private static final TargetNames CENSUS =
      predictor(
          "census",
          List.of("AGEP", "SEX", "hourly_wage"),
          new TargetNames.Value("state", "Texas").name(),
          new TargetNames.Value("SEX", "1").name(),
          new TargetNames.Value("SEX", "2").name());

  private static TargetNames predictor(
      String name, List<String> columns, TargetNames.Name... more) {
    var names = new ArrayList<TargetNames.Name>();
    columns.forEach(column -> names.add(new TargetNames.Name(TargetNames.Kind.COLUMN, column)));
    names.addAll(List.of(more));
    return new TargetNames(name, Card.Reads.PREDICTOR, () -> names);
  }

  private static WordedSlice.Read read(String question, TargetNames target) {
    return WordedSlice.of(SlicePhrases.in(question, true), target);
  }

  private static void means(String filter, String question, TargetNames target) {
    var read = read(question, target);
    assertTrue(
        read instanceof WordedSlice.Read.Meant meant && meant.filter().equals(filter),
        () -> question + ": " + read);
  }

  private static String unfit(String question, TargetNames target) {
    return read(question, target) instanceof WordedSlice.Read.Unfit(var why, var _) ? why : "";
  }

  @Test
  void anAgeIsTheOneColumnThatIsNamedForOne() {
    means("AGEP < 25", "and only for people under 25?", CENSUS);
    means("AGEP > 60", "what about people older than 60?", CENSUS);
    means("AGEP >= 18 and AGEP <= 25", "and for 18 to 25 year olds?", CENSUS);
    means("AGEP >= 65", "only people aged 65 and over", CENSUS);
    means("not AGEP > 60", "now without people over 60", CENSUS);
  }

  @Test
  void theWordsAndTheReasonAreSaid() {
    assertEquals(
        new WordedSlice.Read.Meant(
            "AGEP < 25",
            "‘people under 25’ as AGEP < 25, since AGEP is the one column that is named for an age"),
        read("and only for people under 25?", CENSUS));
  }

  @Test
  void columnsAreComparedByTheirNamesOrAWordOfThem() {
    means("hourly_wage > 40", "only for people with a wage over 40", CENSUS);
    means("SEX = 2", "only where SEX = 2?", CENSUS);
    means("SEX = 2", "and for those with SEX 2", CENSUS);
    means("hourly_wage >= 1000", "only for an hourly wage of at least 1,000", CENSUS);
  }

  @Test
  void valuesOfTheDataAreFoundByTheirText() {
    means("state = 'Texas'", "and only for Texas?", CENSUS);
    means("AGEP < 25 and state = 'Texas'", "only for people under 25 in Texas", CENSUS);
  }

  @Test
  void whatFitsNoColumnIsSaidAndAskedBack() {
    var churn = predictor("churn", List.of("tenure", "plan"));

    assertTrue(
        unfit("and only for people under 25?", churn)
            .contains("speaks of an age, and no column of churn is named for one"));
    assertTrue(unfit("and only for people under 25?", churn).contains("tenure, plan"));
    assertTrue(unfit("and only for men?", CENSUS).contains("SEX of census may be meant"));
    assertTrue(unfit("only for people with an income over 5", CENSUS).contains("income"));
    assertTrue(unfit("only where AGE < 25", CENSUS).startsWith("There is no column AGE in census"));
  }

  @Test
  void ofSeveralColumnsNoneIsGuessed() {
    var two = predictor("two", List.of("customer_age", "spouse_age"));

    assertTrue(
        unfit("only for people under 25", two).contains("can be read of customer_age, spouse_age"));
    means("spouse_age < 25", "only for a spouse age under 25", two);
  }

  @Test
  void runsAreMeantByWhatTheyCalledAndHowTheyEnded() {
    means("tool = 'book_reservation'", "only for the runs that called book_reservation", AIRLINE);
    means(
        "not tool = 'book_reservation'",
        "and for the runs that did not call book_reservation?",
        AIRLINE);
    means("model = 'gpt-4o'", "only for gpt-4o", AIRLINE);
    means("model = 'gpt-4o-mini'", "and for gpt-4o-mini?", AIRLINE);
    means("failed = true", "just the failed runs", AIRLINE);
    means(
        "tool = 'calculate' and error = true",
        "only for the runs in which calculate failed",
        AIRLINE);
    means("tool_calls > 10", "and with more than 10 tool calls?", AIRLINE);
    means("duration > 120", "only for runs longer than 2 minutes", AIRLINE);
    means("user = 'u-17'", "and for user u-17?", AIRLINE);
    means("release = 'v2.1'", "only for v2.1", AIRLINE);
  }

  @Test
  void aModelsVersionsAreMeantByItsNameAndTheLastRunByItsPlace() {
    means("model = 'openai/o3-2025-04-16'", "only for o3", AIRLINE);
    means("trace = 't2'", "Why was my last run slow?", AIRLINE);
  }

  @Test
  void whatNarrowsNothingIsNoSlice() {
    for (var question :
        List.of(
            "Why do the airline agent's runs fail?",
            "Is the employment model still good on the latest rows, and what changed in its inputs?",
            "which models and operations burn the tokens",
            "how many runs failed")) {
      assertEquals(Optional.empty(), SlicePhrases.in(question, false).words(), question);
    }
  }

  @Test
  void ofThoseKeepsWhatWasMeantBefore() {
    var now = new WordedSlice.Read.Meant("failed = true", "‘the failed ones’ as failed = true");

    assertEquals(
        "tool = 'calculate' and failed = true",
        WordedSlice.after("of those only the failed ones", "tool = 'calculate'", now).filter());
    var instead = WordedSlice.after("only the failed ones", "tool = 'calculate'", now);
    assertEquals("failed = true", instead.filter());
    assertTrue(instead.why().contains("no longer tool = 'calculate'"), instead.why());
  }
}
