package dev.clew.skills.promptoptimization.search;

import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks the model: what was answered before is taken from the journal, everything is paid from the
/// purse, and nothing is asked beyond the time or the budget.
public final class Bench {
  /// What a call and writing down its answer may take.
  private static final Duration MARGIN = Duration.ofSeconds(45);

  /// So many calls in a row that the server will not take are no matter of one example.
  private static final int MOST_REFUSED = 3;

  private final Optional<LanguageModel> model;
  private final Supplier<Duration> timeLeft;
  private final Purse purse;
  private final Journal journal;
  private final Spent spent;
  private final Map<String, Integer> asked = new HashMap<>();
  private long reservedCalls;
  private int refused;

  /// Told of each answer.
  public interface Spent {
    void at(long calls, long most);
  }

  /// @param model empty where there is none: then only kept answers are there
  public Bench(
      Optional<LanguageModel> model,
      Supplier<Duration> timeLeft,
      Purse purse,
      Journal journal,
      Spent spent) {
    this.model = model;
    this.timeLeft = timeLeft;
    this.purse = purse;
    this.journal = journal;
    this.spent = spent;
  }

  /// Leaves so many calls, and what they are likely to cost, to be made later.
  void reserve(long calls) {
    reservedCalls = calls;
  }

  /// Calls that may be made before what is reserved.
  long callsLeft() {
    return Math.max(0, purse.callsLeft() - reservedCalls);
  }

  Purse purse() {
    return purse;
  }

  /// Tries an example.
  Trial trial(Task task, Texts texts, Example example) {
    var reply = ask(task.call(texts, example));
    return switch (reply.finish()) {
      case REFUSED -> new Trial("", Score.wrong("the model would not answer"));
      case LENGTH -> new Trial(task.answer(reply), Score.wrong("the answer was cut off"));
      case STOP, TOOL_CALLS -> {
        var answer = task.answer(reply);
        yield new Trial(
            answer,
            answer.isBlank()
                ? Score.wrong("answers nothing")
                : example
                    .check()
                    .<Scoring>map(one -> one)
                    .orElse(task.scoring())
                    .of(example, answer));
      }
    };
  }

  /// One answer.
  ///
  /// @throws Halt where there is none to be had
  Reply ask(Call call) {
    var content = hash(call);
    var key = content + "-" + asked.merge(content, 1, Integer::sum);
    var name = model.map(one -> one.name(call.tier())).orElse("");
    purse.mayAsk(call, name, reservedCalls, reservedCalls * purse.meanUsd());
    var before = journal.find(key);
    var reply = before.isPresent() ? before.get() : fresh(call, key);
    purse.pay(call, reply, reply.model().isEmpty() ? name : reply.model(), before.isPresent());
    spent.at(purse.calls(), purse.mostCalls());
    return reply;
  }

  private Reply fresh(Call call, String key) {
    if (model.isEmpty()) {
      throw new Halt(Halt.Reason.NO_MODEL, "there is no language model");
    }
    if (timeLeft.get().compareTo(MARGIN) < 0) {
      throw new Halt(Halt.Reason.TIME, "the time of one function is over");
    }
    Reply reply;
    try {
      reply = model.get().complete(call);
      refused = 0;
    } catch (ModelException e) {
      reply = refusal(e);
    }
    journal.keep(key, reply);
    return reply;
  }

  /// A call that the server will not take is that example's matter, unless it takes none.
  private Reply refusal(ModelException e) {
    if (e.kind() != ModelException.Kind.REJECTED
        || purse.calls() == purse.kept()
        || ++refused > MOST_REFUSED) {
      throw new Halt(Halt.Reason.MODEL, String.valueOf(e.getMessage()));
    }
    return new Reply("", List.of(), Reply.Finish.REFUSED, TokenUsage.NONE, "");
  }

  /// SHA-256 of all that is asked.
  private static String hash(Call call) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      put(digest, call.tier() == Tier.FAST ? "fast" : "strong");
      put(digest, String.valueOf(call.maxOutputTokens()));
      for (var message : call.messages()) {
        put(
            digest,
            switch (message) {
              case Message.Rules _ -> "rules";
              case Message.User _ -> "user";
              case Message.Assistant _ -> "assistant";
              case Message.ToolResult _ -> "result";
            });
        put(digest, message.text());
      }
      for (var tool : call.tools()) {
        put(digest, tool.name());
        put(digest, tool.description());
        put(digest, tool.parameters().toString());
      }
      call.output().ifPresent(output -> put(digest, output.schema().toString()));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void put(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
