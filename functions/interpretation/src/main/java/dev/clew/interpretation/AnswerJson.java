package dev.clew.interpretation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Answers and measurements on the wire. Field names are the contract's; enums are in lower case,
/// whole numbers have no fraction, absent optional fields are left out, and unknown fields are
/// ignored when read.
///
/// A statement is written twice: `statement` with its figures put in, for readers; `template` with
/// its placeholders, so that a figure can be followed to its fact. In memory an answer holds the
/// template.
public final class AnswerJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnswerJson() {}

  /// One answer as UTF-8, indented.
  public static byte[] write(Answer answer) {
    return bytes(tree(answer));
  }

  /// One answer as a tree, for those who put it into something larger.
  public static ObjectNode tree(Answer answer) {
    return AnswerTree.write(answer);
  }

  /// One measurement as UTF-8, its statements still templates.
  public static byte[] write(Measurement measurement) {
    return bytes(tree(measurement));
  }

  /// One measurement as a tree, likewise.
  public static ObjectNode tree(Measurement measurement) {
    return MeasurementTree.write(measurement);
  }

  /// Reads an answer.
  ///
  /// @param where names the source in errors: a file, a key
  /// @throws dev.clew.evidence.ClewException when it is no JSON or no answer; the message says
  ///   where
  public static Answer read(byte[] bytes, String where) {
    return guarded(bytes, where, "answer", AnswerTree::read);
  }

  /// Reads an answer out of something larger.
  ///
  /// @throws dev.clew.evidence.ClewException as the other one
  public static Answer read(JsonNode tree, String where) {
    return guarded(tree, where, "answer", AnswerTree::read);
  }

  /// Where an answer's words are not what its templates and facts give: someone changed one of
  /// them.
  ///
  /// @return the places, such as `summary` and `finding N2`; none for an answer as it was written
  /// @throws dev.clew.evidence.ClewException as [#read]
  public static List<String> editedWords(byte[] bytes, String where) {
    return guarded(bytes, where, "answer", tree -> editedWords(tree, tree(AnswerTree.read(tree))));
  }

  private static List<String> editedWords(JsonNode found, JsonNode written) {
    var places = new ArrayList<String>();
    if (!found.path("summary").equals(written.path("summary"))) {
      places.add("summary");
    }
    for (int i = 0; i < written.path("findings").size(); i++) {
      var one = found.path("findings").path(i);
      var other = written.path("findings").path(i);
      if (!one.path("title").equals(other.path("title"))
          || !one.path("statement").equals(other.path("statement"))) {
        places.add("finding " + other.path("id").asText());
      }
    }
    return List.copyOf(places);
  }

  /// Reads a measurement.
  ///
  /// @throws dev.clew.evidence.ClewException as [#read]
  public static Measurement readMeasurement(byte[] bytes, String where) {
    return guarded(bytes, where, "measurement", MeasurementTree::read);
  }

  /// Reads a measurement out of something larger.
  ///
  /// @throws dev.clew.evidence.ClewException as [#read]
  public static Measurement readMeasurement(JsonNode tree, String where) {
    return guarded(tree, where, "measurement", MeasurementTree::read);
  }

  /// Any tree as indented UTF-8 with a line break at its end.
  public static byte[] bytes(JsonNode tree) {
    try {
      return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of ours can not be written", e);
    }
  }

  private interface Reader<T> {
    T read(JsonNode tree);
  }

  private static <T> T guarded(byte[] bytes, String where, String what, Reader<T> reader) {
    JsonNode tree;
    try {
      tree = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw problem(
          "not JSON: " + e.getOriginalMessage(),
          where + (place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr()),
          what);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can not fail to be read", e);
    }
    return guarded(tree, where, what, reader);
  }

  private static <T> T guarded(JsonNode tree, String where, String what, Reader<T> reader) {
    if (!tree.isObject()) {
      throw problem("holds no JSON object", where, what);
    }
    try {
      return reader.read(tree);
    } catch (IllegalArgumentException e) {
      throw problem("no " + what + " of Clew's: " + e.getMessage(), where, what);
    }
  }

  private static RuntimeException problem(String text, String where, String what) {
    var remedy = "Give the file that `clew ask --json` or `clew run --json` wrote";
    return new Problem(
            Problem.Kind.DATA, text, where, what.equals("answer") ? remedy : "Run the step again")
        .asException();
  }
}
