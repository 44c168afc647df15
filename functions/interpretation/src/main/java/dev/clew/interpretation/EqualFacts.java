package dev.clew.interpretation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.erdtman.jcs.JsonCanonicalizer;

/// When two answers say the same: the RFC 8785 form of their facts' (name, value, low, high, unit),
/// sorted, is the same bytes. Ids and provenance do not count, and neither does the order of facts.
public final class EqualFacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EqualFacts() {}

  /// Whether both hold the same facts.
  public static boolean equal(Collection<Fact> some, Collection<Fact> others) {
    return Arrays.equals(canonical(some), canonical(others));
  }

  /// The bytes that are compared: a JSON array of the facts, one line.
  public static byte[] canonical(Collection<Fact> facts) {
    var lines = facts.stream().map(EqualFacts::canonical).sorted().toList();
    return ("[" + String.join(",", lines) + "]").getBytes(StandardCharsets.UTF_8);
  }

  /// One fact's canonical form.
  public static String canonical(Fact fact) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("name", fact.name());
    value(node, fact.value());
    fact.low().ifPresentOrElse(low -> node.put("low", low), () -> node.putNull("low"));
    fact.high().ifPresentOrElse(high -> node.put("high", high), () -> node.putNull("high"));
    node.put("unit", fact.unit().symbol());
    try {
      return new JsonCanonicalizer(JSON.writeValueAsString(node)).getEncodedString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("fact " + fact.name() + " can not be written", e);
    } catch (IOException e) {
      throw new IllegalStateException("fact " + fact.name() + " has no canonical form", e);
    }
  }

  private static void value(ObjectNode node, FactValue value) {
    switch (value) {
      case FactValue.Whole whole -> node.put("value", whole.value());
      case FactValue.Real real -> node.put("value", real.value());
      case FactValue.Text text -> node.put("value", text.value());
      case FactValue.Flag flag -> node.put("value", flag.value());
      case FactValue.Nothing _ -> node.putNull("value");
    }
  }
}
