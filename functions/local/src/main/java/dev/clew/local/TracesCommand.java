package dev.clew.local;

import dev.clew.edge.views.TraceSummary;
import dev.clew.edge.views.TraceView;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Nearest;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.targets.Target;
import dev.clew.skills.Card;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew traces`: which traces there are, and one of them as a tree.
@Command(
    name = "traces",
    description = "List the traces, or show one as a tree.",
    mixinStandardHelpOptions = true)
final class TracesCommand implements Callable<Integer> {
  private final Screen screen;
  private final Workplace workplace;

  @Parameters(
      arity = "0..1",
      paramLabel = "TRACE_ID",
      description = "One trace; the beginning of its id suffices where no other begins so.")
  private Optional<String> trace = Optional.empty();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--target", paramLabel = "NAME", description = "Only this application's traces.")
  private Optional<String> target = Optional.empty();

  @Option(names = "--json", description = "Print JSON, texts uncut.")
  private boolean json;

  TracesCommand(Screen screen, Workplace workplace) {
    this.screen = screen;
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    var tenant = workplace.open(data.given(), target);
    var applications =
        target.isPresent()
            ? List.of(application(tenant.found().require(target.get())))
            : tenant.found().all().stream()
                .filter(one -> one.reads() == Card.Reads.APPLICATION)
                .toList();
    if (tenant.found().nothing().isPresent()) {
      throw tenant.found().nothing().get().asException();
    }
    if (applications.isEmpty()) {
      throw Commands.usage(
          "there are no traces in " + tenant.store().describe(),
          "Give --data a folder of traces, or one that holds traces/");
    }
    return trace.isPresent() ? one(tenant, applications, trace.get()) : all(tenant, applications);
  }

  private static Target application(Target target) {
    if (target.reads() != Card.Reads.APPLICATION) {
      throw Commands.usage(
          "'" + target.name() + "' is a predictor: it has no traces", "Name an application");
    }
    return target;
  }

  private int all(Tenancy tenant, List<Target> applications) {
    var summaries = new ArrayList<TraceSummary>();
    for (var one : applications) {
      var application = tenant.reading().application(one, Needs.SKELETON);
      application.traces().forEach(found -> summaries.add(TraceSummary.of(one.name(), found)));
      unread(application.coverage());
    }
    workplace.progress().clear();
    screen.print(
        json
            ? new String(AnswerJson.bytes(TraceView.list(summaries)), StandardCharsets.UTF_8)
            : TraceText.list(summaries, screen.terminal()));
    return summaries.isEmpty() ? Exit.UNKNOWN : Exit.ANSWERED;
  }

  private int one(Tenancy tenant, List<Target> applications, String id) {
    var ids = new ArrayList<String>();
    for (var one : applications) {
      var application =
          tenant
              .reading()
              .application(
                  one,
                  Needs.of(
                      Needs.Part.EVENTS,
                      Needs.Part.TOOL_DETAILS,
                      Needs.Part.CONTENT,
                      Needs.Part.ATTRIBUTES));
      var fitting = fitting(application, id);
      if (fitting.size() > 1) {
        throw Commands.usage(
            "several traces begin with '" + id + "'",
            "Give more of the id: " + String.join(", ", fitting.stream().limit(5).toList()));
      }
      if (fitting.size() == 1) {
        var found =
            application.traces().stream()
                .filter(trace -> trace.traceId().equals(fitting.getFirst()))
                .findFirst()
                .orElseThrow();
        workplace.progress().clear();
        if (json) {
          screen.print(AnswerJson.bytes(TraceView.of(one.name(), found)));
        } else {
          screen.print(TraceText.tree(one.name(), found, screen.terminal()));
        }
        return Exit.ANSWERED;
      }
      application.traces().forEach(trace -> ids.add(trace.traceId()));
      unread(application.coverage());
    }
    throw Commands.usage(
        "there is no trace '" + id + "'",
        Nearest.to(id, ids)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("`clew traces` lists them"));
  }

  private static List<String> fitting(Application application, String id) {
    var ids = application.traces().stream().map(trace -> trace.traceId()).toList();
    return ids.contains(id) ? List.of(id) : ids.stream().filter(one -> one.startsWith(id)).toList();
  }

  private void unread(Coverage coverage) {
    for (var one : coverage.unread()) {
      screen
          .err()
          .println(
              PlainText.line(
                  "clew: not read: "
                      + one.key()
                      + (one.where().isEmpty() ? "" : ", " + one.where())
                      + ": "
                      + one.reason()));
    }
  }
}
