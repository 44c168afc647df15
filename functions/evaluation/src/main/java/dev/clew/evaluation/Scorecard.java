package dev.clew.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How something did in a suite.
///
/// @param suite which suite
/// @param n how many cases were asked
/// @param metrics by name, in the suite's order
public record Scorecard(String suite, long n, Map<String, Metric> metrics) {
  public Scorecard {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /// `{suite, n, metrics: {name: {value, low, high}}}`.
  public ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("suite", suite);
    json.put("n", n);
    var all = json.putObject("metrics");
    metrics.forEach((name, metric) ->
        all.putObject(name)
            .put("value", metric.value())
            .put("low", metric.low())
            .put("high", metric.high()));
    return json;
  }
}
