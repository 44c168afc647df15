package dev.clew.investigation.samples;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Problem;
import dev.clew.investigation.TargetLoader;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.skills.Card;
import dev.clew.skills.Inputs;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Extent;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Content;
import dev.clew.traces.spans.Origin;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Tokens;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Data made by hand: predictor `loans` with baseline and current rows, applications `travel` and
/// `shop` with traces of which some failed. Counts the loads, and can be told to change.
public final class SampleData implements TargetLoader {
  private final List<String> loads = new ArrayList<>();
  private int loansRows = 100;
  private String loansHash = "a1";

  /// What was loaded, in order.
  public List<String> loads() {
    return List.copyOf(loads);
  }

  /// From now on the log has so many current rows, and other bytes.
  public void rewriteLoans(int rows, String sha256) {
    loansRows = rows;
    loansHash = sha256;
  }

  public static List<TargetNames> targets() {
    return List.of(
        new TargetNames(
            "loans",
            Card.Reads.PREDICTOR,
            () -> List.of(new TargetNames.Name(TargetNames.Kind.COLUMN, "income_2"))),
        new TargetNames(
            "travel",
            Card.Reads.APPLICATION,
            () -> List.of(new TargetNames.Name(TargetNames.Kind.TOOL, "book_reservation"))),
        new TargetNames(
            "shop",
            Card.Reads.APPLICATION,
            () -> List.of(new TargetNames.Name(TargetNames.Kind.TOOL, "find_order"))));
  }

  @Override
  public Loaded load(String target, Card card) {
    loads.add(target);
    return switch (target) {
      case "loans" -> loans();
      case "travel" -> traces("travel", 5, 2);
      case "shop" -> traces("shop", 3, 0);
      default ->
          throw new Problem(
                  Problem.Kind.DATA,
                  "can not be read",
                  "traces/" + target,
                  "look whether it is there")
              .asException();
    };
  }

  private Loaded loans() {
    var schema =
        new Schema(
            "loans",
            Schema.Task.UNKNOWN,
            Schema.Order.ROW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("income"),
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Schema.Files(List.of("b.csv"), List.of("c.csv"), List.of()),
            new Schema.ChunkRule.Count(10),
            0,
            Map.of());
    var log =
        new InferenceLog(
            schema,
            rows(40),
            rows(loansRows),
            0,
            0,
            Coverage.whole(40 + loansRows),
            List.of(new ObjectRead("inferences/loans/c.csv", 10L * loansRows, loansHash)),
            List.of("no clock: rows stand in order"));
    return new Loaded(
        new Inputs.Data.Log(log),
        Extent.of(log),
        10L * loansRows,
        40 + loansRows,
        log.inferences());
  }

  private static Rows rows(int count) {
    return new Rows(
        0,
        count,
        Map.of("income", new Column.Numbers("income", new double[count], Map.of(), true)));
  }

  private static Loaded traces(String name, int count, int failed) {
    var traces = new ArrayList<Trace>();
    for (var i = 0; i < count; i++) {
      var span =
          new Span(
              name + i,
              "s" + i,
              Optional.empty(),
              "run",
              SpanKind.AGENT,
              new Timing.Unknown(),
              Status.UNSET,
              name,
              "",
              "",
              "",
              Tokens.NONE,
              OptionalDouble.empty(),
              Optional.empty(),
              "",
              "",
              "",
              Content.NONE,
              List.of(),
              Map.of(),
              new Origin("traces/" + name + "/a.json", i));
      traces.add(
          new Trace(
              name + i,
              List.of(span),
              Optional.of(new Outcome(i < failed, OptionalDouble.empty(), "reward")),
              Map.of()));
    }
    var application =
        new Application(
            name,
            traces,
            new Application.Tally(count, 0, 0, count, 0, 1_000),
            Coverage.whole(count),
            List.of(new ObjectRead("traces/" + name + "/a.json", 1_000, "b" + count)),
            List.of());
    return new Loaded(
        new Inputs.Data.Traces(application),
        Extent.of(name, Optional.empty(), Optional.empty()),
        1_000,
        count,
        List.of());
  }
}
