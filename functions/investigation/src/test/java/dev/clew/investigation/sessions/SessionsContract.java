package dev.clew.investigation.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.investigation.sessions.Sessions.Begun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every implementation of [Sessions] must do.
public abstract class SessionsContract {
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant OTHER = new Tenant("other");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(7));

  /// Sessions in which nothing is kept yet.
  protected abstract Sessions empty();

  private static Sessions.NewInvestigation wanted(String id, String key, String bodyHash) {
    return new Sessions.NewInvestigation(
        id,
        "s1",
        "Why?",
        key.isEmpty() ? Optional.empty() : Optional.of(key),
        bodyHash,
        NOW,
        LATER);
  }

  private static Answer answer(String id, String session, String question) {
    return new Answer(
        id,
        session,
        question,
        "loans",
        Windows.only(new Window.All(), "given"),
        Answer.Mode.PLAYBOOK,
        Answer.Status.ANSWERED,
        "All is well.",
        List.of(),
        List.of(),
        List.of(),
        new Answer.Plan(List.of()),
        Coverage.whole(3),
        0,
        0,
        new Answer.Routing(List.of(), List.of()),
        List.of(),
        new Answer.Usage(0, 0, 0, 0, 0, 0, 0),
        new Answer.Versions("1", "", ""),
        new Answer.Receipt(List.of()),
        Answer.Voice.OFF);
  }

  private static Investigation started(Sessions sessions, String id) {
    return assertInstanceOf(
            Begun.Started.class,
            sessions.begin(
                ACME,
                new Sessions.NewInvestigation(id, id, "Why?", Optional.empty(), "h", NOW, LATER)))
        .investigation();
  }

  @Test
  void aConversationTakesOneTurnAfterTheOther() {
    var sessions = empty();
    var first =
        assertInstanceOf(Begun.Started.class, sessions.begin(ACME, wanted("i1", "", "h1")))
            .investigation();

    assertEquals(new Begun.Busy(first), sessions.begin(ACME, wanted("i2", "k", "h2")));
    assertInstanceOf(Begun.Started.class, sessions.begin(OTHER, wanted("i2", "k", "h2")));
    var waiting = first.running(NOW).waiting(NOW);
    assertTrue(sessions.update(ACME, first.running(NOW)));
    assertTrue(sessions.update(ACME, waiting));
    assertEquals(new Begun.Busy(waiting), sessions.begin(ACME, wanted("i2", "k", "h2")));
    assertEquals(Optional.empty(), sessions.investigation(ACME, "i2", NOW));

    assertTrue(sessions.update(ACME, waiting.finished("a1", NOW)));
    assertInstanceOf(Begun.Started.class, sessions.begin(ACME, wanted("i2", "k", "h2")));
    assertInstanceOf(Begun.Same.class, sessions.begin(ACME, wanted("i3", "k", "h2")));
    assertInstanceOf(Begun.Busy.class, sessions.begin(ACME, wanted("i3", "", "h3")));
  }

  @Test
  void theFirstTurnOfAConversationThatTookItsNameIsWaitedForToo() {
    var sessions = empty();
    var first = started(sessions, "s1");

    assertEquals(new Begun.Busy(first), sessions.begin(ACME, wanted("i2", "", "h")));
  }

  @Test
  void aTurnThatDiedOrWasForgottenHoldsUpNobody() {
    var sessions = empty();
    sessions.begin(ACME, wanted("i1", "", "h1"));
    var later = NOW.plus(Investigation.DEAD).plusSeconds(1);

    assertInstanceOf(
        Begun.Started.class,
        sessions.begin(
            ACME,
            new Sessions.NewInvestigation(
                "i2", "s1", "Why?", Optional.empty(), "h2", later, LATER)));
    sessions.delete(ACME, "i2", later);
    assertInstanceOf(
        Begun.Started.class,
        sessions.begin(
            ACME,
            new Sessions.NewInvestigation(
                "i3", "s1", "Why?", Optional.empty(), "h3", later, LATER)));
  }

  /// 16 at once: one begins, the others are told of it.
  @Test
  void ofManyTurnsAtOnceOneBegins() throws Exception {
    var sessions = empty();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var all = new ArrayList<Callable<Begun>>();
      for (int i = 0; i < 16; i++) {
        var id = "i" + i;
        all.add(() -> sessions.begin(ACME, wanted(id, "", "h")));
      }
      var begun = new ArrayList<Begun>();
      for (var one : threads.invokeAll(all)) {
        begun.add(one.get());
      }
      assertEquals(1, begun.stream().filter(Begun.Started.class::isInstance).count());
      assertEquals(15, begun.stream().filter(Begun.Busy.class::isInstance).count());
    }
  }

  @Test
  void theSameKeyWithTheSameBodyFindsTheSameInvestigation() {
    var sessions = empty();

    var first =
        assertInstanceOf(Begun.Started.class, sessions.begin(ACME, wanted("i1", "k", "h1")));
    var again = assertInstanceOf(Begun.Same.class, sessions.begin(ACME, wanted("i2", "k", "h1")));

    assertEquals(first.investigation(), again.investigation());
    assertEquals(Optional.empty(), sessions.investigation(ACME, "i2", NOW));
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflict() {
    var sessions = empty();
    sessions.begin(ACME, wanted("i1", "k", "h1"));

    assertEquals(new Begun.Conflict("k"), sessions.begin(ACME, wanted("i2", "k", "h2")));
  }

  @Test
  void aKeyBelongsToItsTenant() {
    var sessions = empty();
    sessions.begin(ACME, wanted("i1", "k", "h1"));

    assertInstanceOf(Begun.Started.class, sessions.begin(OTHER, wanted("i2", "k", "h2")));
    assertEquals(Optional.empty(), sessions.investigation(OTHER, "i1", NOW));
  }

  @Test
  void requestsWithoutAKeyAreEachTheirOwn() {
    var sessions = empty();

    assertEquals("i1", started(sessions, "i1").id());
    assertEquals("i2", started(sessions, "i2").id());
  }

  @Test
  void anExpiredKeyMayBeUsedAgain() {
    var sessions = empty();
    sessions.begin(ACME, wanted("i1", "k", "h1"));
    var after =
        new Sessions.NewInvestigation(
            "i2", "s1", "Why?", Optional.of("k"), "h2", LATER, LATER.plusSeconds(60));

    assertInstanceOf(Begun.Started.class, sessions.begin(ACME, after));
  }

  @Test
  void aChangeBasedOnAnOldVersionIsRefused() {
    var sessions = empty();
    var pending = started(sessions, "i1");

    assertTrue(sessions.update(ACME, pending.running(NOW)));
    assertFalse(sessions.update(ACME, pending.cancelled(NOW)), "somebody else was faster");
    assertEquals(
        Investigation.Status.RUNNING,
        sessions.investigation(ACME, "i1", NOW).orElseThrow().status());
  }

  @Test
  void anInvestigationKeepsItsAnswersIdAndItsProblem() {
    var sessions = empty();
    var running = started(sessions, "i1").running(NOW);
    assertTrue(sessions.update(ACME, running));
    assertTrue(sessions.update(ACME, running.finished("a1", NOW)));

    assertEquals(
        running.finished("a1", NOW), sessions.investigation(ACME, "i1", NOW).orElseThrow());

    var failing = started(sessions, "i2");
    var problem = new Problem(Problem.Kind.DEPENDENCY, "no bucket", "s3://b", "allow reading it");
    assertTrue(sessions.update(ACME, failing.failed(problem, NOW)));
    assertEquals(
        Optional.of(problem), sessions.investigation(ACME, "i2", NOW).orElseThrow().problem());
  }

  @Test
  void oneThatFailedGoesOnWithoutItsProblem() {
    var sessions = empty();
    started(sessions, "i1");
    var begun = sessions.investigation(ACME, "i1", NOW).orElseThrow();
    var failed =
        begun.failed(
            new Problem(Problem.Kind.DEPENDENCY, "it broke off", "i1", "Go on with it"), NOW);
    assertTrue(sessions.update(ACME, failed));
    assertEquals(failed, sessions.investigation(ACME, "i1", NOW).orElseThrow());

    assertTrue(sessions.update(ACME, failed.resumed(NOW)));

    assertEquals(failed.resumed(NOW), sessions.investigation(ACME, "i1", NOW).orElseThrow());
  }

  @Test
  void eventsAreNumberedFromOneAndReadFromAnyNumberOn() {
    var sessions = empty();
    started(sessions, "i1");

    assertEquals(1, sessions.append(ACME, "i1", "planned", "{\"steps\":2}", NOW));
    assertEquals(2, sessions.append(ACME, "i1", "step_started", "{}", NOW.plusMillis(5)));
    assertEquals(3, sessions.append(ACME, "i1", "step_ended", "{}", NOW.plusMillis(9)));

    assertEquals(
        List.of(new Sessions.Event(2, "step_started", "{}", NOW.plusMillis(5))),
        sessions.events(ACME, "i1", 1, 1, NOW));
    assertEquals(List.of(), sessions.events(ACME, "i1", 3, 10, NOW));
    assertEquals(0, sessions.append(ACME, "i9", "planned", "{}", NOW));
    assertEquals(List.of(), sessions.events(OTHER, "i1", 0, 10, NOW));
  }

  @Test
  void anEventWhoseKeyIsThereIsNotToldAgain() {
    var sessions = empty();
    started(sessions, "i1");

    assertEquals(1, sessions.append(ACME, "i1", "todo-1", "todo", "{}", NOW));
    assertEquals(2, sessions.append(ACME, "i1", "", "noted", "{}", NOW));
    assertEquals(0, sessions.append(ACME, "i1", "todo-1", "todo", "{\"again\":1}", NOW));
    assertEquals(3, sessions.append(ACME, "i1", "todo-2", "todo", "{}", NOW));
    assertEquals(4, sessions.append(ACME, "i1", "", "noted", "{}", NOW));

    assertEquals(
        List.of("todo", "noted", "todo", "noted"),
        sessions.events(ACME, "i1", 0, 10, NOW).stream().map(Sessions.Event::kind).toList());
    var running = sessions.investigation(ACME, "i1", NOW).orElseThrow().running(NOW);
    assertTrue(sessions.update(ACME, running));
    assertEquals(
        0, sessions.append(ACME, "i1", "todo-2", "todo", "{}", NOW), "also after a change");
  }

  @Test
  void aChangeIsMadeOfWhatIsThere() {
    var sessions = empty();
    var first = started(sessions, "i1");

    assertEquals(
        Optional.of(first.running(NOW)), sessions.change(ACME, "i1", one -> one.running(NOW), NOW));
    assertEquals(Optional.empty(), sessions.change(ACME, "i1", one -> one, NOW));
    assertEquals(Optional.empty(), sessions.change(ACME, "i9", one -> one.running(NOW), NOW));
    assertTrue(sessions.change(ACME, "i1", one -> one.cancelled(NOW), NOW).isPresent());
    assertEquals(Optional.empty(), sessions.change(ACME, "i1", one -> one.running(NOW), NOW));
  }

  @Test
  void anAnswerIsFoundByItsTenantUntilItExpires() {
    var sessions = empty();
    var answer = answer("a1", "s1", "Why?");
    sessions.save(ACME, answer, NOW, LATER);

    assertEquals(Optional.of(answer), sessions.answer(ACME, "a1", NOW));
    assertEquals(Optional.empty(), sessions.answer(OTHER, "a1", NOW));
    assertEquals(
        Optional.empty(), sessions.answer(ACME, "a1", LATER), "expiry is filtered on read");
  }

  @Test
  void aSessionHasItsTurnsInOrder() {
    var sessions = empty();
    sessions.save(ACME, answer("a1", "s1", "Why?"), NOW, LATER);
    sessions.save(ACME, answer("a2", "s1", "And since when?"), NOW.plusSeconds(1), LATER);
    sessions.save(ACME, answer("a3", "s2", "How much?"), NOW.plusSeconds(2), LATER);

    assertEquals(
        List.of("Why?", "And since when?"),
        sessions.turns(ACME, "s1", NOW.plusSeconds(3)).stream()
            .map(Sessions.Turn::question)
            .toList());
    assertEquals(List.of(), sessions.turns(ACME, "s9", NOW));
  }

  @Test
  void sessionsAreListedNewestFirstInPages() {
    var sessions = empty();
    sessions.save(ACME, answer("a1", "s1", "Why?"), NOW, LATER);
    sessions.save(ACME, answer("a2", "s2", "How much?"), NOW.plusSeconds(1), LATER);
    sessions.save(ACME, answer("a3", "s1", "And since when?"), NOW.plusSeconds(2), LATER);
    var then = NOW.plusSeconds(3);

    var first = sessions.sessions(ACME, "", 1, then);
    var second = sessions.sessions(ACME, first.next(), 1, then);

    assertEquals(
        List.of(new Sessions.Summary("s1", "Why?", 2, NOW.plusSeconds(2))), first.sessions());
    assertEquals(
        List.of(new Sessions.Summary("s2", "How much?", 1, NOW.plusSeconds(1))), second.sessions());
    assertEquals("", second.next());
    assertEquals(List.of(), sessions.sessions(OTHER, "", 5, then).sessions());
  }

  @Test
  void aDeletedInvestigationTakesItsEventsAndAnswerWithIt() {
    var sessions = empty();
    var running = started(sessions, "i1").running(NOW);
    sessions.update(ACME, running);
    sessions.append(ACME, "i1", "planned", "{}", NOW);
    sessions.save(ACME, answer("a1", "s1", "Why?"), NOW, LATER);
    sessions.update(ACME, running.finished("a1", NOW));

    assertTrue(sessions.delete(ACME, "i1", NOW));

    assertEquals(Optional.empty(), sessions.investigation(ACME, "i1", NOW));
    assertEquals(Optional.empty(), sessions.answer(ACME, "a1", NOW));
    assertEquals(List.of(), sessions.events(ACME, "i1", 0, 10, NOW));
    assertFalse(sessions.delete(ACME, "i1", NOW));
  }
}
