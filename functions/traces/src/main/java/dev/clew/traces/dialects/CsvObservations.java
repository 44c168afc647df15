package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.clew.traces.csv.ClosedQuotes;
import dev.clew.traces.spans.SpanLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/// Observations as rows of a CSV table; cells that hold JSON are structures.
final class CsvObservations {
  private static final Pattern HEADER =
      Pattern.compile("(?s)(?=.*\\btrace_?[iI]d\\b)(?=.*\\bstart_?[tT]ime\\b).*");

  private static final Set<String> NUMBERS =
      Set.of(
          "value", "latency", "total_cost", "totalCost", "time_to_first_token", "timeToFirstToken");

  private final JsonTrees trees;
  private final SpanLimits limits;
  private final Langfuse langfuse;
  private final Harvest harvest;

  CsvObservations(JsonTrees trees, SpanLimits limits, Langfuse langfuse, Harvest harvest) {
    this.trees = trees;
    this.limits = limits;
    this.langfuse = langfuse;
    this.harvest = harvest;
  }

  /// Whether a table's first line names the columns of observations.
  static boolean isHeader(String line) {
    return HEADER.matcher(line).matches();
  }

  void read(InputStream in) throws IOException {
    long row = 0;
    long strange = 0;
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .maxBufferSize(limits.maxTextCharacters())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(new ClosedQuotes(withoutMark(in), ',', this::leftOut))) {
      for (NamedCsvRecord cells : reader) {
        row++;
        if (cells.getFieldCount() != cells.getHeader().size()) {
          harvest.lost(
              "line " + cells.getStartingLineNumber(),
              "a row with another number of fields than the header was left out; export it again");
          continue;
        }
        ObjectNode observation = JsonNodeFactory.instance.objectNode();
        cells.getFieldsAsMap().forEach((name, cell) -> set(observation, name, cell));
        if (!langfuse.read(observation)) {
          strange++;
        }
      }
    } catch (CsvParseException e) {
      harvest.lost(
          "after row " + row,
          "malformed CSV (" + e.getMessage() + "): what came before is counted; export it again");
    }
    if (strange > 0) {
      harvest.unread(
          "", strange + " rows are not observations: no id, trace id, type or start time");
    }
  }

  private void leftOut(ClosedQuotes.Broken line) {
    harvest.lost("line " + line.line(), line.reason());
  }

  private static Reader withoutMark(InputStream in) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private void set(ObjectNode observation, String name, String cell) {
    if (cell.isEmpty()) {
      return;
    }
    boolean isStructure = cell.charAt(0) == '{' || cell.charAt(0) == '[';
    var tree = isStructure ? trees.parse(cell) : trees.text(cell);
    var number = NUMBERS.contains(name) ? Numbers.real(cell) : OptionalDouble.empty();
    if (number.isPresent()) {
      observation.put(name, number.getAsDouble());
    } else {
      observation.set(name, tree.isMissingNode() ? trees.text(cell) : tree);
    }
  }
}
