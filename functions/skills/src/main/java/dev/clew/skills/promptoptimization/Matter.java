package dev.clew.skills.promptoptimization;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.models.Tier;
import dev.clew.skills.Inputs;
import dev.clew.skills.promptoptimization.search.Check;
import dev.clew.skills.promptoptimization.search.Example;
import dev.clew.skills.promptoptimization.search.PromptTask;
import dev.clew.skills.promptoptimization.search.Task;
import dev.clew.skills.promptoptimization.search.ToolTask;
import dev.clew.skills.promptoptimization.search.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What is to be made better, and by what it is judged.
///
/// @param name what the texts are called, for diffs
/// @param examples of which each can be judged
/// @param logged of the application's own traces; empty where nothing was taken from them
/// @param notes what the reader should know of the examples
record Matter(
    Task task,
    String name,
    Examples examples,
    Optional<LoggedCalls> logged,
    NamedFiles files,
    List<String> notes) {
  private static final int LONGEST_PROMPT = 100_000;
  private static final int MOST_TOLD = 50;

  /// The files and traces that a run means; empty where there is neither a prompt nor tools.
  ///
  /// @throws dev.clew.evidence.ClewException for a file that is not there or ill-formed, and for a
  ///   prompt with a variable that no example fills
  static Optional<Matter> of(Inputs inputs) {
    var parameters = inputs.parameters();
    var files = new NamedFiles(inputs.ports().objects());
    var tools = file(inputs, files, "tools", List.of("tools.json"));
    var prompt =
        tools.isPresent() && !parameters.has("prompt")
            ? Optional.<String>empty()
            : file(inputs, files, "prompt", List.of("prompt.md", "prompt.txt"));
    var given = file(inputs, files, "examples", List.of("examples.jsonl"));
    var logged =
        (prompt.isPresent() && given.isPresent()) || tools.isPresent()
            ? Optional.<LoggedCalls>empty()
            : inputs.data() instanceof Inputs.Data.Traces(var application)
                ? Optional.of(LoggedCalls.of(application)).filter(one -> !one.prompt().isEmpty())
                : Optional.<LoggedCalls>empty();
    var tier = parameters.text("answered-by").equals("strong") ? Tier.STRONG : Tier.FAST;
    int longest = parameters.whole("max-output-tokens");
    var examples =
        given
            .map(key -> ExampleFile.parse(key, files.text("examples", key)))
            .or(() -> logged.map(LoggedCalls::examples));
    if (tools.isPresent() && prompt.isEmpty()) {
      var task =
          new ToolTask(
              ToolFile.parse(tools.get(), files.text("tools", tools.get())), tier, longest);
      return Optional.of(
          new Matter(
              task,
              tools.get(),
              named(examples.orElse(none()), task),
              Optional.empty(),
              files,
              List.of()));
    }
    if (prompt.isEmpty() && logged.isEmpty()) {
      return Optional.empty();
    }
    var name = prompt.orElse("the rules of most calls");
    var text =
        prompt.isPresent() ? files.text("prompt", prompt.get()) : logged.orElseThrow().prompt();
    if (text.length() > LONGEST_PROMPT) {
      throw new Problem(
              Problem.Kind.LIMIT,
              "the prompt has " + text.length() + " characters, more than " + LONGEST_PROMPT,
              name,
              "move what is data into a variable")
          .asException();
    }
    if (text.isBlank()) {
      throw new Problem(Problem.Kind.DATA, "the prompt is empty", name, "write one").asException();
    }
    var check = check(parameters.text("check"));
    var task = new PromptTask(text, check, tier, longest);
    var notes = new ArrayList<String>();
    var filled = filled(name, text, examples.orElse(none()));
    return Optional.of(
        new Matter(
            task,
            name,
            judged(filled, check),
            // Only where the calls are of this very prompt do they say how good it is.
            logged.filter(one -> prompt.isEmpty() || one.prompt().strip().equals(text.strip())),
            files,
            notes));
  }

  private static Examples none() {
    return new Examples(List.of(), List.of(), 0, "");
  }

  private static Optional<String> file(
      Inputs inputs, NamedFiles files, String parameter, List<String> usual) {
    return inputs.parameters().has(parameter)
        ? Optional.of(inputs.parameters().text(parameter))
        : files.usual(inputs.target(), usual);
  }

  private static Check check(String text) {
    try {
      return Check.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Problem(
              Problem.Kind.USER,
              String.valueOf(e.getMessage()),
              "prompt-optimization, parameter check",
              "give one of them")
          .asException();
    }
  }

  /// Those that fill all variables. A variable that none fills is the prompt's fault.
  private static Examples filled(String name, String text, Examples examples) {
    var wanted = Variables.in(text);
    if (wanted.isEmpty() || examples.all().isEmpty()) {
      return examples;
    }
    var given = new TreeSet<String>();
    examples.all().forEach(example -> given.addAll(example.inputs().keySet()));
    for (var variable : wanted) {
      if (!given.contains(variable)) {
        throw new Problem(
                Problem.Kind.USER,
                "no example fills the variable {{" + variable + "}}",
                name,
                "rename it or the inputs: " + Nearest.remedy(variable, given))
            .asException();
      }
    }
    var unfilled =
        examples.all().stream()
            .filter(example -> !example.inputs().keySet().containsAll(wanted))
            .toList();
    return left(examples, unfilled, "it does not fill all variables of the prompt");
  }

  /// Those that can be judged.
  private static Examples judged(Examples examples, Check check) {
    var open =
        examples.all().stream()
            .filter(example ->
                example.expected().isBlank() && example.check().orElse(check).needsExpected())
            .toList();
    return left(examples, open, "it says no expected answer, and its check needs one");
  }

  /// Those whose expected answer is a tool.
  private static Examples named(Examples examples, ToolTask task) {
    var names = task.names();
    var other =
        examples.all().stream().filter(example -> !names.contains(example.expected())).toList();
    return left(
        examples, other, "what it expects is none of the tools " + String.join(", ", names));
  }

  private static Examples left(Examples examples, List<Example> some, String why) {
    return examples.without(
        some,
        some.stream()
            .limit(MOST_TOLD)
            .map(example -> new Coverage.Unread(example.id(), "", why))
            .toList());
  }
}
