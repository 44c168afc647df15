package dev.clew.investigation.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.interpretation.ClaimCheck;
import dev.clew.interpretation.voice.Spoken;
import dev.clew.models.guard.ModelUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What a model said, on its way between functions.
public final class SpokenJson {
  private SpokenJson() {}

  public static ObjectNode write(Spoken spoken) {
    var tree = JsonNodeFactory.instance.objectNode();
    write(tree.putArray("summary"), spoken.summary());
    write(tree.putArray("statements"), spoken.statements());
    write(tree.putArray("meaning"), spoken.meaning());
    write(tree.putArray("advice"), spoken.advice());
    var refusals = tree.putArray("refusals");
    spoken
        .refusals()
        .forEach(one ->
            refusals.addObject().put("sentence", one.sentence()).put("reason", one.reason()));
    tree.put("prompts", spoken.prompts());
    tree.set("use", write(spoken.use()));
    return tree;
  }

  public static ObjectNode write(ModelUse use) {
    var used = JsonNodeFactory.instance.objectNode();
    texts(used.putArray("hosts"), use.hosts());
    texts(used.putArray("models"), use.models());
    used.put("calls", use.calls());
    used.put("inputTokens", use.inputTokens());
    used.put("outputTokens", use.outputTokens());
    use.usd().ifPresent(usd -> used.put("usd", usd));
    used.put("characters", use.characters());
    used.put("redacted", use.redacted());
    texts(used.putArray("troubles"), use.troubles());
    used.put("nanos", use.time().toNanos());
    texts(used.putArray("remarks"), use.remarks());
    return used;
  }

  public static ModelUse use(JsonNode used) {
    return new ModelUse(
        texts(used.path("hosts")),
        texts(used.path("models")),
        used.path("calls").asLong(),
        used.path("inputTokens").asLong(),
        used.path("outputTokens").asLong(),
        used.has("usd") ? OptionalDouble.of(used.path("usd").asDouble()) : OptionalDouble.empty(),
        used.path("characters").asLong(),
        used.path("redacted").asLong(),
        texts(used.path("troubles")),
        Duration.ofNanos(used.path("nanos").asLong()),
        texts(used.path("remarks")));
  }

  public static Spoken read(JsonNode tree) {
    if (!tree.isObject()) {
      return Spoken.NOTHING;
    }
    var refusals = new ArrayList<ClaimCheck.Refusal>();
    tree.path("refusals")
        .forEach(one ->
            refusals.add(
                new ClaimCheck.Refusal(
                    one.path("sentence").asText(), one.path("reason").asText())));
    return new Spoken(
        said(tree.path("summary")),
        said(tree.path("statements")),
        said(tree.path("meaning")),
        said(tree.path("advice")),
        refusals,
        use(tree.path("use")),
        tree.path("prompts").asText(""));
  }

  private static void write(ArrayNode into, List<Spoken.Said> said) {
    said.forEach(one ->
        texts(into.addObject().put("text", one.text()).putArray("findings"), one.findings()));
  }

  private static List<Spoken.Said> said(JsonNode list) {
    var said = new ArrayList<Spoken.Said>();
    list.forEach(
        one -> said.add(new Spoken.Said(one.path("text").asText(), texts(one.path("findings")))));
    return said;
  }

  private static void texts(ArrayNode into, List<String> texts) {
    texts.forEach(into::add);
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
