package dev.clew.local;

import dev.clew.investigation.Question;
import dev.clew.investigation.StepRequest;
import dev.clew.skills.Card;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew run`: one skill, chosen by the user.
@Command(
    name = "run",
    description = "Run one skill; `clew skills` lists them.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Screen screen;
  private final Workplace workplace;

  @Parameters(paramLabel = "SKILL", description = "The skill.")
  private String skill = "";

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--target", paramLabel = "NAME", description = "The application or predictor.")
  private Optional<String> target = Optional.empty();

  @Mixin private WindowOptions windows = new WindowOptions();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A parameter of the skill; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Mixin private ApprovalOption approval = new ApprovalOption();

  @Mixin private OutputOptions output = new OutputOptions();

  RunCommand(Screen screen, Workplace workplace) {
    this.screen = screen;
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    approval.tell(workplace);
    var card = workplace.skills().all().require(skill);
    var tenant = workplace.open(data.given(), target);
    var step =
        new StepRequest(
            skill,
            tenant.fitting(target, card),
            windows.baseline(),
            windows.current(),
            false,
            parameters,
            "asked for by name");
    var question =
        new Question(
            asked(card),
            Optional.of(step.target()),
            windows.baseline(),
            windows.current(),
            parameters,
            Optional.empty());
    workplace.interrupts().begin(workplace::close);
    try {
      return new Answering(screen, output, workplace.again(data.given()))
          .write(() ->
              workplace.undertaken(
                  tenant,
                  UUID.randomUUID().toString(),
                  "run",
                  undertaking ->
                      undertaking
                          .investigator(tenant)
                          .run(question, List.of(step), tenant.targets(), workplace.progress())));
    } finally {
      workplace.interrupts().end();
    }
  }

  private static String asked(Card card) {
    return "Run " + card.name();
  }
}
