package dev.clew.skills.search;

import dev.clew.evidence.SpanRef;
import dev.clew.models.context.Invisible;
import dev.clew.skills.exploration.SpanTexts;
import dev.clew.skills.retrieval.Piece;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The texts of runs in pieces, each once a run, where it stands first: calls repeat the
/// conversation so far.
final class Texts {
  /// Short enough for any embedder, long enough for a thought.
  static final int LONGEST_PIECE = 800;

  /// What the application itself tells its model, the same in every run.
  private static final Set<String> INSTRUCTIONS = Set.of("input system", "input developer");

  private Texts() {}

  /// All pieces, in the runs' order.
  static List<Said> of(List<Trace> traces) {
    var said = new ArrayList<Said>();
    for (int t = 0; t < traces.size(); t++) {
      var seen = new HashSet<String>();
      for (var span : traces.get(t).spans()) {
        var ref = new SpanRef(span.traceId(), span.spanId());
        for (var text : SpanTexts.of(span)) {
          var isAttribute = span.attributes().containsKey(text.place());
          if (INSTRUCTIONS.contains(text.part()) || isAttribute || !seen.add(text.text())) {
            continue;
          }
          add(said, t, ref, text, Speaker.of(span.kind(), text.part()));
        }
      }
    }
    return said;
  }

  private static void add(
      List<Said> said, int trace, SpanRef ref, SpanTexts.Placed text, Speaker speaker) {
    var visible = Invisible.removed(text.text());
    boolean isJson = Prose.isJson(visible);
    for (var piece : Piece.of(visible, LONGEST_PIECE)) {
      said.add(
          new Said(
              ref.traceId() + "/" + ref.spanId() + "/" + text.place() + "#" + piece.number(),
              trace,
              ref,
              text.place(),
              speaker,
              piece,
              Prose.of(piece.text(), isJson)));
    }
  }
}
