package dev.clew.skills.tracediagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.skills.tracediagnosis.Step.Role;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A trace read as a course of steps, whatever its dialect: every model call is a step with what
/// came back for it, and so is every tool call that no model asked for.
///
/// What came back for a model call are the tools it asked for by id, else by name and arguments,
/// wherever they ran; then the calls of tools and agents below it, or beside it until the next
/// model call, that nobody else asked for; then what the chain around it alone put out or failed
/// with; then, for what is still open, the tool messages that its agent's next call was given.
///
/// @param task what was asked for; empty where no span holds it
/// @param coordinators agents that tell others what to do
record Course(
    Trace trace, TraceTree tree, String task, List<Step> steps, Set<String> coordinators) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int RESTATED = 120;
  private static final int LOOKED_AT = 4_000;

  /// Of what an agent saw, only the beginning tells whether its act failed.
  private static final int SEEN = 600;

  /// What readers of transcripts call the run where it has no name.
  private static final String TRANSCRIPT = "run";

  /// Shorter words only hand over.
  private static final int PASSING = 60;

  private static final Pattern PASSES =
      Pattern.compile("^\\W*(?:TERMINATE|Next speaker|Request satisfied|No agent selected)\\b");
  private static final Pattern PLANS =
      Pattern.compile(
          "(?i)^\\s*(?:initial plan|here is (?:the|my) plan|#+ *\\d*\\.? *(?:facts|plan))|# task and suggestions|## plan for solving");
  private static final Pattern PLAN_WANTED =
      Pattern.compile(
          "(?i)\\b(?:write|make|give|develop|update)\\b[^.\\n]{0,60}\\bplan\\b|list of facts");
  private static final Pattern LISTS = Pattern.compile("(?m)^\\s*(?:\\d+[.)]|[-*\u2022]|#+)\\s");
  private static final Pattern NAMED_TASK =
      Pattern.compile(
          "(?is).*?\\b(?:here is (?:the|your) (?:task|question)|new task|task|question)\\s*:\\s*(.*)");

  Course {
    steps = List.copyOf(steps);
    coordinators = Set.copyOf(coordinators);
  }

  static Course of(Trace trace) {
    return new Reader(trace).read();
  }

  /// Steps that do something for the task.
  List<Step> work() {
    return steps.stream().filter(Step::works).toList();
  }

  private static final class Reader {
    private final Trace trace;
    private final TraceTree tree;
    private final List<Span> calls = new ArrayList<>();
    private final Map<String, String> agents = new HashMap<>();
    private final Set<String> coordinators = new LinkedHashSet<>();
    private final Set<String> claimed = new HashSet<>();

    /// Agents that have done something for the task.
    private final Set<String> at = new HashSet<>();

    private final Requests requests;
    private String task = "";

    Reader(Trace trace) {
      this.trace = trace;
      tree = TraceTree.of(trace);
      requests = Requests.of(trace);
    }

    Course read() {
      for (var span : trace.spans()) {
        if (span.kind() == SpanKind.LLM) {
          calls.add(span);
          agents.put(span.spanId(), agent(span));
          if (note(span).startsWith("->")) {
            coordinators.add(span.agent());
          }
        }
      }
      task = task();
      var results = new HashMap<String, List<Result>>();
      for (int i = 0; i < calls.size(); i++) {
        results.put(calls.get(i).spanId(), results(calls.get(i)));
      }
      fromNextCalls(results);
      var steps = new ArrayList<Step>();
      boolean worked = false;
      for (var span : trace.spans()) {
        boolean isCall = span.kind() == SpanKind.LLM;
        boolean isLoneTool = span.kind() == SpanKind.TOOL && !claimed.contains(span.spanId());
        if (!isCall && !isLoneTool) {
          continue;
        }
        var step =
            isCall
                ? call(span, steps.size(), results.getOrDefault(span.spanId(), List.of()), worked)
                : tool(span, steps.size());
        worked |= step.works();
        if (step.works()) {
          at.add(step.agent());
        }
        steps.add(step);
      }
      return new Course(trace, tree, task, steps, coordinators);
    }

    private Step call(Span span, int place, List<Result> results, boolean worked) {
      var said = said(span);
      var code = Words.code(said);
      var asked = Requests.asked(span);
      var input = span.content().input();
      var agent = agents.getOrDefault(span.spanId(), "");
      return new Step(
          place,
          number(span, place),
          span,
          agent,
          input.isEmpty() ? "" : input.getLast().content(),
          said,
          code,
          asked,
          role(span, said, code, asked, results, worked),
          results);
    }

    private Step tool(Span span, int place) {
      return new Step(
          place,
          number(span, place),
          span,
          agent(span),
          "",
          "",
          "",
          List.of(),
          Role.WORK,
          List.of(result(span)));
    }

    private static int number(Span span, int place) {
      var index = span.attributes().getOrDefault("message.index", "");
      return index.matches("\\d{1,9}") ? Integer.parseInt(index) : place + 1;
    }

    private static String note(Span span) {
      return span.attributes().getOrDefault("message.note", "");
    }

    private static String said(Span span) {
      var said = new StringBuilder();
      for (var message : span.content().output()) {
        said.append(said.isEmpty() || message.content().isEmpty() ? "" : "\n");
        said.append(message.content());
      }
      boolean asks = span.content().output().stream().anyMatch(one -> !one.toolCalls().isEmpty());
      return said.isEmpty() && !asks ? span.content().outputValue() : said.toString();
    }

    private Role role(
        Span span,
        String said,
        String code,
        List<ToolCall> asked,
        List<Result> results,
        boolean worked) {
      var note = note(span);
      if (note.startsWith("->")) {
        return Role.DELEGATION;
      }
      boolean acts = !asked.isEmpty() || !results.isEmpty() || !code.isEmpty();
      if ((!worked && restates(said))
          || (!acts && !at.contains(agents.get(span.spanId())) && plans(said))
          || (!acts && asksForPlan(span))) {
        return Role.PLAN;
      }
      if (coordinators.contains(span.agent()) && !acts) {
        return Role.NOTE;
      }
      boolean isLast = span.equals(calls.getLast());
      boolean passes = PASSES.matcher(said).find() || (said.strip().length() < PASSING && !isLast);
      return passes && !acts && worked ? Role.PASSING : Role.WORK;
    }

    /// Whether words hand on the task itself.
    private boolean restates(String said) {
      var asked = Words.line(task, RESTATED).replace("…", "");
      return asked.length() >= PASSING
          && said.length() > asked.length() + PASSING
          && Words.line(said, LOOKED_AT).contains(asked);
    }

    private static boolean asksForPlan(Span span) {
      var input = span.content().input();
      return !input.isEmpty()
          && PLAN_WANTED.matcher(Words.tail(input.getLast().content(), SEEN)).find();
    }

    private boolean plans(String said) {
      return PLANS.matcher(said).find()
          || (!task.isEmpty()
              && LISTS.matcher(said).results().limit(3).count() == 3
              && coordinators.isEmpty()
              && trace.outcome().isEmpty()
              && !Words.closes(said));
    }

    /// What a model call's tools, agents and code gave back.
    private List<Result> results(Span call) {
      var found = new ArrayList<Result>();
      for (var tool : requests.tools(call)) {
        found.add(claim(tool));
      }
      for (var child : tree.children(call)) {
        if (isOpen(child, call)) {
          found.add(claim(child));
        }
      }
      var parent = tree.parent(call);
      if (parent.isEmpty()) {
        return found;
      }
      var siblings = siblings(parent.get());
      for (int i = siblings.after(call); i < siblings.spans().size(); i++) {
        var sibling = siblings.spans().get(i);
        if (sibling.kind() == SpanKind.LLM) {
          break;
        }
        if (isOpen(sibling, call)) {
          var result = claim(sibling);
          if (!ResultText.saysIdle(result.text())) {
            found.add(result);
          }
        }
      }
      if (siblings.models() == 1 && isStepOf(parent.get())) {
        around(call, parent.get(), found);
      }
      var said = said(call);
      if (found.isEmpty() && Words.reportsAct(said)) {
        found.add(Result.of(call.spanId(), "", "", said, ResultText.error(Words.head(said, SEEN))));
      }
      return found;
    }

    /// Whether a span is an act that came of no other model call.
    private boolean isOpen(Span span, Span call) {
      return isAct(span) && !claimed.contains(span.spanId()) && !requests.isAnothers(span, call);
    }

    /// The children of one span.
    ///
    /// @param places by span id
    /// @param models how many of them are model calls
    private record Siblings(List<Span> spans, Map<String, Integer> places, long models) {
      static Siblings of(List<Span> spans) {
        Map<String, Integer> places = HashMap.newHashMap(spans.size());
        for (int i = 0; i < spans.size(); i++) {
          places.put(spans.get(i).spanId(), i);
        }
        return new Siblings(
            spans, places, spans.stream().filter(one -> one.kind() == SpanKind.LLM).count());
      }

      int after(Span span) {
        return places.getOrDefault(span.spanId(), spans.size()) + 1;
      }
    }

    private final Map<String, Siblings> children = new HashMap<>();

    private Siblings siblings(Span parent) {
      return children.computeIfAbsent(parent.spanId(), id -> Siblings.of(tree.children(parent)));
    }

    private static boolean isAct(Span span) {
      return switch (span.kind()) {
        case TOOL, AGENT, RETRIEVER -> true;
        case LLM, EMBEDDING, CHAIN, RERANKER, GUARDRAIL, EVALUATOR, PROMPT, UNKNOWN -> false;
      };
    }

    private static boolean isStepOf(Span parent) {
      return parent.kind() == SpanKind.CHAIN || parent.kind() == SpanKind.UNKNOWN;
    }

    /// A chain that holds this one model call is its step: what it put out came back.
    private static void around(Span call, Span chain, List<Result> found) {
      var error = error(chain, "");
      var output = chain.content().outputValue();
      boolean known = found.stream().anyMatch(Result::failed);
      boolean said =
          found.stream()
              .anyMatch(one ->
                  !one.text().isBlank()
                      && one.text().contains(Words.line(output, 80).replace("…", "")));
      if ((error.isPresent() && !known) || (!output.isBlank() && !said && !sameAs(call, output))) {
        found.add(
            Result.of(
                chain.spanId(),
                "",
                "",
                output,
                known ? Optional.empty() : error.or(() -> ResultText.error(output))));
      }
    }

    private static boolean sameAs(Span call, String output) {
      var said = said(call).strip();
      return said.equals(output.strip())
          || call.content().outputValue().strip().equals(output.strip());
    }

    private Result claim(Span span) {
      claimed.add(span.spanId());
      return result(span);
    }

    private static Result result(Span span) {
      var call =
          span.tool()
              .orElse(
                  new ToolCall("", span.agent().isEmpty() ? span.name() : span.agent(), "", ""));
      var text = call.result().isEmpty() ? span.content().outputValue() : call.result();
      return Result.of(span.spanId(), call.name(), call.arguments(), text, error(span, text));
    }

    private static Optional<String> error(Span span, String text) {
      for (var event : span.events()) {
        if (event.isException()) {
          return Optional.of(exception(event));
        }
      }
      if (span.status().isError()) {
        return Optional.of(
            span.status().message().isBlank()
                ? "an error without a message"
                : span.status().message());
      }
      return ResultText.error(text);
    }

    private static String exception(SpanEvent event) {
      var type = event.attributes().getOrDefault("exception.type", "");
      var message = event.attributes().getOrDefault("exception.message", "");
      return message.isBlank() ? type : message;
    }

    /// Where no span says what came back, the agent's next call may have been given it.
    private void fromNextCalls(Map<String, List<Result>> results) {
      Map<String, Span> waiting = new HashMap<>();
      for (var call : calls) {
        var agent = agents.getOrDefault(call.spanId(), "");
        var before = waiting.get(agent);
        if (before != null) {
          var known = results.getOrDefault(before.spanId(), List.of());
          var more = new ArrayList<>(known);
          more.addAll(given(before, call.content().input(), known.isEmpty()));
          results.put(before.spanId(), more);
        }
        if (!open(call, results.getOrDefault(call.spanId(), List.of())).isEmpty()) {
          waiting.put(agent, call);
        } else {
          waiting.remove(agent);
        }
      }
    }

    /// The calls that nothing is known to have come back for: all where nothing came, else those
    /// that no tool's span carries out while other spans carry out others.
    private List<ToolCall> open(Span call, List<Result> results) {
      if (results.isEmpty()) {
        return Requests.asked(call);
      }
      return requests.tools(call).isEmpty() ? List.of() : requests.unanswered(call);
    }

    /// The tool messages in the next call's input that answer what is open: those with the ids of
    /// the open calls, else, where nothing at all came back, those that the input ends with.
    private List<Result> given(Span call, List<Message> input, boolean all) {
      var open = new ArrayList<>(all ? Requests.asked(call) : requests.unanswered(call));
      var found = new ArrayList<Result>();
      for (var asked : List.copyOf(open)) {
        for (var message : asked.id().isEmpty() ? List.<Message>of() : input.reversed()) {
          if (message.callId().equals(asked.id())) {
            found.add(given(call, asked, message));
            open.remove(asked);
            break;
          }
        }
      }
      if (!found.isEmpty() || !all) {
        return found;
      }
      int from = input.size();
      while (from > 0
          && (input.get(from - 1).role().equals("tool")
              || input.get(from - 1).role().equals("function"))) {
        from--;
      }
      for (var message : input.subList(from, input.size())) {
        var match =
            Requests.answeredBy(message, open).orElse(new ToolCall("", message.name(), "", ""));
        open.remove(match);
        found.add(given(call, match, message));
      }
      return found;
    }

    private static Result given(Span call, ToolCall asked, Message message) {
      return Result.of(
          call.spanId(),
          asked.name(),
          asked.arguments(),
          message.content(),
          ResultText.error(message.content()));
    }

    private String agent(Span span) {
      if (!span.agent().isEmpty()) {
        return span.agent();
      }
      for (var above : tree.ancestors(span)) {
        if (above.kind() == SpanKind.AGENT) {
          return above.agent().isEmpty() && !above.name().equals(TRANSCRIPT)
              ? above.name()
              : above.agent();
        }
      }
      return "";
    }

    /// What was asked for: of the first root that says so in plain words, else the first user's
    /// words to a model, else a field of a root's input.
    private String task() {
      for (var root : tree.roots()) {
        var input = root.content().inputValue().strip();
        if (!input.isEmpty() && !input.startsWith("{") && !input.startsWith("[")) {
          return input;
        }
      }
      for (var span : trace.spans()) {
        if (span.kind() == SpanKind.AGENT || tree.depth(span) == 0) {
          var named = field(span.content().inputValue());
          if (!named.isBlank()) {
            return shortTask(named);
          }
        }
      }
      for (var call : calls) {
        for (var message : call.content().input()) {
          if (message.role().equals("user") && !message.content().isBlank()) {
            return shortTask(message.content());
          }
        }
      }
      return "";
    }

    private static String shortTask(String text) {
      var named = NAMED_TASK.matcher(text.substring(0, Math.min(text.length(), 6_000)));
      return named.matches() && !named.group(1).isBlank() ? named.group(1).strip() : text.strip();
    }

    private static String field(String input) {
      if (!input.startsWith("{")) {
        return "";
      }
      try {
        JsonNode tree = JSON.readTree(input);
        for (var name :
            List.of("task", "question", "query", "input", "prompt", "user_input", "message")) {
          if (tree.path(name).isTextual()) {
            return tree.path(name).asText();
          }
        }
      } catch (JsonProcessingException _) {
        // A cut or half-written input holds no field.
      }
      return "";
    }
  }
}
