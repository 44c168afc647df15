package dev.clew.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.FactWriter;
import dev.clew.investigation.targets.Target;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew targets`: what there is to ask about.
@Command(
    name = "targets",
    description = "List the applications and predictors in the data.",
    mixinStandardHelpOptions = true)
final class TargetsCommand implements Callable<Integer> {
  private final Screen screen;
  private final Workplace workplace;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  TargetsCommand(Screen screen, Workplace workplace) {
    this.screen = screen;
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    var tenant = workplace.open(data.given());
    var targets = tenant.found().all();
    if (json) {
      screen.print(AnswerJson.bytes(tree(targets)));
    } else if (targets.isEmpty()) {
      tenant
          .found()
          .nothing()
          .ifPresent(problem -> screen.err().println("clew: " + Commands.said(problem)));
    } else {
      screen.print(
          new Page(screen.terminal())
              .table(
                  List.of("target", "kind", "objects", "size", "folder", ""),
                  targets.stream().map(TargetsCommand::row).toList(),
                  List.of(2, 3))
              .toString());
    }
    return targets.isEmpty() ? Exit.UNKNOWN : Exit.ANSWERED;
  }

  private static List<String> row(Target target) {
    return List.of(
        target.name(),
        kind(target),
        FactWriter.count(target.objects().size(), Unit.NONE),
        FactWriter.number((double) target.sizeBytes(), Unit.of("bytes")),
        target.folder().isEmpty() ? "." : target.folder(),
        target.said());
  }

  private static String kind(Target target) {
    return target.reads().name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode tree(List<Target> targets) {
    var node = JsonNodeFactory.instance.objectNode();
    var array = node.putArray("targets");
    for (var target : targets) {
      array
          .addObject()
          .put("name", target.name())
          .put("kind", kind(target))
          .put("folder", target.folder())
          .put("objects", target.objects().size())
          .put("sizeBytes", target.sizeBytes())
          .put("said", target.said());
    }
    return node;
  }
}
