package dev.clew.skills.safety;

import dev.clew.evidence.SpanRef;
import dev.clew.skills.exploration.SpanTexts;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A text of a run, where it stands first: calls repeat the conversation so far.
///
/// @param run the run's place among those examined
/// @param span the span's place in the run
/// @param place where in its span, such as `input[1] user`
/// @param from whose it is
record Heard(int run, int span, SpanRef ref, String place, Source from, String text) {

  /// Whose texts there are.
  enum Source {
    /// People who use the application.
    USER("users"),
    /// What the application reads: results of tools, retrieved documents.
    READ("tools and documents"),
    /// What its model says and gives its tools.
    ASSISTANT("the application");

    private final String word;

    Source(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private static final Set<String> USERS = Set.of("input user", "input human");
  private static final Set<String> READS =
      Set.of("input tool", "input function", "result", "document");
  private static final Set<String> ASSISTANTS =
      Set.of("output assistant", "output model", "output ai", "output tool call", "output");

  /// All texts of runs, in their order.
  static List<Heard> of(List<Trace> runs) {
    var heard = new ArrayList<Heard>();
    for (int run = 0; run < runs.size(); run++) {
      var seen = new HashSet<String>();
      var spans = runs.get(run).spans();
      for (int i = 0; i < spans.size(); i++) {
        var span = spans.get(i);
        for (var text : SpanTexts.of(span)) {
          var from = from(span, text.part());
          if (from.isPresent() && seen.add(from.get() + text.text())) {
            heard.add(
                new Heard(
                    run,
                    i,
                    new SpanRef(span.traceId(), span.spanId()),
                    text.place(),
                    from.get(),
                    text.text()));
          }
        }
      }
    }
    return heard;
  }

  private static Optional<Source> from(Span span, String part) {
    if (span.attributes().containsKey(part)) {
      return Optional.empty();
    }
    if (USERS.contains(part)) {
      return Optional.of(Source.USER);
    }
    if (READS.contains(part) || (part.equals("output") && reads(span.kind()))) {
      return Optional.of(Source.READ);
    }
    if (ASSISTANTS.contains(part)) {
      return Optional.of(Source.ASSISTANT);
    }
    // What an application was given as a whole, where no model's messages tell it apart.
    boolean whole = part.equals("input") && span.parentId().isEmpty() && !reads(span.kind());
    return whole ? Optional.of(Source.USER) : Optional.empty();
  }

  private static boolean reads(SpanKind kind) {
    return kind == SpanKind.TOOL || kind == SpanKind.RETRIEVER || kind == SpanKind.RERANKER;
  }
}
