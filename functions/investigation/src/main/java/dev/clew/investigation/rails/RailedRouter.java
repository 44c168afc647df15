package dev.clew.investigation.rails;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.Earlier;
import dev.clew.investigation.Playbook;
import dev.clew.investigation.Question;
import dev.clew.investigation.Routed;
import dev.clew.investigation.Router;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Tier;
import dev.clew.models.Tool;
import dev.clew.models.context.Fence;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.ModelUse;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.Prompt;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import dev.clew.skills.ParameterSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Lets a model choose family, then skills, then their parameters; each turn is a tool call with a
/// strict schema made from the cards. A choice that is not among those offered is explained once;
/// then, as without a model, the router that knows the cards' examples decides.
///
/// A model chooses among what is there. What it fills in must come from the question: a window or a
/// value that the question does not hold is not let through.
public final class RailedRouter {
  private static final String NONE = "none";
  private static final int MOST_SKILLS = 3;
  private static final int MOST_OUTPUT_TOKENS = 400;
  private static final int MOST_TARGETS = 40;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Router router;
  private final Models models;
  private final Catalogue catalogue;
  private final Playbook playbook;
  private final PromptFiles prompts;

  public RailedRouter(
      Router router, Models models, Catalogue catalogue, Playbook playbook, PromptFiles prompts) {
    this.router = router;
    this.models = models;
    this.catalogue = catalogue;
    this.playbook = playbook;
    this.prompts = prompts;
  }

  /// No model chooses.
  public static RailedRouter withoutModel(Router router) {
    return new RailedRouter(
        router,
        Models.off("no language model is configured"),
        Catalogue.of(ClassLoader.getPlatformClassLoader()),
        new Playbook(List.of()),
        PromptFiles.PACKAGED);
  }

  /// Why there is no model; empty where there is one.
  public String off() {
    return models.off();
  }

  /// What one question may spend on models.
  public Allowance allowance() {
    return models.allowance();
  }

  /// What the question's own words say, without a model; of each target that it names.
  ///
  /// @throws ClewException as [Router#route]
  public Routed byWords(Question asked, List<TargetNames> targets) {
    var question = router.naming(asked, targets);
    var routed = router.route(question, targets);
    var named = router.named(question, targets);
    if (question.target().isPresent() || named.isEmpty()) {
      return routed;
    }
    var steps = new ArrayList<StepRequest>();
    var considered = new ArrayList<>(routed.routing().considered());
    switch (routed) {
      case Routed.Planned planned -> steps.addAll(planned.steps());
      case Routed.Unanswerable _ -> {}
    }
    for (var target : named) {
      if (steps.stream().noneMatch(step -> step.target().equals(target))
          && router.route(question.about(target), targets)
              instanceof Routed.Planned(var more, var routing)) {
        steps.addAll(more);
        considered.addAll(routing.considered());
      }
    }
    if (steps.isEmpty()) {
      return routed;
    }
    steps.sort(
        Comparator.comparingInt(step -> {
          var at = named.indexOf(step.target());
          return at < 0 ? named.size() : at;
        }));
    return new Routed.Planned(
        steps,
        new Answer.Routing(steps.stream().map(StepRequest::skill).distinct().toList(), considered));
  }

  /// Chooses.
  ///
  /// @throws ClewException as [Router#route]
  public Chosen choose(Question question, List<TargetNames> targets) {
    // Errors in the question and in what is named beside it are told without a model.
    var without = router.route(question, targets);
    var model = models.within(models.allowance());
    // A question that only says of which part of the data leaves nothing to choose, and where the
    // part can not be told a model must not answer of another.
    if (model.isEmpty() || targets.isEmpty() || router.onlyNarrows(question, without)) {
      return new Chosen(without, false, ModelUse.NONE, List.of());
    }
    return new Turn(question, targets, without, model.get()).chosen();
  }

  /// What the rails would not let pass, with the reason for the model.
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  private interface Reader<T> {
    T read(JsonNode arguments) throws Refusal;
  }

  /// One question's way down the tree.
  private final class Turn {
    private final Question question;
    private final List<TargetNames> targets;
    private final Routed without;
    private final Guarded model;
    private final Aliases aliases;
    private final List<String> refused = new ArrayList<>();
    private final List<Prompt> sent = new ArrayList<>();

    Turn(Question question, List<TargetNames> targets, Routed without, Guarded model) {
      this.question = question;
      this.targets =
          question.target().isEmpty()
              ? targets
              : targets.stream().filter(one -> one.name().equals(question.target().get())).toList();
      this.without = without;
      this.model = model;
      this.aliases = new Aliases(targets.stream().map(TargetNames::name).toList());
    }

    Chosen chosen() {
      try {
        return down();
      } catch (ModelException e) {
        return fallback();
      } catch (Refusal e) {
        refused.add(e.why());
        return fallback();
      } catch (ClewException | IllegalArgumentException e) {
        // A prompt that a user edited can be broken; he is told, and answered all the same.
        refused.add(String.valueOf(e.getMessage()));
        return fallback();
      }
    }

    private Chosen down() throws Refusal {
      var families = families();
      var cards =
          catalogue.cards().stream()
              .filter(card -> families.contains(card.family()))
              .filter(card ->
                  card.reads(Card.Reads.DOCUMENTATION)
                      || targets.stream().anyMatch(one -> card.reads(one.reads())))
              .toList();
      if (cards.isEmpty()) {
        refused.add(
            families.isEmpty()
                ? "the model found no family of skills that fits"
                : "the model chose "
                    + String.join(", ", families)
                    + ", for which there is no skill here");
        return fallback();
      }
      var skills = skills(cards);
      if (skills.isEmpty()) {
        refused.add("the model found no skill that fits");
        return fallback();
      }
      var steps = new ArrayList<StepRequest>();
      for (var skill : playbook.inOrder(List.copyOf(skills))) {
        steps.add(step(catalogue.require(skill)));
      }
      var order = steps.stream().map(StepRequest::skill).distinct().toList();
      var considered = new ArrayList<Answer.Considered>();
      steps.forEach(step ->
          considered.add(new Answer.Considered(step.skill(), step.target(), 1, step.reason())));
      without.routing().considered().stream()
          .filter(reading -> !order.contains(reading.skill()))
          .forEach(considered::add);
      return new Chosen(
          new Routed.Planned(steps, new Answer.Routing(order, considered, refused)),
          true,
          model.use(),
          sent);
    }

    private Chosen fallback() {
      var routing =
          new Answer.Routing(without.routing().chosen(), without.routing().considered(), refused);
      return new Chosen(
          switch (without) {
            case Routed.Planned planned -> new Routed.Planned(planned.steps(), routing);
            case Routed.Unanswerable none ->
                new Routed.Unanswerable(none.why(), none.next(), routing);
          },
          false,
          model.use(),
          sent);
    }

    private Set<String> families() throws Refusal {
      var text =
          Arrays.stream(Family.values())
              .map(family -> "- " + family.id() + ": " + family.about())
              .collect(Collectors.joining("\n"));
      var constants = new ArrayList<>(Family.ids());
      constants.add(NONE);
      return ask(
          "family",
          Map.of("families", text, "targets", named(), "question", fenced()),
          new Tool(
              "choose_family",
              "Says which families of skills can answer the question.",
              Schemas.choice("families", constants)),
          arguments -> several(arguments, "families", constants));
    }

    private Set<String> skills(List<Card> cards) throws Refusal {
      var text =
          cards.stream()
              .map(card ->
                  "- "
                      + card.name()
                      + ": "
                      + card.description().strip()
                      + " For: "
                      + String.join("; ", card.when())
                      + ". Not for: "
                      + String.join("; ", card.whenNot())
                      + ".")
              .collect(Collectors.joining("\n"));
      var constants = new ArrayList<>(cards.stream().map(Card::name).toList());
      constants.add(NONE);
      var skills =
          ask(
              "skill",
              Map.of("skills", text, "question", fenced()),
              new Tool(
                  "choose_skill",
                  "Says which skills answer the question.",
                  Schemas.choice("skills", constants)),
              arguments -> several(arguments, "skills", constants));
      if (skills.size() > MOST_SKILLS) {
        throw new Refusal(
            "the model chose " + String.join(", ", skills) + ": more than can be meant");
      }
      return skills;
    }

    private StepRequest step(Card card) throws Refusal {
      var fitting =
          card.reads(Card.Reads.DOCUMENTATION)
              ? List.of(TargetNames.DOCUMENTATION.name())
              : targets.stream()
                  .filter(one -> card.reads(one.reads()))
                  .map(TargetNames::name)
                  .limit(MOST_TARGETS)
                  .toList();
      var tool = "run_" + card.name().replace('-', '_');
      return ask(
          "parameters",
          Map.of(
              "skill",
              card.name(),
              "targets",
              Aliases.listed(fitting) + conversation(),
              "question",
              fenced()),
          new Tool(
              tool,
              card.description(),
              Schemas.run(card, fitting.stream().map(Aliases::of).toList())),
          arguments -> filled(card, fitting, arguments));
    }

    private StepRequest filled(Card card, List<String> fitting, JsonNode arguments) throws Refusal {
      var target = aliases.meant(arguments.path("target").asText(""));
      if (!fitting.contains(target)) {
        throw new Refusal(
            "target '" + shortened(target) + "' is none of " + String.join(", ", fitting));
      }
      var own = plannedWithout(card.name());
      target = inConversation(target, own, fitting);
      var about = target;
      var parameters = new LinkedHashMap<String, String>(question.parameters());
      var schema = ParameterSchema.of(card);
      for (var name : schema.names()) {
        var value = arguments.path(name);
        if (value.isMissingNode() || value.isNull() || parameters.containsKey(name)) {
          continue;
        }
        if (!value.isValueNode()) {
          throw new Refusal("parameter " + name + " must be one value, or null");
        }
        var text = value.asText().strip();
        if (text.isEmpty() || text.equals(schema.defaultOf(name).orElse(""))) {
          continue;
        }
        try {
          schema.complete(Map.of(name, text));
        } catch (ClewException e) {
          throw new Refusal(e.problem().toString());
        }
        if (!comesFromQuestion(card, name, value)) {
          refused.add(
              card.name()
                  + ": "
                  + name
                  + " '"
                  + shortened(text)
                  + "' does not stand in the question");
          continue;
        }
        parameters.put(name, text);
      }
      own.ifPresent(step ->
          step.parameters()
              .forEach((name, value) -> {
                // What the words alone left unread, the model has read where it gives a filter.
                if (!name.equals("unread") || !parameters.containsKey("where")) {
                  parameters.putIfAbsent(name, value);
                }
              }));
      var given = question.baseline().isPresent() || question.current().isPresent();
      var baseline =
          given
              ? question.baseline()
              : window(card, arguments, "baseline", own, StepRequest::baseline);
      var current =
          given
              ? question.current()
              : window(card, arguments, "current", own, StepRequest::current);
      var step =
          new StepRequest(
              card.name(),
              target,
              baseline,
              current,
              !given,
              parameters,
              "chosen by " + model.name(Tier.FAST) + " from " + card.family());
      return stepsWithout().stream()
          .filter(one -> one.target().equals(about))
          .findFirst()
          .map(step::like)
          .orElse(step);
    }

    private List<StepRequest> stepsWithout() {
      return switch (without) {
        case Routed.Planned planned -> planned.steps();
        case Routed.Unanswerable _ -> List.of();
      };
    }

    /// What the question does not name is what the conversation was about, whatever a model says.
    private String inConversation(String chosen, Optional<StepRequest> own, List<String> fitting) {
      var earlier = question.earlier().map(Earlier::targets).orElse(List.of());
      if (earlier.contains(chosen) || stands(chosen)) {
        return chosen;
      }
      return own.map(StepRequest::target)
          .filter(fitting::contains)
          .or(() -> earlier.stream().filter(fitting::contains).findFirst())
          .filter(_ -> !earlier.isEmpty())
          .orElse(chosen);
    }

    /// What was asked before, for a question that leaves it open.
    private String conversation() {
      return question
          .earlier()
          .map(earlier ->
              " (the conversation was about "
                  + Aliases.listed(earlier.targets())
                  + (earlier.skills().isEmpty()
                      ? ""
                      : ", looked into by " + String.join(", ", earlier.skills()))
                  + ")")
          .orElse("");
    }

    private Optional<String> window(
        Card card,
        JsonNode arguments,
        String which,
        Optional<StepRequest> own,
        Function<StepRequest, Optional<String>> read) {
      var said = arguments.path(which);
      if (said.isTextual() && !said.asText().isBlank()) {
        var text = said.asText().strip();
        if (stands(text)) {
          return Optional.of(text);
        }
        refused.add(
            card.name()
                + ": "
                + which
                + " '"
                + shortened(text)
                + "' does not stand in the question");
      }
      return own.flatMap(read);
    }

    private Optional<StepRequest> plannedWithout(String skill) {
      return stepsWithout().stream().filter(step -> step.skill().equals(skill)).findFirst();
    }

    private boolean comesFromQuestion(Card card, String name, JsonNode value) {
      return value.isBoolean()
          || !ParameterSchema.of(card).constants(name).isEmpty()
          || (card.family().equals(Family.EXPLORATION.id())
              ? RailedFilter.comesFrom(name, value.asText(), this::stands)
              : stands(value.asText()));
    }

    /// Whether a value's numbers, and its words, all stand in the question.
    private boolean stands(String value) {
      return Said.in(question.text()).holds(value);
    }

    private <T> T ask(String turn, Map<String, String> values, Tool tool, Reader<T> reader)
        throws Refusal {
      var prompt = prompts.prompt("router/" + turn + ".md", RailedRouter.class, turn + ".md");
      sent.add(prompt);
      var messages = new ArrayList<Message>();
      messages.add(new Message.User(prompt.render(values)));
      for (int attempt = 1; ; attempt++) {
        var reply =
            model.complete(
                Call.forTool(
                    "route:" + turn, Tier.FAST, messages, List.of(tool), MOST_OUTPUT_TOKENS));
        try {
          if (reply.calls().isEmpty()) {
            throw new Refusal("no tool was called; call " + tool.name());
          }
          var call = reply.calls().getFirst();
          if (!call.name().equals(tool.name())) {
            throw new Refusal(
                "there is no tool '" + shortened(call.name()) + "'; call " + tool.name());
          }
          return reader.read(parsed(call.arguments()));
        } catch (Refusal e) {
          if (attempt == 2) {
            throw e;
          }
          refused.add(e.why());
          messages.add(new Message.Assistant(shortened(reply.text()), List.of()));
          messages.add(
              new Message.User(
                  "That can not be used: "
                      + Fence.harmless(aliases.in(e.why()))
                      + ". Call "
                      + tool.name()
                      + " again."));
        }
      }
    }

    private String named() {
      return targets.stream()
              .limit(MOST_TARGETS)
              .map(target -> target.kind() + " " + Aliases.of(target.name()))
              .collect(Collectors.joining(", "))
          + conversation();
    }

    private String fenced() {
      return question.text().strip().replace("QUESTION>>>", "QUESTION>").replace("<<<", "<");
    }
  }

  private static Set<String> several(JsonNode arguments, String name, List<String> constants)
      throws Refusal {
    var list = arguments.path(name);
    if (!list.isArray() || list.isEmpty()) {
      throw new Refusal(name + " must be a list of one or more of " + String.join(", ", constants));
    }
    var chosen = new LinkedHashSet<String>();
    for (var one : list) {
      if (!constants.contains(one.asText(""))) {
        throw new Refusal(
            "'" + shortened(one.asText("")) + "' is none of " + String.join(", ", constants));
      }
      chosen.add(one.asText());
    }
    chosen.remove(NONE);
    return chosen;
  }

  private static JsonNode parsed(String arguments) throws Refusal {
    try {
      var tree = JSON.readTree(arguments);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new Refusal("the arguments are no JSON object");
  }

  /// A model's own words, cut before they go into an answer.
  private static String shortened(String text) {
    return PlainText.line(PlainText.cut(text, 60));
  }
}
