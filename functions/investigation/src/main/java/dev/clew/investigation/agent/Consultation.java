package dev.clew.investigation.agent;

import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.rails.Aliases;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.Tier;
import dev.clew.models.Tool;
import dev.clew.models.ToolCall;
import dev.clew.models.context.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// One turn's conversation with a model: it may look something up, then it decides. A decision that
/// can not be taken is explained once.
final class Consultation {
  private static final int MOST_CALLS = 4;
  private static final int MOST_OUTPUT_TOKENS = 700;

  private final LanguageModel model;
  private final List<Tool> tools;
  private final Looks looks;
  private final Decisions decisions;
  private final Supplier<Aliases> aliases;
  private final List<String> refusals = new ArrayList<>();

  /// @param aliases what the model calls names of the data by; asked for where it does
  Consultation(
      LanguageModel model,
      List<Tool> tools,
      Looks looks,
      Decisions decisions,
      Supplier<Aliases> aliases) {
    this.model = model;
    this.tools = tools;
    this.looks = looks;
    this.decisions = decisions;
    this.aliases = aliases;
  }

  /// Decisions that were not taken so far, and why.
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /// The agenda with the model's decisions; empty where none could be taken.
  ///
  /// @throws dev.clew.models.ModelException when it does not answer
  Optional<Agenda> decided(Agenda agenda, String prompt) {
    var messages = new ArrayList<Message>();
    messages.add(new Message.User(prompt));
    boolean explained = false;
    while (true) {
      var reply =
          model.complete(Call.forTool("decide", Tier.STRONG, messages, tools, MOST_OUTPUT_TOKENS));
      String said;
      try {
        var calls = reply.calls().stream().limit(MOST_CALLS).map(this::meant).toList();
        if (calls.isEmpty()) {
          throw new Refused("no tool was called");
        }
        if (!Looks.isOne(offered(calls.getFirst()))) {
          return Optional.of(taken(agenda, calls));
        }
        said = looks.at(calls.getFirst()) + "\nNow decide.";
      } catch (Refused e) {
        refusals.add(e.why());
        if (explained) {
          return Optional.empty();
        }
        explained = true;
        said =
            "That can not be done: "
                + Fence.harmless(aliases.get().in(e.why()))
                + ". Nothing of it was done."
                + (e.shown().isEmpty() ? "" : "\n" + e.shown() + "\n")
                + " Decide again.";
      }
      messages.add(new Message.Assistant("", List.of()));
      messages.add(new Message.User(said));
    }
  }

  /// The call with the names that it calls by their aliases.
  private ToolCall meant(ToolCall call) {
    if (call.arguments().indexOf('~') < 0) {
      return call;
    }
    try {
      var tree = aliases.get().meant(Arguments.parse(call.arguments()).tree());
      return new ToolCall(call.id(), call.name(), tree.toString());
    } catch (Refused e) {
      // Said where it is read.
      return call;
    }
  }

  private Agenda taken(Agenda agenda, List<ToolCall> calls) throws Refused {
    var taken = agenda;
    for (var call : calls) {
      if (Looks.isOne(offered(call))) {
        throw new Refused("look first, then decide");
      }
      taken = decisions.taken(taken, call);
      if (!taken.isWorking()) {
        break;
      }
    }
    return taken;
  }

  private ToolCall offered(ToolCall call) throws Refused {
    if (tools.stream().noneMatch(tool -> tool.name().equals(call.name()))) {
      throw new Refused(
          "there is no tool '"
              + Arguments.shortened(call.name())
              + "' now; there are "
              + tools.stream().map(Tool::name).collect(Collectors.joining(", ")));
    }
    return call;
  }
}
