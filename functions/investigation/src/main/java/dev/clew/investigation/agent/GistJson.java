package dev.clew.investigation.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import dev.clew.investigation.wire.SpokenJson;
import dev.clew.investigation.wire.StepJson;
import java.util.ArrayList;
import java.util.OptionalDouble;

/// Gists as they lie in a workspace: small, since each turn reads several. A fact is a list of id,
/// name, value, unit and, where it has an interval, its ends.
final class GistJson {
  private GistJson() {}

  static byte[] bytes(Gist gist) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("ending", gist.ending().name());
    tree.put("why", gist.why());
    var facts = tree.putArray("facts");
    gist.facts().forEach(fact -> write(fact, facts.addArray()));
    var lines = tree.putArray("lines");
    gist.lines().forEach(lines::add);
    tree.set("use", SpokenJson.write(gist.use()));
    return StepJson.bytes(tree);
  }

  static Gist read(byte[] bytes, String step) {
    var tree = StepJson.parse(bytes, "gist of " + step);
    var facts = new ArrayList<Fact>(tree.path("facts").size());
    tree.path("facts").forEach(one -> facts.add(fact(one)));
    var lines = new ArrayList<String>();
    tree.path("lines").forEach(one -> lines.add(one.asText()));
    return new Gist(
        Ending.valueOf(tree.path("ending").asText()),
        tree.path("why").asText(),
        facts,
        lines,
        SpokenJson.use(tree.path("use")));
  }

  private static void write(Fact fact, ArrayNode into) {
    into.add(fact.id()).add(fact.name());
    switch (fact.value()) {
      case FactValue.Whole(var whole) -> into.add(whole);
      case FactValue.Real(var real) -> into.add(real);
      case FactValue.Text(var text) -> into.add(text);
      case FactValue.Flag(var flag) -> into.add(flag);
      case FactValue.Nothing() -> into.addNull();
    }
    into.add(fact.unit().symbol());
    if (fact.low().isPresent() || fact.high().isPresent()) {
      end(into, fact.low());
      end(into, fact.high());
    }
  }

  private static void end(ArrayNode into, OptionalDouble end) {
    if (end.isPresent()) {
      into.add(end.getAsDouble());
    } else {
      into.addNull();
    }
  }

  private static Fact fact(JsonNode list) {
    return new Fact(
        list.path(0).asText(),
        list.path(1).asText(),
        value(list.path(2)),
        end(list.path(4)),
        end(list.path(5)),
        Unit.of(list.path(3).asText()),
        "");
  }

  private static FactValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NUMBER ->
          node.isIntegralNumber()
              ? new FactValue.Whole(node.longValue())
              : new FactValue.Real(node.doubleValue());
      case STRING -> new FactValue.Text(node.textValue());
      case BOOLEAN -> new FactValue.Flag(node.booleanValue());
      case NULL -> new FactValue.Nothing();
      case ARRAY, BINARY, MISSING, OBJECT, POJO ->
          throw new IllegalStateException("no fact's value: " + node);
    };
  }

  private static OptionalDouble end(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
  }
}
