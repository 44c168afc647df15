package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Needs.Part;
import dev.clew.traces.spans.Origin;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.ToolCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Chat transcripts: each run becomes a trace without a clock.
///
/// The root is an AGENT span `run`; below it every message that a model spoke is an LLM span and
/// every tool result a TOOL span, named after the message's place (`m7`, and `m7.1` for the second
/// result in one message); `message.index` holds the place as a number from 0. A call's input is
/// what was said since the call before, so that a long run is not held many times over; what was
/// said after the last call is the root's output. Speakers with names or roles of their own
/// ("Orchestrator (thought)") are agents.
///
/// Fields that annotators and benchmarks add are never read (`transcripts.tsv`).
final class Transcript implements JsonSource.DocumentReader {
  private static final Set<String> STANDARD_ROLES =
      Set.of(
          "system",
          "user",
          "assistant",
          "tool",
          "function_call",
          "function_call_output",
          "reasoning");
  private static final int LONGEST_ATTRIBUTE = 256;

  private final String key;
  private final SpanDraft draft;
  private final JsonTrees trees;
  private final TranscriptFields fields;
  private final Harvest harvest;
  private final String keyHash;
  private final Set<String> used = new HashSet<>();
  private final Set<String> strangeOutcomes = new HashSet<>();
  private long ordinal;
  private long runs;

  Transcript(
      String key, SpanDraft draft, JsonTrees trees, TranscriptFields fields, Harvest harvest) {
    this.key = key;
    this.draft = draft;
    this.trees = trees;
    this.fields = fields;
    this.harvest = harvest;
    this.keyHash = hash(key);
  }

  @Override
  public boolean read(JsonNode document) {
    JsonNode messages = messagesOf(document);
    if (messages.isMissingNode()) {
      return false;
    }
    run(document, messages);
    return true;
  }

  /// Whether it is one message of a chat.
  static boolean isMessage(JsonNode node) {
    if (!node.isObject()) {
      return false;
    }
    boolean speaks =
        node.path("role").isTextual()
            || node.path("from").isTextual()
            || switch (Messages.text(node, "type")) {
              case "human", "ai", "function_call", "function_call_output" -> true;
              default -> false;
            };
    return speaks
        && (node.has("content")
            || node.has("tool_calls")
            || node.has("parts")
            || node.has("value")
            || node.has("function_call")
            || node.has("arguments")
            || node.has("output")
            || node.has("text"));
  }

  /// Whether a tree is a message, or a list or object that holds some.
  static boolean holdsMessages(JsonNode tree) {
    if (tree.isArray()) {
      JsonNode first = tree.path(0);
      return isMessage(first)
          || first.path("message").isObject()
          || Messages.isCalls(tree)
          || (first.isArray() && holdsMessages(first))
          || first.path("kwargs").isObject();
    }
    if (!tree.isObject()) {
      return false;
    }
    return isMessage(tree)
        || Messages.LISTS.stream().anyMatch(name -> tree.path(name).path(0).isContainerNode())
        || tree.path("content").path("role").isTextual()
        || tree.path("message").path("role").isTextual()
        || tree.path("kwargs").isObject();
  }

  /// The list of messages that an object holds as a run; missing when it holds none.
  private JsonNode messagesOf(JsonNode object) {
    for (var entry : fields.of("messages", object)) {
      if (isChat(entry.getValue())) {
        return entry.getValue();
      }
    }
    return object.path("request").isObject()
        ? messagesOf(object.get("request"))
        : JsonNodeFactory.instance.missingNode();
  }

  static boolean isChat(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      return false;
    }
    int looked = 0;
    for (JsonNode element : list) {
      if (!isMessage(element)) {
        return false;
      }
      if (++looked == 3) {
        break;
      }
    }
    return true;
  }

  /// One run.
  ///
  /// @param run what the object says of the run; an empty object for a bare list of messages
  /// @param messages in order
  void run(JsonNode run, Iterable<JsonNode> messages) {
    new Run(run, traceId(run)).read(messages);
  }

  private final class Run {
    private final JsonNode run;
    private final String traceId;
    private final String model;
    private final String session;
    private final String user;
    private final String agent;
    private final Map<String, ToolCall> calls = new HashMap<>();
    private final Map<String, String> instructions = new LinkedHashMap<>();
    private final List<Message> pending = new ArrayList<>();
    private String lastSpeaker = "";
    private boolean pendingStartsWithSpeaker;
    private String firstQuestion = "";
    private String lastAnswer = "";

    /// Models speak under names, so others with names are their like.
    private boolean namesAgents;

    /// Speakers stand in the roles, so "Assistant" is one of them.
    private boolean rolesAreNames;

    Run(JsonNode run, String traceId) {
      this.run = run;
      this.traceId = traceId;
      this.model = stated("model");
      this.session = stated("session");
      this.user = stated("user");
      this.agent = stated("agent");
    }

    void read(Iterable<JsonNode> messages) {
      long root = ordinal++;
      readInstructions();
      for (JsonNode message : messages) {
        namesAgents |=
            Messages.text(message, "role").equals("assistant")
                && !Messages.text(message, "name").isEmpty();
        rolesAreNames |= isOwnRole(Messages.role(Messages.text(message, "role", "from", "type")));
      }
      int index = 0;
      for (JsonNode message : messages) {
        message(message, index++);
      }
      JsonNode answer = run.path("response");
      if (answer.isObject()) {
        for (JsonNode choice : answer.path("choices")) {
          if (choice.path("message").isObject()) {
            spoken(choice.get("message"), answer, index++, agent, "");
          }
        }
      }
      root(root);
      Map<String, String> attributes = attributes();
      harvest.run(traceId, outcome(), attributes);
    }

    private void message(JsonNode message, int index) {
      String written = Messages.text(message, "role", "from", "type");
      String role = Messages.role(written);
      String name = Messages.text(message, "name");
      if (role.equals("function_call_output") || role.equals("tool")) {
        toolResult(message, Messages.text(message, "name"), index, 0);
        return;
      }
      if (role.equals("user") && addToolResults(message, index)) {
        return;
      }
      boolean isName = rolesAreNames && role.equals("assistant") && !written.equals(role);
      if (isOwnRole(role) || isName) {
        int bracket = written.indexOf(" (");
        String speaker = bracket < 0 ? written : written.substring(0, bracket);
        speaks(message, index, speaker, bracket < 0 ? "" : bare(written.substring(bracket + 1)));
      } else if (role.equals("assistant") || role.equals("function_call")) {
        speaks(message, index, name.isEmpty() ? agent : name, "");
      } else if (role.equals("user") && !name.isEmpty() && namesAgents) {
        speaks(message, index, name, "");
      } else {
        Message said = draft.messages().message(message, role);
        if (firstQuestion.isEmpty() && role.equals("user")) {
          firstQuestion = said.content();
        }
        pending.add(said);
      }
    }

    private static boolean isOwnRole(String role) {
      return !STANDARD_ROLES.contains(role);
    }

    private void speaks(JsonNode message, int index, String speaker, String note) {
      Message said = draft.messages().message(message, "assistant");
      if (fields.plays("executor", speaker)
          || (said.toolCalls().isEmpty() && StatedError.isExecutionReport(said.content()))) {
        toolResult(message, speaker, index, 0);
      } else {
        spoken(message, message, index, speaker, note);
      }
    }

    private void spoken(
        JsonNode message, JsonNode metered, int index, String speaker, String note) {
      Message read = draft.messages().message(message, "assistant");
      Message said = new Message("assistant", speaker, read.content(), read.toolCalls());
      for (ToolCall call : said.toolCalls()) {
        calls.put(call.id(), call);
      }
      if (pendingStartsWithSpeaker && speaker.equals(lastSpeaker)) {
        pending.removeFirst();
      }
      String instruction = instructions.remove(speaker);
      if (instruction != null && !instruction.isEmpty()) {
        pending.addFirst(new Message("system", speaker, instruction, List.of()));
      }
      begin("m" + index, "run", SpanKind.LLM, index);
      draft.name = speaker.isEmpty() ? "chat" : "chat " + speaker;
      draft.put(Field.OPERATION, "chat");
      draft.put(Field.AGENT, speaker);
      String answered = Messages.text(metered, "model", "model_name");
      draft.put(Field.MODEL, draft.texts.shared(answered.isEmpty() ? model : answered));
      usage("usage", Messages.first(metered, "usage", "usage_metadata", "token_usage"));
      if (!note.isEmpty()) {
        draft.keep("message.note", note);
      }
      if (draft.needs.has(Part.CONTENT)) {
        draft.said(pending, List.of(said));
      }
      emit(ordinal++);
      lastAnswer = said.content().isEmpty() ? lastAnswer : said.content();
      lastSpeaker = speaker;
      pending.clear();
      pending.add(said);
      pendingStartsWithSpeaker = true;
    }

    /// Anthropic puts tool results into the user's message.
    private boolean addToolResults(JsonNode message, int index) {
      int results = 0;
      for (JsonNode part : message.path("content")) {
        switch (Messages.text(part, "type")) {
          case "tool_result", "tool-result" -> toolResult(part, "", index, results++);
          default -> {}
        }
      }
      return results > 0 && results == message.path("content").size();
    }

    private void toolResult(JsonNode message, String stated, int index, int part) {
      String callId =
          Messages.text(message, "tool_call_id", "tool_use_id", "toolCallId", "call_id");
      ToolCall asked = calls.getOrDefault(callId, new ToolCall(callId, "", "", ""));
      String tool = stated.isEmpty() ? asked.name() : stated;
      String result = draft.messages().message(message, "tool").content();
      Optional<String> error = error(message, result);
      begin("m" + index + (part == 0 ? "" : "." + part), "run", SpanKind.TOOL, index);
      draft.name = tool.isEmpty() ? "tool" : draft.texts.shared(tool);
      draft.put(Field.OPERATION, "execute_tool");
      draft.put(Field.AGENT, callId.isEmpty() ? stated : "");
      draft.put(Field.TOOL_NAME, draft.name);
      draft.put(Field.TOOL_ID, callId);
      draft.put(Field.TOOL_ARGUMENTS, asked.arguments());
      draft.put(Field.TOOL_RESULT, result);
      if (error.isPresent()) {
        draft.statusCode = Status.Code.ERROR;
        draft.statusMessage = error.get();
      }
      if (draft.needs.has(Part.CONTENT)) {
        draft.put(Field.INPUT_VALUE, asked.arguments());
        draft.put(Field.OUTPUT_VALUE, result);
      }
      emit(ordinal++);
      pending.add(new Message("tool", tool, result, List.of(), callId));
    }

    private Optional<String> error(JsonNode message, String result) {
      JsonNode flagged = Messages.first(message, "is_error", "isError");
      if ((flagged.isBoolean() && flagged.booleanValue())
          || Messages.text(message, "status").equals("error")) {
        return Optional.of(result);
      }
      JsonNode content = Messages.first(message, "content", "output", "result");
      JsonNode tree =
          content.isObject() ? content : trees.parse(result.startsWith("{") ? result : "");
      return StatedError.of(result, tree);
    }

    private void root(long place) {
      begin("run", "", SpanKind.AGENT, -1);
      draft.name = agent.isEmpty() ? "run" : agent;
      draft.put(Field.OPERATION, "invoke_agent");
      draft.put(Field.AGENT, agent);
      usage("usage", run.path("usage"));
      if (draft.needs.has(Part.CONTENT)) {
        String question = stated("question");
        draft.put(Field.INPUT_VALUE, question.isEmpty() ? firstQuestion : question);
        draft.put(Field.OUTPUT_VALUE, lastAnswer);
        if (pendingStartsWithSpeaker) {
          pending.removeFirst();
        }
        draft.said(List.of(), pending);
      }
      emit(place);
    }

    private void begin(String spanId, String parent, SpanKind kind, int index) {
      draft.clear();
      draft.traceId = traceId;
      draft.spanId = spanId;
      draft.parentId = parent;
      draft.kind(kind);
      draft.put(Field.SESSION, session);
      draft.put(Field.USER, user);
      if (index >= 0) {
        draft.keep("message.index", Integer.toString(index));
      }
    }

    private void emit(long place) {
      draft.end(harvest, new Origin(key, place));
    }

    private void usage(String prefix, JsonNode usage) {
      for (var entry : usage.properties()) {
        String name = prefix + "." + entry.getKey();
        if (entry.getValue().isObject()) {
          usage(name, entry.getValue());
        } else {
          draft.attribute(name, entry.getValue());
        }
      }
    }

    /// `system_prompt` as one text for all, or one for each agent.
    private void readInstructions() {
      for (var entry : fields.of("system", run)) {
        if (entry.getValue().isTextual()) {
          pending.add(
              new Message("system", "", draft.texts.cut(entry.getValue().textValue()), List.of()));
          return;
        }
        if (entry.getValue().isObject()) {
          entry
              .getValue()
              .properties()
              .forEach(one ->
                  instructions.put(
                      one.getKey(), draft.texts.cut(Messages.written(one.getValue()))));
          return;
        }
      }
    }

    private String stated(String role) {
      for (var entry : fields.of(role, run)) {
        if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
          return entry.getValue().asText();
        }
      }
      return "";
    }

    private Map<String, String> attributes() {
      var found = new LinkedHashMap<String, String>();
      for (var entry : fields.of("details", run)) {
        addScalars(found, entry.getValue());
      }
      addScalars(found, run);
      return found;
    }

    private void addScalars(Map<String, String> found, JsonNode object) {
      for (var entry : object.properties()) {
        JsonNode value = entry.getValue();
        if (value.isValueNode()
            && !value.isNull()
            && value.asText().length() <= LONGEST_ATTRIBUTE
            && !fields.plays("label", entry.getKey())
            && (!fields.plays("outcome", entry.getKey())
                || Outcomes.of(entry.getKey(), value).isEmpty())) {
          found.put(entry.getKey(), value.asText());
        }
      }
    }

    private Optional<Outcome> outcome() {
      var said = new ArrayList<Map.Entry<String, JsonNode>>(fields.of("outcome", run));
      for (var details : fields.of("details", run)) {
        said.addAll(fields.of("outcome", details.getValue()));
      }
      for (var entry : said) {
        Optional<Outcome> outcome = Outcomes.of(entry.getKey(), entry.getValue());
        if (outcome.isPresent()) {
          return outcome;
        }
      }
      said.stream()
          .filter(entry -> entry.getValue().isTextual() && !entry.getValue().asText().isBlank())
          .findFirst()
          .ifPresent(entry -> notUnderstood(entry.getKey(), entry.getValue().asText()));
      return Optional.empty();
    }
  }

  /// Said once a field: of which word it is the first.
  private void notUnderstood(String field, String word) {
    if (strangeOutcomes.add(field)) {
      harvest.inference(
          "the field '"
              + field
              + "' of runs holds words, as '"
              + Texts.cut(word, 40)
              + "', that tell neither success nor failure: these runs count as neither; write true or"
              + " false, success or failed, or a number");
    }
  }

  /// Ids in the run where it has some, made unique by the object's key.
  private String traceId(JsonNode run) {
    var parts = new ArrayList<String>();
    for (var entry : fields.of("id", run)) {
      if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
        parts.add(slug(entry.getValue().asText()));
      }
    }
    String base = parts.isEmpty() ? "run-" + runs : String.join(".", parts);
    runs++;
    String id = Texts.cut(base, 96) + "-" + keyHash;
    String unique = id;
    for (int again = 2; !used.add(unique); again++) {
      unique = id + "-" + again;
    }
    return unique;
  }

  private static String slug(String text) {
    return text.replaceAll("[^A-Za-z0-9_.-]+", "-");
  }

  private static String bare(String note) {
    return note.startsWith("(") && note.endsWith(")") ? note.substring(1, note.length() - 1) : note;
  }

  private static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4).toLowerCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
