package dev.clew.models.guard;

import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import dev.clew.models.context.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/// A model as one question gets it: within the question's allowance and time, with secrets taken
/// out, asked again when it was busy, and with a record of what went where. Not thread-safe: make
/// one for each question.
public final class Guarded implements LanguageModel {
  /// Requests for one call.
  static final int MOST_TRIES = 4;

  /// The longest first wait; it doubles with each try.
  static final Duration FIRST_WAIT = Duration.ofMillis(400);

  static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private final LanguageModel model;
  private final Settings settings;
  private ModelUse use = ModelUse.NONE;

  /// How calls are made.
  ///
  /// @param redacts whether secrets and personal data are taken out before sending
  /// @param timeLeft how long this function may still take
  /// @param random a whole number from 0 to its argument, both possible
  /// @param sleep waits
  /// @param nanoTime a clock that only counts
  public record Settings(
      Allowance allowance,
      boolean redacts,
      Prices prices,
      Sending sending,
      Supplier<Duration> timeLeft,
      LongUnaryOperator random,
      Consumer<Duration> sleep,
      LongSupplier nanoTime) {

    /// With the machine's clock.
    public Settings(
        Allowance allowance,
        boolean redacts,
        Prices prices,
        Sending sending,
        Supplier<Duration> timeLeft,
        LongUnaryOperator random,
        Consumer<Duration> sleep) {
      this(allowance, redacts, prices, sending, timeLeft, random, sleep, System::nanoTime);
    }

    /// The same with another allowance.
    public Settings within(Allowance other) {
      return new Settings(other, redacts, prices, sending, timeLeft, random, sleep, nanoTime);
    }
  }

  public Guarded(LanguageModel model, Settings settings) {
    this.model = model;
    this.settings = settings;
  }

  /// What was sent and spent so far.
  public ModelUse use() {
    return use;
  }

  @Override
  public Reply complete(Call call) {
    try {
      return tried(call);
    } catch (ModelException e) {
      use = use.with(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @Override
  public String host() {
    return model.host();
  }

  @Override
  public String name(Tier tier) {
    return model.name(tier);
  }

  private Reply tried(Call call) {
    long redacted = 0;
    var messages = new ArrayList<Message>();
    for (var message : call.messages()) {
      var clean = settings.redacts() ? Redaction.of(message.text()) : null;
      redacted += clean == null ? 0 : clean.count();
      messages.add(clean == null ? message : saying(message, clean.text()));
    }
    var safe = call.saying(messages);
    long characters = messages.stream().mapToLong(message -> message.text().length()).sum();
    long tokens = Tokens.of(safe);
    for (int attempt = 1; ; attempt++) {
      mayAsk(tokens, call);
      settings.sending().to(host(), name(call.tier()), call.purpose(), tokens, redacted);
      long started = settings.nanoTime().getAsLong();
      try {
        var reply = model.complete(safe.within(timeLeft()));
        lasted(started);
        spend(reply.model(), counted(reply, tokens), characters, redacted);
        return reply;
      } catch (ModelException e) {
        lasted(started);
        // What was asked for may have been counted by the server, answered or not.
        spend(name(call.tier()), TokenUsage.of(tokens, 0), characters, redacted);
        var wait = wait(attempt, e);
        if (!e.kind().again() || attempt == MOST_TRIES || wait.compareTo(timeLeft()) >= 0) {
          throw e;
        }
        started = settings.nanoTime().getAsLong();
        settings.sleep().accept(wait);
        lasted(started);
      }
    }
  }

  /// Full jitter: anything up to the ceiling, which doubles (Brooker, "Exponential Backoff And
  /// Jitter", 2015); what the server asks for comes first.
  private Duration wait(int attempt, ModelException e) {
    long ceiling =
        Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempt - 1, 20));
    var jitter = Duration.ofMillis(settings.random().applyAsLong(ceiling));
    return e.retryAfter().map(asked -> asked.plus(jitter)).orElse(jitter);
  }

  /// What the next call or wait may take: of this function's time, and of the question's.
  private Duration timeLeft() {
    var here = settings.timeLeft().get();
    var question = settings.allowance().less(use).time();
    return here.compareTo(question) < 0 ? here : question;
  }

  private void lasted(long started) {
    use = use.lasting(Duration.ofNanos(settings.nanoTime().getAsLong() - started));
  }

  private void mayAsk(long tokens, Call call) {
    var left = settings.allowance().less(use);
    if (left.calls() == 0) {
      throw spent("calls");
    }
    if (left.tokens() < tokens + call.maxOutputTokens()) {
      throw spent("tokens");
    }
    if (left.time().toMillis() < 1) {
      throw spent("time");
    }
    var atMost =
        settings.prices().usd(name(call.tier()), TokenUsage.of(tokens, call.maxOutputTokens()));
    if (left.usd().isPresent() && atMost.isEmpty()) {
      use =
          use.remarking(
              "their cost could not be counted, as no price of them is known: the limits of calls,"
                  + " tokens and time stand in for the limit of money");
    }
    if (left.usd().isPresent()
        && atMost.isPresent()
        && atMost.getAsDouble() > left.usd().getAsDouble()) {
      throw spent("money");
    }
  }

  private ModelException spent(String what) {
    return new ModelException(
        ModelException.Kind.SPENT,
        String.format(
            Locale.ROOT, "the question's budget of %s for language models is spent", what));
  }

  private static Message saying(Message message, String text) {
    return switch (message) {
      case Message.Rules _ -> new Message.Rules(text);
      case Message.User _ -> new Message.User(text);
      case Message.Assistant said -> new Message.Assistant(text, said.calls());
      case Message.ToolResult result -> new Message.ToolResult(result.callId(), text);
    };
  }

  private static TokenUsage counted(Reply reply, long tokens) {
    if (reply.usage().known()) {
      return reply.usage();
    }
    long output = Tokens.of(reply.text());
    for (var call : reply.calls()) {
      output += Tokens.of(call.arguments());
    }
    return TokenUsage.of(tokens, output);
  }

  private void spend(String name, TokenUsage usage, long characters, long redacted) {
    use =
        use.and(
            new ModelUse(
                List.of(host()),
                List.of(name),
                1,
                usage.input(),
                usage.output(),
                settings.prices().usd(name, usage),
                characters,
                redacted,
                List.of()));
  }
}
