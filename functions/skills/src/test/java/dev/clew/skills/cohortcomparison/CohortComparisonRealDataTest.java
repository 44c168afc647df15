package dev.clew.skills.cohortcomparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.RealTraces;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Contingency tables of the airline runs counted, and tested, outside the project: for each run
/// the names of its messages of role `tool` in order, the words of its messages of role `user`, and
/// reward 0 against 1, with
///
/// `scipy.stats.fisher_exact([[failed with, failed without], [passed with, passed
/// without]]).pvalue`
///
/// of scipy 1.17.1.
class CohortComparisonRealDataTest {
  private static final boolean DEEP = Boolean.getBoolean("clew.deep");

  private static Application airline() throws IOException {
    return RealTraces.of("cohort-comparison", "tau_bench");
  }

  private static Run run(Application application, Map<String, String> parameters) {
    return TestingApplication.run(
        new CohortComparison(),
        "cohort-comparison",
        application,
        Windows.only(new Window.All(), "all"),
        parameters);
  }

  @Test
  void theDifferencesOfTheAirlineRunsAreThoseOfTheContingencyTable() throws IOException {
    var found = run(airline(), Map.of("question", "compare passed and failed runs"));

    assertEquals(34, found.number("cohort.first.size"));
    assertEquals(22, found.number("cohort.second.size"));
    assertEquals("task_id", found.text("groups.by"));
    assertEquals(List.of("Differences that may belong to the groups"), found.alarms());
    // [[14, 20], [0, 22]] and [[3, 31], [11, 11]].
    table(found, "the user's word economy", 14, 0, 0.00030526406853073656);
    table(found, "get_reservation_details as the first tool", 3, 11, 0.0010324819856241164);
    assertEquals(2, found.number("differences.perhaps_groups"));
    assertEquals(0, found.number("differences.total"));
  }

  /// Without its tasks the same tables, and their p, corrected for the looks.
  @Test
  void takenOneByOneTheSameTablesLead() throws IOException {
    var found = run(airline(), Map.of("first", "outcome=failed", "group", "none"));

    assertEquals(
        0.00030526406853073656, found.number("difference.p[of=the user's word economy]"), 1e-12);
    // The surest of k looks has q = k p, the second at most k p / 2.
    double looks = found.number("looks.total");
    assertEquals(
        looks * 0.00030526406853073656,
        found.number("difference.q[of=the user's word economy]"),
        1e-9);
    assertEquals(
        looks * 0.0010324819856241164 / 2,
        found.number("difference.q[of=get_reservation_details as the first tool]"),
        1e-9);
  }

  private static void table(Run found, String phrase, int failed, int passed, double p) {
    var of = "[of=" + phrase + "]";
    assertEquals(failed, found.number("difference.first.units" + of), phrase);
    assertEquals(passed, found.number("difference.second.units" + of), phrase);
    assertEquals(p, found.number("difference.p.one_by_one" + of), 1e-12, phrase);
    assertEquals(failed / 34.0 - passed / 22.0, found.number("difference.points" + of), 1e-12);
  }

  @Test
  void failedBookingsAreComparedWithThoseThatWorked() throws IOException {
    var found =
        run(airline(), Map.of("question", "how do the failed bookings differ from the others?"));

    assertEquals("call=book_reservation and result=failed", found.text("cohort.first.filter"));
    assertEquals(13, found.number("cohort.first.size"));
    assertEquals(6, found.number("cohort.second.size"));
    assertEquals(
        12,
        found.number(
            "answer.calls[answer=Error: payment amount does not add up, total price is #, but paid"
                + " #]"));
  }

  /// Where rewards are dealt out by chance, something is told in at most 18 of 200 deals: .09 of
  /// them. A plain run takes the first 10 deals, of which 3 would be .09 plus two deviations.
  @Test
  void onShuffledRewardsHardlyAnythingIsTold() throws IOException {
    int deals = DEEP ? 200 : 10;
    int most = DEEP ? 18 : 3;
    var application = airline();
    int found = 0;
    for (int seed = 0; seed < deals; seed++) {
      var outcomes = new ArrayList<Optional<Outcome>>();
      application.traces().forEach(trace -> outcomes.add(trace.outcome()));
      Collections.shuffle(outcomes, new Random(seed));
      List<Trace> dealt = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        var trace = application.traces().get(i);
        dealt.add(new Trace(trace.traceId(), trace.spans(), outcomes.get(i), trace.attributes()));
      }
      var measured = run(TestingApplication.of(dealt), Map.of("first", "outcome=failed"));
      found += measured.measurement() instanceof Measurement.Found ? 1 : 0;
    }
    assertTrue(found <= most, found + " of " + deals);
  }
}
