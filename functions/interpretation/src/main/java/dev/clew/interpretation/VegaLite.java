package dev.clew.interpretation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Chart.Axis;
import dev.clew.evidence.Chart.Mark;
import dev.clew.evidence.Chart.Point;
import dev.clew.evidence.Chart.Scale;
import dev.clew.evidence.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// A chart as a Vega-Lite v6 specification. All data stands inline, nothing is loaded; colours and
/// greys are readable on light and on dark ground. What Vega-Lite has no place for goes under
/// `usermeta.clew`, so that [#read] gives the same chart back.
public final class VegaLite {
  static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String INK = "#7b8494";
  private static final String GRID = "#8a94a340";
  private static final String RULE = "#c0513f";

  /// Told apart by readers with and without colour vision, on white and on near-black.
  private static final List<String> PALETTE =
      List.of(
          "#3f83c9", "#e0803a", "#2f9e77", "#b067b8", "#c79a1b", "#d4566a", "#4aa3b5", "#8a94a3");

  private static final List<String> AGAINST = List.of("#98a1af", "#3f83c9");
  private static final Set<String> BEFORE = Set.of("baseline", "reference", "before", "earlier");
  private static final int MARKED_POINTS = 60;

  private VegaLite() {}

  /// The specification.
  public static ObjectNode of(Chart chart) {
    var spec = JSON.objectNode();
    spec.put("$schema", SCHEMA);
    spec.set("title", title(chart.title()));
    spec.put("background", "transparent");
    spec.put("width", "container");
    setHeight(spec, chart);
    spec.set("autosize", JSON.objectNode().put("type", "fit-x").put("contains", "padding"));
    spec.set("data", JSON.objectNode().set("values", values(chart)));
    spec.set("layer", layers(chart));
    spec.set("config", config());
    spec.set("usermeta", JSON.objectNode().set("clew", meta(chart)));
    return spec;
  }

  private static ObjectNode title(String text) {
    return JSON.objectNode().put("text", PlainText.line(text)).put("anchor", "start");
  }

  private static void setHeight(ObjectNode spec, Chart chart) {
    if (chart.mark() == Mark.HORIZONTAL_BAR) {
      int bars = Math.max(1, series(chart).size());
      spec.set(
          "height",
          JSON.objectNode().put("step", bars == 1 ? 24 : 13 * bars + 10).put("for", "position"));
    } else {
      spec.put("height", 240);
    }
  }

  private static ArrayNode values(Chart chart) {
    var values = JSON.arrayNode();
    for (var point : chart.points()) {
      var row = values.addObject();
      if (!point.series().isEmpty()) {
        row.put("series", point.series());
      }
      put(row, "x", point.x());
      row.put("y", point.y());
      point.low().ifPresent(low -> row.put("low", low));
      point.high().ifPresent(high -> row.put("high", high));
      if (!point.label().isEmpty()) {
        row.put("label", point.label());
      }
    }
    return values;
  }

  private static void put(ObjectNode row, String name, Object value) {
    switch (value) {
      case Long whole -> row.put(name, whole);
      case Double real -> row.put(name, real);
      case Integer whole -> row.put(name, whole.longValue());
      default -> row.put(name, value.toString());
    }
  }

  private static ArrayNode layers(Chart chart) {
    var layers = JSON.arrayNode();
    boolean intervals =
        chart.points().stream().anyMatch(p -> p.low().isPresent() && p.high().isPresent());
    switch (chart.mark()) {
      case LINE -> {
        if (intervals) {
          var band = layer(layers, mark("area").put("opacity", 0.18).put("interpolate", "linear"));
          ends(band, chart);
        }
        var line = mark("line").put("strokeWidth", 2);
        if (chart.points().size() <= MARKED_POINTS * Math.max(1, series(chart).size())) {
          line.set("point", JSON.objectNode().put("size", 28).put("filled", true));
        }
        body(layer(layers, line), chart);
      }
      case BAR, HORIZONTAL_BAR, STACKED_BAR -> {
        body(layer(layers, mark("bar").put("cornerRadiusEnd", 2)), chart);
        if (intervals && chart.mark() != Mark.STACKED_BAR) {
          whiskers(layers, chart);
        }
      }
      case DOT -> {
        if (intervals) {
          whiskers(layers, chart);
        }
        body(layer(layers, mark("circle").put("size", 64).put("opacity", 0.85)), chart);
      }
    }
    for (var rule : chart.rules()) {
      rule(layers, chart, rule);
    }
    return layers;
  }

  private static ObjectNode mark(String type) {
    return JSON.objectNode().put("type", type).put("clip", type.equals("area"));
  }

  private static ObjectNode layer(ArrayNode layers, ObjectNode mark) {
    var layer = layers.addObject();
    layer.set("mark", mark);
    return layer.putObject("encoding");
  }

  private static void body(ObjectNode encoding, Chart chart) {
    boolean lying = chart.mark() == Mark.HORIZONTAL_BAR;
    boolean stacked = chart.mark() == Mark.STACKED_BAR;
    encoding.set(lying ? "y" : "x", category(chart));
    var value = measure(chart, "y");
    if (stacked) {
      value.put("stack", "zero");
    } else if (isBar(chart)) {
      value.putNull("stack");
    }
    encoding.set(lying ? "x" : "y", value);
    colour(encoding, chart);
    offset(encoding, chart);
    encoding.set("tooltip", tooltip(chart));
  }

  private static void ends(ObjectNode encoding, Chart chart) {
    boolean lying = chart.mark() == Mark.HORIZONTAL_BAR;
    encoding.set(lying ? "y" : "x", category(chart));
    encoding.set(lying ? "x" : "y", measure(chart, "low"));
    encoding.set(lying ? "x2" : "y2", JSON.objectNode().put("field", "high"));
    if (chart.mark() == Mark.LINE) {
      colour(encoding, chart);
    }
  }

  private static void whiskers(ArrayNode layers, Chart chart) {
    var encoding = layer(layers, mark("rule").put("color", INK).put("strokeWidth", 1.5));
    ends(encoding, chart);
    offset(encoding, chart);
  }

  private static void colour(ObjectNode encoding, Chart chart) {
    var series = List.copyOf(series(chart));
    if (series.isEmpty()) {
      encoding.set("color", JSON.objectNode().put("value", PALETTE.getFirst()));
      return;
    }
    var colours =
        series.size() == 2 && BEFORE.contains(series.getFirst().toLowerCase(Locale.ROOT))
            ? AGAINST
            : PALETTE;
    var scale = JSON.objectNode();
    var domain = scale.putArray("domain");
    var range = scale.putArray("range");
    for (int i = 0; i < series.size(); i++) {
      domain.add(series.get(i));
      range.add(colours.get(i % colours.size()));
    }
    var colour = encoding.putObject("color").put("field", "series").put("type", "nominal");
    colour.set("scale", scale);
    if (series.size() == 1) {
      colour.putNull("legend");
    } else {
      colour
          .putObject("legend")
          .putNull("title")
          .put("orient", "top")
          .put("columns", 4)
          .put("labelLimit", 220);
    }
  }

  private static void offset(ObjectNode encoding, Chart chart) {
    if ((chart.mark() == Mark.BAR || chart.mark() == Mark.HORIZONTAL_BAR)
        && series(chart).size() > 1) {
      var channel = chart.mark() == Mark.BAR ? "xOffset" : "yOffset";
      var order =
          encoding
              .putObject(channel)
              .put("field", "series")
              .put("type", "nominal")
              .putArray("sort");
      series(chart).forEach(order::add);
    }
  }

  private static Set<String> series(Chart chart) {
    var names = new LinkedHashSet<String>();
    for (var point : chart.points()) {
      if (!point.series().isEmpty()) {
        names.add(point.series());
      }
    }
    return names;
  }

  /// The axis that points stand on; categories keep the order they were drawn in.
  private static ObjectNode category(Chart chart) {
    var axis = chart.x();
    var node = JSON.objectNode().put("field", "x");
    if (isBar(chart) || axis.scale() == Scale.CATEGORY) {
      node.put("type", "nominal").putNull("sort");
      if (chart.mark() == Mark.BAR || chart.mark() == Mark.STACKED_BAR) {
        // Two bars alone need not fill the page.
        node.putObject("scale").put("paddingInner", categories(chart) <= 3 ? 0.6 : 0.25);
      }
      // Categories of a bar are labels even when they look like numbers.
      var labels =
          node.putObject("axis").put("labelLimit", chart.mark() == Mark.HORIZONTAL_BAR ? 220 : 140);
      if (chart.mark() != Mark.HORIZONTAL_BAR && categories(chart) > 8) {
        labels.put("labelAngle", -40);
      } else if (chart.mark() != Mark.HORIZONTAL_BAR) {
        labels.put("labelAngle", 0);
      }
    } else if (axis.scale() == Scale.TIME) {
      node.put("type", "temporal").set("scale", JSON.objectNode().put("type", "utc"));
    } else {
      node.put("type", "quantitative")
          .set("scale", JSON.objectNode().put("zero", false).put("nice", chart.mark() == Mark.DOT));
      format(axis, chart, true).ifPresent(format -> node.putObject("axis").put("format", format));
    }
    if (chart.mark() == Mark.HORIZONTAL_BAR) {
      // Long names leave no room for a title beside them; they speak for themselves.
      return node.putNull("title");
    }
    return node.put("title", axisTitle(axis));
  }

  private static long categories(Chart chart) {
    return chart.points().stream().map(Point::x).distinct().count();
  }

  private static ObjectNode measure(Chart chart, String field) {
    var axis = chart.y();
    var node = JSON.objectNode().put("field", field);
    if (axis.scale() == Scale.TIME) {
      node.put("type", "temporal").set("scale", JSON.objectNode().put("type", "utc"));
    } else {
      node.put("type", "quantitative").set("scale", JSON.objectNode().put("zero", isBar(chart)));
      if (axis.unit().equals(Unit.POINTS)) {
        node.putObject("axis").put("labelExpr", "format(100 * datum.value, '+~f')");
      } else {
        var ticks = JSON.objectNode();
        format(axis, chart, false).ifPresent(format -> ticks.put("format", format));
        if (counts(chart)) {
          // There is no half of a run.
          ticks.put("tickMinStep", 1);
        }
        if (!ticks.isEmpty()) {
          node.set("axis", ticks);
        }
      }
    }
    return node.put("title", axisTitle(axis));
  }

  /// Whether the heights are whole numbers of something.
  private static boolean counts(Chart chart) {
    return isBar(chart)
        && !chart.y().unit().equals(Unit.SHARE)
        && chart.points().stream().mapToDouble(Point::y).allMatch(y -> y == Math.rint(y));
  }

  private static boolean isBar(Chart chart) {
    return switch (chart.mark()) {
      case BAR, HORIZONTAL_BAR, STACKED_BAR -> true;
      case LINE, DOT -> false;
    };
  }

  private static Optional<String> format(Axis axis, Chart chart, boolean across) {
    var values =
        chart.points().stream()
            .mapToDouble(p -> across ? p.x() instanceof Number n ? n.doubleValue() : 0 : p.y())
            .summaryStatistics();
    double span = values.getMax() - values.getMin();
    double size = Math.max(Math.abs(values.getMax()), Math.abs(values.getMin()));
    if (axis.unit().equals(Unit.SHARE)) {
      return Optional.of(span >= 0.05 || span == 0 ? ".0%" : span >= 0.005 ? ".1%" : ".2%");
    }
    if (axis.unit().equals(Unit.USD)) {
      return Optional.of(size >= 100 ? "$,.0f" : size >= 1 ? "$,.2f" : "$.3~f");
    }
    if (axis.unit().equals(Unit.ROW_NUMBER)) {
      return Optional.of("d");
    }
    return size >= 10_000 ? Optional.of("~s") : Optional.empty();
  }

  static String axisTitle(Axis axis) {
    var unit = axis.unit().symbol();
    boolean silent =
        unit.isEmpty()
            || axis.unit().equals(Unit.SHARE)
            || axis.unit().equals(Unit.CHANGE)
            || axis.unit().equals(Unit.ROW_NUMBER)
            || axis.unit().equals(Unit.INSTANT);
    return PlainText.line(
        silent || names(axis.title(), unit) ? axis.title() : axis.title() + " (" + unit + ")");
  }

  /// Whether a title already says the unit, in singular or plural.
  private static boolean names(String title, String unit) {
    var words = new LinkedHashSet<>(List.of(title.toLowerCase(Locale.ROOT).split("\\W+", -1)));
    return title.toLowerCase(Locale.ROOT).contains(unit.toLowerCase(Locale.ROOT))
        || words.contains(FactWriter.singular(unit).toLowerCase(Locale.ROOT));
  }

  private static ArrayNode tooltip(Chart chart) {
    var tooltip = JSON.arrayNode();
    if (!series(chart).isEmpty()) {
      tooltip.addObject().put("field", "series").put("type", "nominal").put("title", "series");
    }
    var x = tooltip.addObject().put("field", "x");
    x.put(
        "type",
        chart.x().scale() == Scale.TIME
            ? "temporal"
            : isBar(chart) || chart.x().scale() == Scale.CATEGORY ? "nominal" : "quantitative");
    x.put("title", axisTitle(chart.x()));
    number(tooltip, "y", axisTitle(chart.y()), chart);
    if (chart.points().stream().anyMatch(p -> p.low().isPresent() || p.high().isPresent())) {
      number(tooltip, "low", "from", chart);
      number(tooltip, "high", "to", chart);
    }
    if (chart.points().stream().anyMatch(p -> !p.label().isEmpty())) {
      tooltip.addObject().put("field", "label").put("type", "nominal").put("title", "note");
    }
    return tooltip;
  }

  private static void number(ArrayNode tooltip, String field, String title, Chart chart) {
    var node = tooltip.addObject().put("field", field);
    if (chart.y().scale() == Scale.TIME) {
      node.put("type", "temporal");
    } else {
      node.put("type", "quantitative");
      var unit = chart.y().unit();
      node.put(
          "format", unit.equals(Unit.SHARE) ? ".2%" : unit.equals(Unit.POINTS) ? "+.2%" : ",.4~f");
    }
    node.put("title", title);
  }

  private static void rule(ArrayNode layers, Chart chart, Chart.Rule rule) {
    boolean lying = chart.mark() == Mark.HORIZONTAL_BAR;
    boolean standing = rule.vertical() != lying;
    var axis = rule.vertical() ? chart.x() : chart.y();
    var data = JSON.objectNode();
    var value = data.putArray("values").addObject();
    put(value, "at", rule.at());
    value.put("label", PlainText.line(rule.label()));

    var line = layers.addObject();
    line.set("data", data);
    line.set(
        "mark",
        mark("rule")
            .put("color", RULE)
            .put("strokeWidth", 1.5)
            .set("strokeDash", JSON.arrayNode().add(5).add(4)));
    line.putObject("encoding").set(standing ? "x" : "y", at(chart, axis, rule.vertical()));

    if (rule.label().isEmpty()) {
      return;
    }
    var label = layers.addObject();
    label.set("data", data.deepCopy());
    var text =
        mark("text")
            .put("color", RULE)
            .put("fontSize", 11)
            .put("baseline", standing ? "top" : "bottom");
    text.put("align", standing ? "left" : "right")
        .put("dx", standing ? 5 : -4)
        .put("dy", standing ? 4 : -4);
    label.set("mark", text);
    var encoding = label.putObject("encoding");
    encoding.set(standing ? "x" : "y", at(chart, axis, rule.vertical()));
    encoding.putObject(standing ? "y" : "x").put("value", standing ? 0 : -1);
    if (!standing) {
      encoding.putObject("x").set("value", JSON.objectNode().put("expr", "width"));
    }
    encoding.putObject("text").put("field", "label").put("type", "nominal");
  }

  private static ObjectNode at(Chart chart, Axis axis, boolean category) {
    var node = JSON.objectNode().put("field", "at");
    if (category && (isBar(chart) || axis.scale() == Scale.CATEGORY)) {
      return node.put("type", "nominal");
    }
    return node.put("type", axis.scale() == Scale.TIME ? "temporal" : "quantitative");
  }

  private static ObjectNode config() {
    var config = JSON.objectNode();
    config.put("font", "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif");
    config.putObject("view").putNull("stroke");
    config.putObject("title").put("color", INK).put("fontSize", 13).put("fontWeight", 600);
    config
        .putObject("axis")
        .put("labelColor", INK)
        .put("titleColor", INK)
        .put("titleFontWeight", 400)
        .put("domainColor", GRID)
        .put("tickColor", GRID)
        .put("gridColor", GRID)
        .put("labelFontSize", 11)
        .put("titleFontSize", 11);
    config.putObject("axisBand").put("grid", false);
    config
        .putObject("legend")
        .put("labelColor", INK)
        .put("titleColor", INK)
        .put("labelFontSize", 11);
    return config;
  }

  private static ObjectNode meta(Chart chart) {
    var meta = JSON.objectNode();
    meta.put("mark", Names.of(chart.mark()));
    meta.put("title", chart.title());
    meta.set("x", axis(chart.x()));
    meta.set("y", axis(chart.y()));
    var rules = meta.putArray("rules");
    for (var rule : chart.rules()) {
      var node = rules.addObject().put("vertical", rule.vertical());
      put(node, "at", rule.at());
      node.put("label", rule.label());
    }
    return meta;
  }

  private static ObjectNode axis(Axis axis) {
    return JSON.objectNode()
        .put("title", axis.title())
        .put("scale", Names.of(axis.scale()))
        .put("unit", axis.unit().symbol());
  }

  /// The chart that a specification of ours was made from.
  ///
  /// @throws IllegalArgumentException for a specification that is not ours
  public static Chart read(JsonNode spec) {
    var meta = spec.path("usermeta").path("clew");
    if (!meta.isObject()) {
      throw new IllegalArgumentException(
          "the chart has no usermeta.clew: it was not drawn by Clew");
    }
    var points = new ArrayList<Point>();
    for (var row : spec.path("data").path("values")) {
      points.add(
          new Point(
              row.path("series").asText(""),
              value(row.path("x")),
              row.path("y").asDouble(),
              optional(row.path("low")),
              optional(row.path("high")),
              row.path("label").asText("")));
    }
    var rules = new ArrayList<Chart.Rule>();
    for (var rule : meta.path("rules")) {
      rules.add(
          new Chart.Rule(
              rule.path("vertical").asBoolean(),
              value(rule.path("at")),
              rule.path("label").asText("")));
    }
    return new Chart(
        Names.parse(Mark.class, meta.path("mark").asText("")),
        meta.path("title").asText(""),
        readAxis(meta.path("x")),
        readAxis(meta.path("y")),
        points,
        rules);
  }

  private static Axis readAxis(JsonNode node) {
    return new Axis(
        node.path("title").asText(""),
        Names.parse(Scale.class, node.path("scale").asText("")),
        Unit.of(node.path("unit").asText("")));
  }

  private static Object value(JsonNode node) {
    return node.isIntegralNumber()
        ? (Object) node.asLong()
        : node.isNumber() ? (Object) node.asDouble() : node.asText("");
  }

  private static OptionalDouble optional(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }
}
