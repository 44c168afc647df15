package dev.clew.skills.search;

import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Trace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is given back: the spans, traces or sessions that texts belong to. A trace without a
/// session is one of its own.
///
/// @param of for each text the number of its unit, in the texts' order
/// @param count how many units there are
record Units(int[] of, int count) {

  static Units of(List<Said> texts, List<Trace> traces, Words.Unit unit) {
    Map<String, Integer> numbers = new HashMap<>();
    var sessions = traces.stream().map(Units::session).toList();
    int[] of =
        texts.stream()
            .mapToInt(said -> {
              var key =
                  switch (unit) {
                    case SPANS -> said.ref().traceId() + "/" + said.ref().spanId();
                    case TRACES -> said.ref().traceId();
                    case SESSIONS -> sessions.get(said.trace());
                  };
              return numbers.computeIfAbsent(key, _ -> numbers.size());
            })
            .toArray();
    return new Units(of, numbers.size());
  }

  /// The session of a trace, or the trace itself.
  static String session(Trace trace) {
    return trace.spans().stream()
        .map(Span::session)
        .filter(session -> !session.isEmpty())
        .findFirst()
        .map(session -> "session " + session)
        .orElse(trace.traceId());
  }

  /// The best text of each unit by a score; -1 where none has one.
  ///
  /// @param scores one a text; NaN for none
  int[] best(double[] scores) {
    var best = new int[count];
    Arrays.fill(best, -1);
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isNaN(scores[i]) && (best[of[i]] < 0 || scores[i] > scores[best[of[i]]])) {
        best[of[i]] = i;
      }
    }
    return best;
  }

  /// Each unit's score, that of its best text; NaN for none.
  double[] scores(double[] scores, int[] best) {
    return Arrays.stream(best).mapToDouble(i -> i < 0 ? Double.NaN : scores[i]).toArray();
  }

  /// How many units have one of these texts.
  int holding(boolean[] texts) {
    var held = new boolean[count];
    int holding = 0;
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] && !held[of[i]]) {
        held[of[i]] = true;
        holding++;
      }
    }
    return holding;
  }
}
