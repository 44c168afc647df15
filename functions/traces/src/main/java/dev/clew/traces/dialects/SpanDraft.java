package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clew.traces.dialects.Alias.Form;
import dev.clew.traces.spans.Content;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Needs.Part;
import dev.clew.traces.spans.Origin;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Tokens;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A span while its attributes come in, in whatever order and dialect. One draft is used again for
/// every span of an object.
final class SpanDraft {
  private static final int UNSET = Integer.MAX_VALUE;
  private static final int FIELDS = Field.values().length;

  /// Longer attribute values are content, not something to compare spans by.
  private static final int LONGEST_ATTRIBUTE = 256;

  private static final int MOST_ATTRIBUTES = 128;

  /// Longer arrays are content too: embeddings, documents.
  private static final int MOST_ELEMENTS = 32;

  private static final int MOST_OFFERS = 1_000;

  /// The name that OTel has for why a model stopped.
  private static final String FINISH = "gen_ai.response.finish_reasons";

  final Needs needs;
  final Texts texts;
  final AliasTable table;
  private final JsonTrees trees;
  private final Messages messages;
  private final boolean keepsAttributes;
  private final boolean keepsContent;

  String traceId = "";
  String spanId = "";
  String parentId = "";
  String name = "";
  long startNanos;
  long endNanos;
  Status.Code statusCode = Status.Code.UNSET;
  String statusMessage = "";
  private String complaint = "";

  private final String[] values = new String[FIELDS];
  private final long[] counts = new long[FIELDS];
  private final double[] money = new double[FIELDS];
  private final int[] ranks = new int[FIELDS];
  private final JsonNode[] lists = new JsonNode[FIELDS];
  private SpanKind kind = SpanKind.UNKNOWN;
  private Form cacheForm = Form.UNSAID;
  private Form reasoningForm = Form.UNSAID;
  private final Map<Field, FlatMessages> flat = new EnumMap<>(Field.class);
  private final List<Message> saidIn = new ArrayList<>();
  private final List<Message> saidOut = new ArrayList<>();
  private final List<String> documents = new ArrayList<>();
  private final List<String> offered = new ArrayList<>();
  private Map<String, String> schemas = Map.of();

  /// What offers of tools say, by their text: every call repeats them.
  private final Map<String, Offer> offers = new HashMap<>();

  private final List<SpanEvent> events = new ArrayList<>();
  private final Map<String, String> attributes = new LinkedHashMap<>();

  /// Reads what the table knows.
  ///
  /// @param table narrowed to the needs
  SpanDraft(Needs needs, AliasTable table, JsonTrees trees) {
    this.needs = needs;
    this.table = table;
    this.trees = trees;
    this.texts = new Texts(needs.maxTextCharacters());
    this.messages = new Messages(texts, trees);
    this.keepsAttributes = needs.has(Part.ATTRIBUTES);
    this.keepsContent = needs.has(Part.CONTENT);
    Arrays.fill(values, "");
    Arrays.fill(lists, MissingNode.getInstance());
    Arrays.fill(ranks, UNSET);
  }

  /// Forgets the span.
  SpanDraft clear() {
    traceId = "";
    spanId = "";
    parentId = "";
    name = "";
    startNanos = 0;
    endNanos = 0;
    statusCode = Status.Code.UNSET;
    statusMessage = "";
    complaint = "";
    Arrays.fill(values, "");
    Arrays.fill(ranks, UNSET);
    kind = SpanKind.UNKNOWN;
    cacheForm = Form.UNSAID;
    reasoningForm = Form.UNSAID;
    events.clear();
    attributes.clear();
    if (keepsContent) {
      Arrays.fill(lists, MissingNode.getInstance());
      flat.values().forEach(FlatMessages::clear);
      saidIn.clear();
      saidOut.clear();
      documents.clear();
      offered.clear();
      schemas = Map.of();
    }
    return this;
  }

  boolean keepsAttributes() {
    return keepsAttributes;
  }

  /// How many characters an attribute without a place of its own may have; -1 when none is kept.
  int longestKept() {
    return keepsAttributes ? LONGEST_ATTRIBUTE : -1;
  }

  Messages messages() {
    return messages;
  }

  /// An attribute whose name was found in the table.
  ///
  /// @param name whole; only looked at where the alias is a prefix
  void set(Alias alias, String name, String value) {
    switch (alias.form()) {
      case COUNT, INCLUDED, BESIDE, UNSAID -> {
        OptionalLong number = Numbers.whole(value);
        if (number.isPresent()) {
          set(alias, number.getAsLong());
        } else if (!value.isEmpty()) {
          complain(alias, value);
        }
      }
      case MONEY -> {
        OptionalDouble amount = Numbers.real(value);
        if (amount.isPresent()) {
          set(alias, amount.getAsDouble());
        } else if (!value.isEmpty()) {
          complain(alias, value);
        }
      }
      case KIND -> {
        if (alias.rank() < ranks[Field.KIND.slot()]) {
          SpanKind meant = table.kind(alias.attribute(), value);
          if (meant != SpanKind.UNKNOWN) {
            kind = meant;
            ranks[Field.KIND.slot()] = alias.rank();
          }
        }
      }
      case TEXT -> {
        int field = alias.field().slot();
        if (alias.rank() < ranks[field] && !value.isEmpty()) {
          values[field] = value;
          ranks[field] = alias.rank();
        }
      }
      case MESSAGES -> {
        JsonNode tree = trees.parse(value);
        list(alias, tree.isContainerNode() ? tree : trees.text(value));
      }
      case FLAT -> {
        if (outranks(alias)) {
          flat.computeIfAbsent(alias.field(), key -> new FlatMessages())
              .add(name.substring(alias.attribute().length()), value);
        }
      }
      case DOCUMENTS, SCHEMAS -> {
        if (alias.prefix()) {
          flatListItem(alias, name.substring(alias.attribute().length()), value);
        } else {
          JsonNode tree = trees.parse(value);
          if (tree.isContainerNode()) {
            list(alias, tree);
          }
        }
      }
    }
  }

  void set(Alias alias, long value) {
    switch (alias.form()) {
      case COUNT, INCLUDED, BESIDE, UNSAID -> {
        if (value < 0) {
          complain(alias, Long.toString(value));
          return;
        }
        int field = alias.field().slot();
        if (alias.prefix()) {
          counts[field] = (ranks[field] == UNSET ? 0 : counts[field]) + value;
          ranks[field] = alias.rank();
        } else if (alias.rank() < ranks[field]) {
          counts[field] = value;
          ranks[field] = alias.rank();
          if (alias.field() == Field.CACHE_READ_TOKENS
              || alias.field() == Field.CACHE_WRITE_TOKENS) {
            if (value > 0 || cacheForm == Form.UNSAID) {
              cacheForm = alias.form();
            }
          } else if (alias.field() == Field.REASONING_TOKENS) {
            reasoningForm = alias.form();
          }
        }
      }
      case MONEY -> set(alias, (double) value);
      case TEXT, KIND, MESSAGES, FLAT, DOCUMENTS, SCHEMAS ->
          set(alias, alias.attribute(), Long.toString(value));
    }
  }

  void set(Alias alias, double value) {
    switch (alias.form()) {
      case COUNT, INCLUDED, BESIDE, UNSAID -> {
        if (value >= 0 && value < 1L << 53) {
          set(alias, Math.round(value));
        } else {
          complain(alias, Double.toString(value));
        }
      }
      case MONEY -> {
        int field = alias.field().slot();
        if (!Double.isFinite(value)) {
          complain(alias, Double.toString(value));
        } else if (alias.rank() < ranks[field]) {
          money[field] = value;
          ranks[field] = alias.rank();
        }
      }
      case TEXT, KIND, MESSAGES, FLAT, DOCUMENTS, SCHEMAS ->
          set(alias, alias.attribute(), Double.toString(value));
    }
  }

  /// A structured value.
  void set(Alias alias, String name, JsonNode tree) {
    if (tree.isIntegralNumber() && tree.canConvertToLong()) {
      set(alias, tree.longValue());
    } else if (tree.isNumber()) {
      set(alias, tree.doubleValue());
    } else if (tree.isValueNode()) {
      if (!tree.isNull()) {
        set(alias, name, tree.asText());
      }
    } else {
      switch (alias.form()) {
        case MESSAGES, DOCUMENTS, SCHEMAS -> list(alias, tree);
        case TEXT, FLAT -> set(alias, name, tree.toString());
        case COUNT, INCLUDED, BESIDE, UNSAID, MONEY, KIND -> {}
      }
    }
  }

  /// Any attribute of a form that has names and trees: JSON of an SDK, metadata, events.
  void attribute(String name, JsonNode value) {
    Alias[] found = table.find(name);
    for (Alias alias : found) {
      set(alias, name, value);
    }
    if (found.length == 0) {
      keep(name, value);
    }
  }

  /// What the form itself says, before any attribute.
  void put(Field field, String value) {
    if (!value.isEmpty()) {
      values[field.slot()] = value;
      ranks[field.slot()] = -1;
    }
  }

  /// What the form says where no attribute did.
  void fill(Field field, String value) {
    if (!value.isEmpty() && ranks[field.slot()] == UNSET) {
      values[field.slot()] = value;
      ranks[field.slot()] = UNSET - 1;
    }
  }

  void kind(SpanKind stated) {
    kind = stated;
    ranks[Field.KIND.slot()] = -1;
  }

  /// An attribute without a place of its own.
  void keep(String name, String value) {
    if (keepsAttributes
        && value.length() <= LONGEST_ATTRIBUTE
        && attributes.size() < MOST_ATTRIBUTES) {
      attributes.put(name, value);
    }
  }

  /// The same of a value that may be several: a short array of plain values is kept as JSON, so
  /// that one of one value and one of several read alike.
  void keep(String name, JsonNode value) {
    if (value.isValueNode()) {
      if (!value.isNull()) {
        keep(name, value.asText());
      }
    } else if (keepsAttributes && isShort(value)) {
      keep(name, value.toString());
    }
  }

  private static boolean isShort(JsonNode value) {
    if (!value.isArray() || value.isEmpty() || value.size() > MOST_ELEMENTS) {
      return false;
    }
    for (JsonNode element : value) {
      if (!element.isValueNode()
          || (element.isTextual() && element.textValue().length() > LONGEST_ATTRIBUTE)) {
        return false;
      }
    }
    return true;
  }

  Map<String, String> attributes() {
    return attributes;
  }

  void event(SpanEvent event) {
    events.add(event);
  }

  /// Messages that were said in events rather than in attributes.
  void said(List<Message> input, List<Message> output) {
    saidIn.addAll(input);
    saidOut.addAll(output);
  }

  /// Takes what a resource says of all its spans, where the span does not say it itself.
  void inherit(SpanDraft resource) {
    for (int field = 0; field < FIELDS; field++) {
      if (ranks[field] == UNSET && resource.ranks[field] != UNSET) {
        values[field] = resource.values[field];
        counts[field] = resource.counts[field];
        money[field] = resource.money[field];
        ranks[field] = resource.ranks[field];
      }
    }
    if (kind == SpanKind.UNKNOWN) {
      kind = resource.kind;
    }
    if (keepsAttributes) {
      resource.attributes.forEach(attributes::putIfAbsent);
    }
  }

  /// Ends the span.
  void end(Harvest harvest, Origin origin) {
    if (!complaint.isEmpty()) {
      harvest.unread("span " + spanId + " of trace " + traceId, complaint);
    }
    harvest.span(span(origin));
  }

  String complaint() {
    return complaint;
  }

  private void complain(Alias alias, String value) {
    complaint =
        "'"
            + alias.attribute()
            + "' is '"
            + Texts.cut(value, 40)
            + "', which is no number of tokens or money: it was left out; see what the exporter counts";
  }

  Span span(Origin origin) {
    SpanKind kind = kind();
    Tokens tokens = tokens();
    Content content = keepsContent ? content(kind) : Content.NONE;
    String errorType = value(Field.ERROR_TYPE);
    Status status = Status.UNSET;
    if (statusCode == Status.Code.UNSET && !errorType.isEmpty()) {
      status = new Status(Status.Code.ERROR, statusMessage.isEmpty() ? errorType : statusMessage);
    } else if (statusCode != Status.Code.UNSET || !statusMessage.isEmpty()) {
      status = new Status(statusCode, texts.cut(statusMessage));
    }
    if (!errorType.isEmpty()) {
      keep("error.type", errorType);
    }
    if (keepsAttributes && !value(Field.METADATA).isEmpty()) {
      for (var entry : trees.parse(value(Field.METADATA)).properties()) {
        keep("metadata." + entry.getKey(), entry.getValue());
      }
    }
    return new Span(
        traceId,
        spanId,
        parentId.isEmpty() ? Optional.empty() : Optional.of(parentId),
        name,
        kind,
        startNanos == 0 && endNanos == 0
            ? new Timing.Unknown()
            : new Timing.Known(startNanos, endNanos == 0 ? startNanos : endNanos),
        status,
        value(Field.SERVICE),
        value(Field.OPERATION),
        value(Field.PROVIDER),
        value(Field.MODEL),
        tokens,
        cost(),
        kind == SpanKind.TOOL ? Optional.of(tool()) : Optional.empty(),
        value(Field.SESSION),
        value(Field.USER),
        value(Field.AGENT),
        content,
        events.isEmpty() ? List.of() : List.copyOf(events),
        attributes.isEmpty() ? Map.of() : attributes,
        origin);
  }

  SpanKind kind() {
    if (kind != SpanKind.UNKNOWN) {
      return kind;
    }
    if (isSet(Field.TOOL_NAME)) {
      return SpanKind.TOOL;
    }
    if (isSet(Field.MODEL) && (isSet(Field.PROMPT_TOKENS) || isSet(Field.COMPLETION_TOKENS))) {
      return SpanKind.LLM;
    }
    return isSet(Field.AGENT) && !isSet(Field.MODEL) ? SpanKind.AGENT : SpanKind.UNKNOWN;
  }

  private Tokens tokens() {
    if (!isSet(Field.PROMPT_TOKENS)
        && !isSet(Field.COMPLETION_TOKENS)
        && !isSet(Field.TOTAL_TOKENS)) {
      return Tokens.NONE;
    }
    return new StatedCounts(
            count(Field.PROMPT_TOKENS),
            count(Field.COMPLETION_TOKENS),
            count(Field.TOTAL_TOKENS),
            count(Field.CACHE_READ_TOKENS),
            count(Field.CACHE_WRITE_TOKENS),
            count(Field.REASONING_TOKENS),
            cacheForm,
            reasoningForm,
            count(Field.OTHER_PROMPT_TOKENS).orElse(0),
            count(Field.OTHER_COMPLETION_TOKENS).orElse(0))
        .tokens();
  }

  private OptionalDouble cost() {
    if (isSet(Field.COST)) {
      return OptionalDouble.of(money[Field.COST.slot()]);
    }
    if (isSet(Field.PROMPT_COST) || isSet(Field.COMPLETION_COST)) {
      return OptionalDouble.of(
          (isSet(Field.PROMPT_COST) ? money[Field.PROMPT_COST.slot()] : 0)
              + (isSet(Field.COMPLETION_COST) ? money[Field.COMPLETION_COST.slot()] : 0));
    }
    return OptionalDouble.empty();
  }

  private ToolCall tool() {
    String tool = value(Field.TOOL_NAME);
    if (tool.isEmpty()) {
      tool = name.startsWith("execute_tool ") ? name.substring("execute_tool ".length()) : name;
    }
    if (!needs.has(Part.TOOL_DETAILS)) {
      return new ToolCall(value(Field.TOOL_ID), tool, "", "");
    }
    return new ToolCall(
        value(Field.TOOL_ID),
        tool,
        texts.cut(first(Field.TOOL_ARGUMENTS, Field.INPUT_VALUE, Field.TOOL_PARAMETERS)),
        texts.cut(first(Field.TOOL_RESULT, Field.OUTPUT_VALUE)));
  }

  private String first(Field... fields) {
    for (Field field : fields) {
      if (!value(field).isEmpty()) {
        return value(field);
      }
    }
    return "";
  }

  private Content content(SpanKind kind) {
    String input = value(Field.INPUT_VALUE);
    String output = value(Field.OUTPUT_VALUE);
    var in = new ArrayList<>(said(Field.INPUT_MESSAGES, "user"));
    in.addAll(saidIn);
    var out = new ArrayList<>(said(Field.OUTPUT_MESSAGES, "assistant"));
    out.addAll(saidOut);
    if (kind == SpanKind.LLM) {
      finish(Field.OUTPUT_MESSAGES);
    }
    if (kind == SpanKind.LLM) {
      if (in.isEmpty()) {
        in.addAll(inText(Field.INPUT_VALUE, "user"));
      }
      if (out.isEmpty()) {
        out.addAll(inText(Field.OUTPUT_VALUE, "assistant"));
      } else if (!output.isEmpty()
          && !isJson(output)
          && out.stream().allMatch(message -> message.content().isEmpty())) {
        // The words around calls of tools may stand in an attribute of their own.
        Message first = out.getFirst();
        out.set(0, new Message(first.role(), first.name(), texts.cut(output), first.toolCalls()));
      }
    }
    in.addAll(0, said(Field.SYSTEM_MESSAGES, "system"));
    if (in.isEmpty()
        && out.isEmpty()
        && input.isEmpty()
        && output.isEmpty()
        && documents.isEmpty()
        && offered.isEmpty()) {
      return Content.NONE;
    }
    return new Content(in, out, texts.cut(input), texts.cut(output), documents, offered, schemas);
  }

  private List<Message> said(Field field, String otherwise) {
    FlatMessages flattened = flat.get(field);
    if (flattened != null && !flattened.isEmpty()) {
      return flattened.list(otherwise, texts);
    }
    JsonNode tree = lists[field.slot()];
    return tree.isMissingNode() ? List.of() : messages.list(tree, otherwise);
  }

  /// Messages in a model call's whole input or output: those that its JSON holds, else its text as
  /// one.
  private List<Message> inText(Field field, String otherwise) {
    String value = value(field);
    if (value.isEmpty()) {
      return List.of();
    }
    if (isJson(value)) {
      JsonNode tree = trees.parse(value);
      if (field == Field.INPUT_VALUE) {
        offersBeside(tree);
      } else {
        finish(tree);
      }
      if (Transcript.holdsMessages(tree)) {
        return messages.list(tree, otherwise);
      }
    }
    return List.of(new Message(otherwise, "", texts.cut(value), List.of()));
  }

  /// Tools that a whole request names beside its messages.
  private void offersBeside(JsonNode request) {
    JsonNode tools = Messages.first(request, "tools", "functions");
    if (offered.isEmpty() && tools.isArray()) {
      for (JsonNode tool : tools) {
        offer(tool.toString(), tool);
      }
    }
  }

  /// Why the model stopped, where only its messages say that.
  private void finish(Field field) {
    FlatMessages flattened = flat.get(field);
    if (flattened != null && !flattened.isEmpty()) {
      finish(flattened.finished());
    } else {
      finish(lists[field.slot()]);
    }
  }

  private void finish(JsonNode answer) {
    if (!keepsAttributes || !answer.isContainerNode()) {
      return;
    }
    var reasons = new ArrayList<String>();
    JsonNode choices = Messages.first(answer, "choices", "candidates");
    for (JsonNode one : choices.isArray() ? choices : answer.isArray() ? answer : List.of(answer)) {
      String reason =
          Messages.text(one, "finish_reason", "finishReason", "stop_reason", "stopReason");
      if (!reason.isEmpty()) {
        reasons.add(reason);
      }
    }
    finish(reasons);
  }

  private void finish(List<String> reasons) {
    if (!reasons.isEmpty() && !attributes.containsKey(FINISH)) {
      var array = JsonNodeFactory.instance.arrayNode();
      reasons.forEach(array::add);
      keep(FINISH, array);
    }
  }

  private static boolean isJson(String value) {
    return value.charAt(0) == '[' || value.charAt(0) == '{';
  }

  private void list(Alias alias, JsonNode tree) {
    if (!outranks(alias)) {
      return;
    }
    if (alias.form() == Form.DOCUMENTS) {
      for (JsonNode document : tree) {
        documents.add(
            texts.cut(
                Messages.written(Messages.first(document, "content", "text", "page_content"))));
      }
    } else if (alias.form() == Form.SCHEMAS) {
      for (JsonNode schema : tree) {
        offer(schema.toString(), schema);
      }
    } else {
      lists[alias.field().slot()] = tree;
      FlatMessages flattened = flat.get(alias.field());
      if (flattened != null) {
        flattened.clear();
      }
    }
  }

  private void flatListItem(Alias alias, String path, String value) {
    if (alias.form() == Form.DOCUMENTS) {
      if (path.endsWith("document.content")) {
        documents.add(texts.cut(value));
      }
    } else if (path.endsWith(".name")) {
      offered.add(texts.shared(value));
    } else if (path.endsWith("json_schema")) {
      offer(value, null);
    }
  }

  private void offer(String written, @Nullable JsonNode parsed) {
    Offer offer = offers.get(written);
    if (offer == null) {
      offer = Offer.of(parsed == null ? trees.parse(written) : parsed, trees);
      if (offers.size() < MOST_OFFERS) {
        offers.put(written, offer);
      }
    }
    if (offer.tool().isEmpty()) {
      return;
    }
    offered.add(offer.tool());
    if (!offer.schema().isEmpty()) {
      if (schemas.isEmpty()) {
        schemas = new LinkedHashMap<>();
      }
      schemas.put(offer.tool(), offer.schema());
    }
  }

  /// A tool as a model is offered it.
  ///
  /// @param schema of its arguments, as JSON text; empty where none is stated
  private record Offer(String tool, String schema) {
    static Offer of(JsonNode offer, JsonTrees trees) {
      JsonNode written = offer.isTextual() ? trees.parse(offer.textValue()) : offer;
      JsonNode function = written.path("function");
      String tool = Messages.text(function, "name");
      JsonNode schema = Messages.first(function, "parameters", "input_schema");
      if (tool.isEmpty()) {
        tool = Messages.text(written, "name");
        schema = Messages.first(written, "parameters", "input_schema", "inputSchema");
      }
      return new Offer(tool, schema.isObject() ? schema.toString() : "");
    }
  }

  /// Whether an alias may state its field now; equal ranks go on (parts of one flattened list).
  private boolean outranks(Alias alias) {
    int field = alias.field().slot();
    if (alias.rank() > ranks[field]) {
      return false;
    }
    if (alias.rank() < ranks[field]) {
      ranks[field] = alias.rank();
      lists[field] = MissingNode.getInstance();
      FlatMessages flattened = flat.get(alias.field());
      if (flattened != null) {
        flattened.clear();
      }
    }
    return true;
  }

  private boolean isSet(Field field) {
    return ranks[field.slot()] != UNSET;
  }

  String value(Field field) {
    return values[field.slot()];
  }

  private OptionalLong count(Field field) {
    return isSet(field) ? OptionalLong.of(counts[field.slot()]) : OptionalLong.empty();
  }
}
