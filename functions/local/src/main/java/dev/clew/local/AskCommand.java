package dev.clew.local;

import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Question;
import dev.clew.investigation.sessions.Conversation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew ask`: a question in words, answered with evidence.
@Command(
    name = "ask",
    description = "Ask a question; Clew chooses what to look into and answers with evidence.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "  clew ask \"Is the employment model still good on the latest rows, and what changed in its inputs?\"",
      "  clew ask \"Why do the airline agent's runs fail?\" --html answer.html",
      "  clew ask \"Which models and operations burn the tokens?\" --data PATH/TO/OTLP",
      "  clew ask \"and only for people under 25?\" --session ID",
      "  clew ask \"Why was my last investigation slow?\" --target clew",
      "",
      "CLEW_FLAGS names a file that turns skills, planning or models off, CLEW_BUDGET limits what one question may",
      "spend (tokens=400000,usd=2,calls=60,bytes=1000000000,seconds=600). Exit code 130: broken off with Ctrl-C."
    })
final class AskCommand implements Callable<Integer> {
  private static final int SHORT_ID = 8;

  private final Screen screen;
  private final Workplace workplace;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "QUESTION",
      description = "The question, best in quotes.")
  private List<String> words = List.of();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "The application or predictor it is about; clew: what Clew itself did here.")
  private Optional<String> target = Optional.empty();

  @Mixin private WindowOptions windows = new WindowOptions();

  @Option(
      names = "--session",
      paramLabel = "ID",
      description =
          "The conversation to go on with, as an earlier answer named it: what the question leaves open is taken from there.")
  private Optional<String> session = Optional.empty();

  @Option(
      names = "--plan",
      description =
          "Plan several steps, follow the plan, and say what became of each cause; questions that ask for several things"
              + " at once are planned anyway.")
  private boolean plan;

  @Option(
      names = "--resume",
      description =
          "Go on with a planned question that was broken off (of --session, else the last one); steps that are done are"
              + " not taken again.")
  private boolean resume;

  @Option(
      names = "--reply",
      paramLabel = "TEXT",
      description = "Reply to what a planned question asked (of --session, else the last one).")
  private Optional<String> reply = Optional.empty();

  @Mixin private ApprovalOption approval = new ApprovalOption();

  @Mixin private OutputOptions output = new OutputOptions();

  AskCommand(Screen screen, Workplace workplace) {
    this.screen = screen;
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    approval.tell(workplace);
    return resume || reply.isPresent() ? resumed() : asked();
  }

  private int asked() {
    if (words.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Missing required parameter: 'QUESTION'");
    }
    var id = session.orElseGet(() -> UUID.randomUUID().toString().substring(0, SHORT_ID));
    var asked =
        new Question(
            String.join(" ", words),
            target,
            windows.baseline(),
            windows.current(),
            Map.of(),
            Optional.of(id));
    var tenant = workplace.open(data.given(), target);
    var remembered = remembered(id);
    var question = remembered.map(one -> one.following(asked, Instant.now())).orElse(asked);
    var planned = new PlannedAsk(screen, workplace, tenant, data.given());
    planned.checkAnswerable(question);
    return answered(
        data.given(),
        remembered,
        id,
        () ->
            planned.isWanted(question, plan)
                ? planned.ask(question, earlier(remembered))
                : inOneGo(tenant, question, id, earlier(remembered)));
  }

  /// Goes on with what was begun.
  private int resumed() {
    var begun =
        session
            .map(id -> workplace.underway().of(id, Instant.now()))
            .orElseGet(() -> workplace.underway().latest(Instant.now()))
            .orElseThrow(() ->
                Commands.usage(
                    "no planned question was broken off or waits for a reply"
                        + session.map(id -> " in session " + PlainText.line(id)).orElse(""),
                    "Ask it again"));
    var given = data.given().or(begun::data);
    var tenant = workplace.open(given, begun.question().target());
    var remembered = remembered(begun.session());
    var planned = new PlannedAsk(screen, workplace, tenant, given);
    return answered(
        given, remembered, begun.session(), () -> planned.goOn(begun, reply, earlier(remembered)));
  }

  private int answered(
      Optional<String> given,
      Optional<Conversation> remembered,
      String id,
      Supplier<Investigator.Outcome> work) {
    try {
      return new Answering(screen, output, workplace.again(given))
          .write(() -> {
            var outcome = work.get();
            remembered.ifPresent(one -> keep(one, id, outcome.answer()));
            return outcome;
          });
    } finally {
      workplace.interrupts().end();
    }
  }

  private Investigator.Outcome inOneGo(
      Tenancy tenant, Question question, String id, List<Answer> earlier) {
    workplace.interrupts().begin(workplace::close);
    return workplace.undertaken(
        tenant,
        UUID.randomUUID().toString(),
        id,
        undertaking ->
            undertaking
                .investigator(tenant)
                .answer(question, tenant.targets(), earlier, workplace.progress()));
  }

  private static List<Answer> earlier(Optional<Conversation> remembered) {
    return remembered.map(one -> one.answers(Instant.now())).orElse(List.of());
  }

  /// The conversation; empty, and said so, when nothing can be remembered here: that is no reason
  /// not to answer.
  private Optional<Conversation> remembered(String id) {
    var conversation = new Conversation(workplace.sessions(), Workplace.TENANT, id);
    try {
      if (session.isPresent()
          && !conversation.isKnown(Instant.now())
          && workplace.underway().of(id, Instant.now()).isEmpty()) {
        screen
            .err()
            .println(
                "clew: nothing is remembered of session "
                    + PlainText.line(id)
                    + "; it begins with this question");
      }
      return Optional.of(conversation);
    } catch (ClewException e) {
      forgetful(e);
      return Optional.empty();
    }
  }

  private void keep(Conversation conversation, String id, Answer answer) {
    try {
      conversation.keep(answer, Instant.now());
      screen
          .err()
          .println(
              "clew: to go on with this conversation, ask with --session "
                  + PlainText.line(id)
                  + " (kept for "
                  + Conversation.KEPT.toDays()
                  + " days)");
    } catch (ClewException e) {
      forgetful(e);
    }
  }

  private void forgetful(ClewException e) {
    screen.err().println("clew: this conversation is not kept: " + Commands.said(e.problem()));
  }
}
