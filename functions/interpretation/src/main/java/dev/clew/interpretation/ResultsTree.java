package dev.clew.interpretation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.EvidenceKind;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.evidence.Windows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What answers and measurements share on the wire.
final class ResultsTree {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ResultsTree() {}

  /// Results with their statements as templates.
  static ObjectNode write(Results results) {
    var node = JSON.objectNode();
    var findings = node.putArray("findings");
    for (var finding : results.findings()) {
      var one = finding(finding, finding.title());
      one.put("statement", finding.statement());
      refer(one, finding);
      findings.add(one);
    }
    node.set("facts", facts(results.facts()));
    node.set("evidence", evidence(results.evidence()));
    node.set("computations", computations(results.computations()));
    node.set("coverage", coverage(results.coverage()));
    node.put("looks", results.looks());
    node.set("next", texts(results.next()));
    if (!results.opening().isEmpty()) {
      node.put("opening", results.opening());
    }
    if (!results.asked().isEmpty()) {
      node.set("asked", texts(results.asked()));
    }
    return node;
  }

  static Results read(Tree tree) {
    return new Results(
        tree.list("findings", ResultsTree::readFinding),
        tree.list("facts", ResultsTree::readFact),
        tree.list("evidence", ResultsTree::readEvidence),
        tree.list("computations", ResultsTree::readComputation),
        readCoverage(tree.at("coverage")),
        tree.whole("looks"),
        tree.texts("next"),
        tree.textOr("opening", ""),
        tree.has("asked") ? tree.texts("asked") : List.of());
  }

  static ArrayNode findings(List<Finding> findings, Map<String, Fact> facts) {
    var array = JSON.arrayNode();
    for (var finding : findings) {
      var title = fill(finding.title(), facts);
      var one = finding(finding, title);
      filled(one, "statement", "template", finding.statement(), facts);
      refer(one, finding);
      if (!title.equals(finding.title())) {
        one.put("titleTemplate", finding.title());
      }
      array.add(one);
    }
    return array;
  }

  private static ObjectNode finding(Finding finding, String title) {
    return JSON.objectNode()
        .put("id", finding.id())
        .put("title", title)
        .put("severity", Names.of(finding.severity()))
        .put("confidence", finding.confidence());
  }

  private static void refer(ObjectNode node, Finding finding) {
    node.set("factIds", texts(finding.factIds()));
    node.set("evidenceIds", texts(finding.evidenceIds()));
    node.put("judged", finding.judged());
  }

  /// Writes a text with its figures put in and, where it has any, the template beside it.
  static void filled(
      ObjectNode node, String name, String templateName, String text, Map<String, Fact> facts) {
    var filled = fill(text, facts);
    node.put(name, filled);
    if (!filled.equals(text)) {
      node.put(templateName, text);
    }
  }

  private static String fill(String text, Map<String, Fact> facts) {
    return Statement.parse(text).filled(facts);
  }

  static Finding readFinding(Tree tree) {
    return new Finding(
        tree.text("id"),
        tree.textOr("titleTemplate", tree.text("title")),
        tree.constant("severity", Severity.class),
        tree.number("confidence"),
        tree.textOr("template", tree.text("statement")),
        tree.texts("factIds"),
        tree.texts("evidenceIds"),
        tree.flag("judged"));
  }

  static ArrayNode facts(List<Fact> facts) {
    var array = JSON.arrayNode();
    for (var fact : facts) {
      var one = array.addObject().put("id", fact.id()).put("name", fact.name());
      switch (fact.value()) {
        case FactValue.Whole whole -> one.put("value", whole.value());
        case FactValue.Real real -> one.put("value", real.value());
        case FactValue.Text text -> one.put("value", text.value());
        case FactValue.Flag flag -> one.put("value", flag.value());
        case FactValue.Nothing _ -> one.putNull("value");
      }
      fact.low().ifPresent(low -> one.put("low", low));
      fact.high().ifPresent(high -> one.put("high", high));
      one.put("unit", fact.unit().symbol()).put("computation", fact.computation());
    }
    return array;
  }

  static Fact readFact(Tree tree) {
    return new Fact(
        tree.text("id"),
        tree.text("name"),
        readValue(tree),
        tree.optional("low"),
        tree.optional("high"),
        Unit.of(tree.textOr("unit", "")),
        tree.text("computation"));
  }

  private static FactValue readValue(Tree tree) {
    var value = tree.node().path("value");
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return new FactValue.Whole(value.longValue());
    }
    if (value.isNumber()) {
      return new FactValue.Real(value.doubleValue());
    }
    if (value.isTextual()) {
      return new FactValue.Text(value.textValue());
    }
    if (value.isBoolean()) {
      return new FactValue.Flag(value.booleanValue());
    }
    if (value.isNull()) {
      return new FactValue.Nothing();
    }
    throw new IllegalArgumentException(tree.path() + ".value is no number, text, boolean or null");
  }

  static ArrayNode evidence(List<Evidence> evidence) {
    var array = JSON.arrayNode();
    for (var piece : evidence) {
      var one =
          array
              .addObject()
              .put("id", piece.id())
              .put("kind", Names.of(piece.kind()))
              .put("title", piece.title())
              .put("href", piece.href());
      piece.chart().ifPresent(chart -> one.set("chart", VegaLite.of(chart)));
      if (!piece.spans().isEmpty()) {
        one.set("spanIds", texts(piece.spans().stream().map(SpanRef::toString).toList()));
      }
      if (!piece.rowIds().isEmpty()) {
        one.set("rowIds", texts(piece.rowIds()));
      }
      one.put("reading", piece.reading());
      if (!piece.excerpts().isEmpty()) {
        var excerpts = one.putArray("excerpts");
        piece
            .excerpts()
            .forEach(excerpt ->
                excerpts.addObject().put("where", excerpt.where()).put("text", excerpt.text()));
      }
    }
    return array;
  }

  static Evidence readEvidence(Tree tree) {
    Optional<Chart> chart =
        tree.has("chart") ? Optional.of(VegaLite.read(tree.at("chart").node())) : Optional.empty();
    return new Evidence(
        tree.text("id"),
        tree.constant("kind", EvidenceKind.class),
        tree.textOr("title", ""),
        tree.textOr("href", ""),
        chart,
        tree.texts("spanIds").stream().map(ResultsTree::spanRef).toList(),
        tree.texts("rowIds"),
        tree.textOr("reading", ""),
        tree.list("excerpts", one -> new Excerpt(one.text("where"), one.text("text"))));
  }

  private static SpanRef spanRef(String text) {
    int slash = text.lastIndexOf('/');
    return slash < 0
        ? new SpanRef(text, "")
        : new SpanRef(text.substring(0, slash), text.substring(slash + 1));
  }

  static ArrayNode computations(List<Computation> computations) {
    var array = JSON.arrayNode();
    for (var computation : computations) {
      var one =
          array
              .addObject()
              .put("id", computation.id())
              .put("skill", computation.skill())
              .put("version", computation.version())
              .put("target", computation.target())
              .put("method", computation.method());
      var parameters = one.putObject("parameters");
      computation.parameters().forEach(parameters::put);
      one.set("windows", windows(computation.windows()));
      one.put("rowsExamined", computation.rowsExamined());
      var objects = one.putArray("objects");
      for (var object : computation.objects()) {
        objects
            .addObject()
            .put("key", object.key())
            .put("sizeBytes", object.sizeBytes())
            .put("sha256", object.sha256());
      }
      if (computation.isJudged()) {
        one.put("judgedBy", computation.judgedBy());
      }
      one.put("command", Again.WHOLE.command(computation));
    }
    return array;
  }

  static Computation readComputation(Tree tree) {
    var parameters = new LinkedHashMap<String, String>();
    tree.node()
        .path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    return new Computation(
        tree.text("id"),
        tree.text("skill"),
        tree.textOr("version", ""),
        tree.textOr("target", ""),
        tree.textOr("method", ""),
        parameters,
        readWindows(tree.at("windows")),
        tree.whole("rowsExamined"),
        tree.list(
            "objects",
            object ->
                new ObjectRead(
                    object.text("key"), object.whole("sizeBytes"), object.textOr("sha256", ""))),
        tree.textOr("judgedBy", ""));
  }

  static ObjectNode coverage(Coverage coverage) {
    var node =
        JSON.objectNode()
            .put("population", coverage.population())
            .put("examined", coverage.examined())
            .put("exact", coverage.exact());
    var unread = node.putArray("unread");
    for (var one : coverage.unread()) {
      var said =
          unread
              .addObject()
              .put("key", one.key())
              .put("where", one.where())
              .put("reason", one.reason());
      if (one.uncounted()) {
        said.put("uncounted", true);
      }
    }
    return node;
  }

  static Coverage readCoverage(Tree tree) {
    return new Coverage(
        tree.whole("population"),
        tree.whole("examined"),
        tree.flag("exact"),
        tree.list(
            "unread",
            one ->
                new Coverage.Unread(
                    one.text("key"),
                    one.textOr("where", ""),
                    one.textOr("reason", ""),
                    one.has("uncounted") && one.flag("uncounted"))));
  }

  static ObjectNode windows(Windows windows) {
    return JSON.objectNode()
        .put("baseline", windows.baseline().toString())
        .put("current", windows.current().toString())
        .put("chosen", windows.chosen());
  }

  static Windows readWindows(Tree tree) {
    return new Windows(
        WindowText.parse(tree.textOr("baseline", "none")),
        WindowText.parse(tree.textOr("current", "all")),
        tree.textOr("chosen", ""));
  }

  static ArrayNode texts(List<String> texts) {
    var array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
