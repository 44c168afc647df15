package dev.clew.traces.spans;

import java.util.List;
import java.util.Map;

/// What went in and came out, where it was asked for (see [Needs]).
///
/// @param inputValue the whole input as one text (`input.value`); empty when none
/// @param outputValue the whole output as one text (`output.value`); empty when none
/// @param documents contents of retrieved documents
/// @param offeredTools names of the tools that the model was offered
/// @param toolSchemas by tool, the JSON Schema of its arguments where it was offered with one
public record Content(
    List<Message> input,
    List<Message> output,
    String inputValue,
    String outputValue,
    List<String> documents,
    List<String> offeredTools,
    Map<String, String> toolSchemas) {
  public static final Content NONE =
      new Content(List.of(), List.of(), "", "", List.of(), List.of(), Map.of());

  public Content {
    input = List.copyOf(input);
    output = List.copyOf(output);
    documents = List.copyOf(documents);
    offeredTools = List.copyOf(offeredTools);
    toolSchemas = Map.copyOf(toolSchemas);
  }
}
