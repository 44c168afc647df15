package dev.clew.traces.dialects;

import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Needs.Part;
import java.util.Optional;

/// What an attribute can say of a span.
enum Field {
  KIND,
  OPERATION,
  PROVIDER,
  MODEL,
  SERVICE,
  SESSION,
  USER,
  AGENT,
  ERROR_TYPE,
  PROMPT_TOKENS,
  COMPLETION_TOKENS,
  TOTAL_TOKENS,
  CACHE_READ_TOKENS,
  CACHE_WRITE_TOKENS,
  REASONING_TOKENS,
  OTHER_PROMPT_TOKENS,
  OTHER_COMPLETION_TOKENS,
  COST,
  PROMPT_COST,
  COMPLETION_COST,
  TOOL_NAME,
  TOOL_ID,
  TOOL_ARGUMENTS(Part.TOOL_DETAILS),
  /// Arguments in some instrumentations, the tool's schema in others: only where nothing else says
  /// them.
  TOOL_PARAMETERS(Part.TOOL_DETAILS),
  METADATA(Part.ATTRIBUTES),
  TOOL_RESULT(Part.TOOL_DETAILS),
  INPUT_VALUE(Part.CONTENT),
  OUTPUT_VALUE(Part.CONTENT),
  SYSTEM_MESSAGES(Part.CONTENT),
  INPUT_MESSAGES(Part.CONTENT),
  OUTPUT_MESSAGES(Part.CONTENT),
  DOCUMENTS(Part.CONTENT),
  OFFERED_TOOLS(Part.CONTENT);

  private final Optional<Part> part;

  Field() {
    this.part = Optional.empty();
  }

  Field(Part part) {
    this.part = Optional.of(part);
  }

  /// Its place in tables of fields.
  @SuppressWarnings("EnumOrdinal") // An array by field is read for every attribute of every span.
  int slot() {
    return ordinal();
  }

  /// Whether it is to be read. A tool's arguments and result may also stand in the span's input and
  /// output, so these are read for either.
  boolean isNeeded(Needs needs) {
    if (this == INPUT_VALUE || this == OUTPUT_VALUE) {
      return needs.has(Part.CONTENT) || needs.has(Part.TOOL_DETAILS);
    }
    return part.map(needs::has).orElse(true);
  }

  boolean isCount() {
    return compareTo(PROMPT_TOKENS) >= 0 && compareTo(OTHER_COMPLETION_TOKENS) <= 0;
  }

  boolean isMoney() {
    return this == COST || this == PROMPT_COST || this == COMPLETION_COST;
  }

  /// Whether it is a list of messages, documents or schemas rather than one value.
  boolean isList() {
    return compareTo(SYSTEM_MESSAGES) >= 0;
  }
}
