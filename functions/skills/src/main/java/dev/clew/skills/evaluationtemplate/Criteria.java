package dev.clew.skills.evaluationtemplate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.evaluators.Kind;
import dev.clew.evaluators.Level;
import dev.clew.models.context.Fence;
import dev.clew.skills.Ports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Criteria for a wish, written by a model where there is one.
///
/// The model writes what the two labels mean; file, labels, places and scores are code's. What it
/// writes that makes no file is left out, and the wish's own words stand.
record Criteria(Ports ports) {
  private static final Wording WORDING =
      new Wording("criteria", "criteria.md", List.of("question", "kept", "broken"), 800);
  private static final int LONGEST = 1_500;
  private static final int LONGEST_WISH = 2_000;

  Optional<Draft> written(String wish, Level level) {
    return WORDING.written(
        ports,
        Map.of("level", level.word(), "wish", Fence.around("what is wanted", wish, LONGEST_WISH)),
        written -> draft(written, wish, level));
  }

  private static Optional<Draft> draft(JsonNode written, String wish, Level level) {
    var kept = text(written, "kept");
    var broken = text(written, "broken");
    if (kept.isEmpty() || broken.isEmpty()) {
      return Optional.empty();
    }
    var reads =
        switch (level) {
          case SPAN -> List.of("input", "output");
          case TOOL_CALL -> List.of("conversation", "tool", "arguments");
          case TRACE, SESSION -> List.of("conversation");
        };
    return Optional.of(
        Draft.of(
            Draft.front(
                    Draft.name(wish),
                    "whether this is kept: " + Draft.plain(wish),
                    level,
                    Kind.MODEL,
                    reads)
                + "labels: {kept: 1, broken: 0}\nwanted: kept\n---\n"
                + text(written, "question")
                + "\n\n- kept: "
                + kept
                + "\n- broken: "
                + broken
                + "\n\n"
                + reads.stream()
                    .map(one -> one + ":\n{{" + one + "}}")
                    .collect(Collectors.joining("\n\n"))
                + "\n",
            Draft.Origin.MODEL,
            "no evaluator that exists means it"));
  }

  private static String text(JsonNode written, String field) {
    var text = Draft.plain(Fence.harmless(written.path(field).asText("")));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
