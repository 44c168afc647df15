package dev.clew.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What happens when the user breaks an investigation off (Ctrl-C). Where it can be gone on with
/// later, a line says how. Else calls of models are cut short, the step at work may end, and what
/// there is by then is answered; where that takes too long, a line says so. The process ends as the
/// signal asks (130 for Ctrl-C).
final class Interrupts {
  /// A step that has not ended by then is not waited for.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Screen screen;
  private final Duration patience;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean working;
  private volatile Runnable release = () -> {};
  private volatile Optional<String> goOn = Optional.empty();

  Interrupts(Screen screen, Duration patience) {
    this.screen = screen;
    this.patience = patience;
  }

  /// Those of this process.
  static Interrupts ofProcess(Screen screen) {
    var interrupts = new Interrupts(screen, PATIENCE);
    Runtime.getRuntime().addShutdownHook(new Thread(interrupts::request, "interrupted"));
    return interrupts;
  }

  /// Whether the work is to end.
  boolean requested() {
    return requested;
  }

  /// An investigation begins that can be broken off.
  ///
  /// @param cutShort ends what it waits for
  void begin(Runnable cutShort) {
    release = cutShort;
    goOn = Optional.empty();
    working = true;
  }

  /// An investigation begins of which all that is found is written down.
  ///
  /// @param how the command that goes on with it
  void beginLasting(String how) {
    goOn = Optional.of(how);
    working = true;
  }

  /// All is said.
  void end() {
    working = false;
    over.countDown();
  }

  /// The process is to end.
  void request() {
    if (!working) {
      return;
    }
    requested = true;
    var how = goOn;
    if (how.isPresent()) {
      say("broken off; what is found so far is kept. Go on with: " + how.get());
      return;
    }
    release.run();
    try {
      if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        say("broken off before there was an answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String text) {
    screen.err().println();
    screen.err().println("clew: " + text);
  }
}
