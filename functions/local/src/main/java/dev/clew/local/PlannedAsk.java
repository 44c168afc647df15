package dev.clew.local;

import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Question;
import dev.clew.investigation.Routed;
import dev.clew.investigation.Router;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.agent.Replies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Questions with a plan on the command line. All of it is written down as it is found, so that
/// what is broken off can be gone on with: by `--resume`, or by the same question in the same
/// session.
final class PlannedAsk {
  private final Screen screen;
  private final Workplace workplace;
  private final Tenancy tenant;
  private final Optional<String> data;

  PlannedAsk(Screen screen, Workplace workplace, Tenancy tenant, Optional<String> data) {
    this.screen = screen;
    this.workplace = workplace;
    this.tenant = tenant;
    this.data = data;
  }

  /// Whether a question is planned: it was asked for, or the question asks for several things of
  /// which a plan makes more than one after the other.
  boolean isWanted(Question question, boolean asked) {
    var flags = workplace.flags();
    if (!flags.planning()) {
      if (asked) {
        screen
            .err()
            .println("clew: planning is turned off by the feature flags; answered in one go");
      }
      return false;
    }
    return asked || router().wantsPlan(question, tenant.targets());
  }

  private Router router() {
    var skills = workplace.skills();
    return skills.router(skills.only(workplace.flags()::skill));
  }

  /// Where there is no data, only the documentation can be asked.
  ///
  /// @throws ClewException that says what was seen in the place of data
  void checkAnswerable(Question question) {
    var nothing = tenant.found().nothing();
    if (nothing.isPresent()
        && router().route(question, tenant.targets()) instanceof Routed.Unanswerable) {
      throw nothing.get().asException();
    }
  }

  /// Asks it; where the same was broken off in this conversation, goes on with that.
  Investigator.Outcome ask(Question question, List<Answer> earlier) {
    var now = Instant.now();
    var begun =
        question
            .session()
            .flatMap(id -> workplace.underway().of(id, now))
            .filter(one -> one.isSame(question, data));
    return begun
        .map(one -> goOn(one, Optional.empty(), earlier))
        .orElseGet(() ->
            follow(
                new Underway(UUID.randomUUID().toString(), question, data, now),
                Optional.empty(),
                earlier));
  }

  /// Goes on with one that was begun.
  Investigator.Outcome goOn(Underway begun, Optional<String> reply, List<Answer> earlier) {
    screen
        .err()
        .println(
            "clew: goes on with \u201c"
                + PlainText.cut(PlainText.line(begun.question().text()), 60)
                + "\u201d; steps that are done are not taken again");
    return follow(begun, reply, earlier);
  }

  private Investigator.Outcome follow(
      Underway begun, Optional<String> reply, List<Answer> earlier) {
    workplace.underway().put(begun);
    workplace
        .interrupts()
        .beginLasting("clew ask --resume --session " + PlainText.line(begun.session()));
    try {
      return workplace.undertaken(
          tenant,
          begun.investigationId(),
          begun.session(),
          undertaking -> followed(undertaking, begun, reply, earlier));
    } catch (ClewException e) {
      if (e.problem().kind() == Problem.Kind.USER) {
        // Asked like this it comes to nothing the next time either.
        over(begun);
      }
      throw e;
    }
  }

  private Investigator.Outcome followed(
      Undertaking undertaking, Underway begun, Optional<String> reply, List<Answer> earlier) {
    var matter =
        new Matter(
            new InvestigationId(Workplace.TENANT, begun.investigationId()),
            begun.question(),
            tenant.targets(),
            earlier,
            begun.expiresAt());
    var work = workplace.work();
    var run =
        undertaking.planned(
            tenant, matter, work, executor -> executor, uncancelled(workplace.progress()));
    var replies = new Replies(work, Clock.systemUTC());
    reply.ifPresent(text -> replies.keep(matter.id(), text));
    while (true) {
      var outcome = run.run();
      if (outcome.isPresent()) {
        over(begun);
        return outcome.get();
      }
      var said = run.asking().flatMap(this::replied);
      if (said.isEmpty()) {
        screen
            .err()
            .println(
                "clew: it waits for a reply; give it with: clew ask --reply \"...\" --session "
                    + PlainText.line(begun.session()));
        return undertaking.provisional(matter, work, Progress.NONE);
      }
      replies.keep(matter.id(), said.get());
    }
  }

  /// What is broken off is gone on with later: a plan that was cancelled could not be.
  private static Progress uncancelled(Progress progress) {
    return new Progress() {
      @Override
      public void on(Event event) {
        progress.on(event);
      }
    };
  }

  private void over(Underway begun) {
    workplace.underway().remove(begun);
    workplace.work().forget(Workplace.TENANT, begun.investigationId());
  }

  /// What the user says when he is asked here; empty where nobody sits here or nothing is said.
  private Optional<String> replied(String question) {
    if (screen.in().isEmpty()) {
      return Optional.empty();
    }
    workplace.progress().clear();
    screen.err().print("clew: " + PlainText.line(question) + " ");
    screen.err().flush();
    try {
      return Optional.ofNullable(screen.in().get().readLine())
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
