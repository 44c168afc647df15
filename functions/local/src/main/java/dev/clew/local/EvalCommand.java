package dev.clew.local;

import dev.clew.evaluation.DocsSuite;
import dev.clew.evaluation.GroundednessSuite;
import dev.clew.evaluation.JudgeCalibrationSuite;
import dev.clew.evaluation.RoutingSuite;
import dev.clew.evaluation.SafetySuite;
import dev.clew.evaluation.Scorecard;
import dev.clew.evaluation.Suites;
import dev.clew.evaluation.TrailSuite;
import dev.clew.evaluation.WhoAndWhenSuite;
import dev.clew.evaluation.context.ContextSuite;
import dev.clew.evaluation.context.Desk;
import dev.clew.evaluation.formats.FormatsSuite;
import dev.clew.evaluation.formats.Material;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.PlainText;
import dev.clew.skills.Catalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew eval`: how well something does on cases with known answers.
@Command(
    name = "eval",
    description =
        "Score a suite: routing asks every skill's example questions; who-and-when and trail hold a"
            + " diagnosis of single traces against labels in --data; docs asks documentation questions with known answers in --data; groundedness tells right from invented answers in --data; judge-calibration corrects a judge by few labels in --data; formats counts tokens of the"
            + " same facts and spans in several formats, and asks a model where there is one; context"
            + " counts what a model is sent for each answer of the gallery, beside the data.",
    mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
  private final Setting setting;
  private final Screen screen;
  private final Workplace workplace;

  @Parameters(
      paramLabel = "SUITE",
      description =
          "Which suite: routing, who-and-when, trail, docs, groundedness, judge-calibration, formats,"
              + " context.")
  private String suite = "";

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--skill",
      paramLabel = "SKILL",
      description = "Score this skill rather than the suite's default.")
  private Optional<String> skill = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  EvalCommand(Setting setting, Screen screen, Workplace workplace) {
    this.setting = setting;
    this.screen = screen;
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    var catalogue = workplace.skills().all();
    if (suite.equals("routing") && (data.given().isPresent() || skill.isPresent())) {
      screen
          .err()
          .println(
              "clew: the routing suite asks the skills' own examples; --data and --skill are not"
                  + " read");
    }
    var folder = Path.of(data.given().orElse("."));
    var asked = skill.orElse("trace-diagnosis");
    catalogue.require(asked);
    var suites =
        new Suites(
            List.of(
                new RoutingSuite(catalogue),
                new WhoAndWhenSuite(folder, catalogue, asked, setting.scratch()),
                new TrailSuite(folder, catalogue, asked, setting.scratch()),
                new DocsSuite(folder, workplace.ports()),
                new GroundednessSuite(folder, workplace.ports().embedder()),
                new JudgeCalibrationSuite(folder),
                new SafetySuite(folder, workplace.ports().embedder()),
                formats(catalogue),
                context(catalogue)));
    var scorecard =
        suites
            .named(suite)
            .run(miss ->
                screen
                    .err()
                    .println(
                        "clew: "
                            + (suite.equals("formats") || suite.equals("context") ? "" : "missed: ")
                            + PlainText.line(miss)));
    screen.print(
        json
            ? new String(AnswerJson.bytes(scorecard.json()), StandardCharsets.UTF_8)
            : text(scorecard));
    return Exit.ANSWERED;
  }

  private FormatsSuite formats(Catalogue catalogue) {
    var models = workplace.models();
    return new FormatsSuite(
        () -> {
          var tenant = workplace.open(data.given());
          return Material.of(
              tenant.found().all(), workplace.runner(tenant), tenant.reading(), catalogue);
        },
        models.within(models.allowance()));
  }

  private ContextSuite context(Catalogue catalogue) {
    return new ContextSuite(
        place -> {
          var tenant = workplace.open(place.map(Path::toString));
          return new Desk.Opened(
              tenant.store(), tenant.targets(), models -> workplace.investigator(tenant, models));
        },
        catalogue,
        data.given().map(Path::of),
        setting.scratch());
  }

  private String text(Scorecard scorecard) {
    var page = new Page(screen.terminal());
    page.bold(scorecard.suite())
        .plain("  " + FactWriter.count(scorecard.n(), Unit.of("cases")))
        .end();
    page.table(
        List.of("metric", "value", "from", "to"),
        scorecard.metrics().entrySet().stream()
            .map(entry ->
                List.of(
                    entry.getKey(),
                    FactWriter.number(entry.getValue().value(), Unit.NONE),
                    FactWriter.number(entry.getValue().low(), Unit.NONE),
                    FactWriter.number(entry.getValue().high(), Unit.NONE)))
            .toList(),
        List.of(1, 2, 3));
    return page.toString();
  }
}
