package dev.clew.local;

import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.Question;
import dev.clew.investigation.sessions.Conversation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
  private static final int SHORT_ID = 8;

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
          "The conversation to go on with, as an earlier answer named it: what the question leaves open is taken from there.")
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
    var id = session.orElseGet(() -> UUID.randomUUID().toString().substring(0, SHORT_ID));
    var asked =
        new Question(
            String.join(" ", words),
            target,
            windows.baseline(),
            windows.current(),
            Map.of(),
            Optional.of(id));
    var tenant = workplace.open(data.given());
    var remembered = remembered(id);
    var question = remembered.map(one -> one.following(asked, Instant.now())).orElse(asked);
    return new Answering(screen, output, workplace.again(data.given()))
        .write(() -> {
          var outcome =
              plan
                  ? workplace.planned(tenant, question)
                  : workplace
                      .investigator(tenant)
                      .answer(
                          question,
                          tenant.targets(),
                          remembered.map(one -> one.answers(Instant.now())).orElse(List.of()),
                          workplace.progress());
          remembered.ifPresent(one -> keep(one, id, outcome.answer()));
          return outcome;
        });
  }

  /// The conversation; empty, and said so, when nothing can be remembered here: that is no reason
  /// not to answer.
  private Optional<Conversation> remembered(String id) {
    var conversation = new Conversation(workplace.sessions(), Workplace.TENANT, id);
    try {
      if (session.isPresent() && !conversation.isKnown(Instant.now())) {
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
