package dev.clew.local;

import dev.clew.investigation.Investigator;
import dev.clew.investigation.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew ask`: a question in words, answered with evidence.
@Command(
    name = "ask",
    description = "Ask a question; Clew chooses what to look into and answers with evidence.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "  clew ask \"Is the employment model still good on the latest rows, and what changed in its inputs?\"",
      "  clew ask \"Why do the airline agent's runs fail?\" --html answer.html",
      "  clew ask \"Which models and operations burn the tokens?\" --data PATH/TO/OTLP"
    })
final class AskCommand implements Callable<Integer> {
  private final Screen screen;
  private final Workplace workplace;

  @Parameters(
      arity = "1..*",
      paramLabel = "QUESTION",
      description = "The question, best in quotes.")
  private List<String> words = List.of();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "The application or predictor it is about.")
  private Optional<String> target = Optional.empty();

  @Mixin private WindowOptions windows = new WindowOptions();

  @Option(
      names = "--session",
      paramLabel = "ID",
      description =
          "The conversation it belongs to, said in the answer; `clew serve` keeps conversations.")
  private Optional<String> session = Optional.empty();

  @Option(
      names = "--plan",
      description = "Plan several steps, follow the plan, and say what became of each cause.")
  private boolean plan;

  @Option(names = "--yes", description = "Approve what a step would write; none does so far.")
  @SuppressWarnings("UnusedVariable") // Accepted from scripts that approve writes; no step writes.
  private boolean yes;

  @Mixin private OutputOptions output = new OutputOptions();

  AskCommand(Screen screen, Workplace workplace) {
    this.screen = screen;
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    var question =
        new Question(
            String.join(" ", words),
            target,
            windows.baseline(),
            windows.current(),
            Map.of(),
            session);
    var tenant = workplace.open(data.given());
    var investigator = workplace.investigator(tenant);
    if (plan) {
      return new Answering(screen, output, workplace.again(data.given()))
          .write(() -> workplace.planned(tenant, question));
    }
    return new Answering(screen, output, workplace.again(data.given()))
        .write(() -> answer(investigator, question, tenant));
  }

  private Investigator.Outcome answer(
      Investigator investigator, Question question, Tenancy tenant) {
    return investigator.answer(question, tenant.targets(), workplace.progress());
  }
}
