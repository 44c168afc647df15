package dev.clew.interpretation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.EvidenceKind;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Unit;
import dev.clew.evidence.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// An answer as one HTML file that needs nothing else: charts, scripts and styles are in it, and
/// its policy forbids every request. Each figure in the text links to its fact, each fact to its
/// computation, each computation to the objects it read. Everything that comes from the data is
/// escaped.
public final class AnswerHtml {
  private static final int SHOWN_ROWS = 200;
  private static final int SHOWN_IDS = 40;

  private final List<String> chartScripts;

  /// @param chartScripts vega, vega-lite and vega-embed as browsers load them, in this order
  public AnswerHtml(List<String> chartScripts) {
    this.chartScripts = List.copyOf(chartScripts);
  }

  /// The page, UTF-8.
  public byte[] write(Answer answer, Again again) {
    return new Page(answer, again).write().getBytes(StandardCharsets.UTF_8);
  }

  private final class Page {
    private final Answer answer;
    private final Again again;
    private final Map<String, Fact> facts;
    private final Map<String, Evidence> evidence = new LinkedHashMap<>();
    private final Map<String, Computation> computations = new LinkedHashMap<>();
    private final Set<String> shown = new HashSet<>();
    private final Html html = new Html();

    private Page(Answer answer, Again again) {
      this.answer = answer;
      this.again = again;
      this.facts = Statement.byId(answer.facts());
      answer.evidence().forEach(piece -> evidence.put(piece.id(), piece));
      answer.receipt().computations().forEach(one -> computations.put(one.id(), one));
    }

    private String write() {
      var scripts = new ArrayList<String>();
      boolean charts = evidence.values().stream().anyMatch(piece -> piece.chart().isPresent());
      if (charts) {
        scripts.addAll(chartScripts);
      }
      scripts.add(resource("answer.js"));
      head(scripts);
      html.raw("<body><main>\n");
      heading();
      causes();
      findings();
      unclaimed();
      next();
      looked();
      facts();
      receipt();
      footer();
      html.raw("</main>\n<script type=\"application/json\" id=\"charts\">").raw(chartData());
      html.raw("</script>\n");
      for (var script : scripts) {
        html.raw("<script>").raw(script).raw("</script>\n");
      }
      return html.raw("</body></html>\n").toString();
    }

    private void head(List<String> scripts) {
      var hashes =
          scripts.stream()
              .map(script -> "'sha256-" + hash(script) + "'")
              .collect(Collectors.joining(" "));
      html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
      html.raw(
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src ")
          .raw(hashes)
          .raw(
              "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n");
      html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
      html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
      html.element("title", "", PlainText.cut(PlainText.line(answer.question()), 120) + " - Clew");
      html.raw("\n<style>").raw(resource("answer.css")).raw("</style></head>\n");
    }

    private void heading() {
      html.raw("<header><div class=\"brand\">").raw(resource("clew.svg")).raw("Clew</div>\n");
      html.element("h1", "", PlainText.line(answer.question()));
      html.raw("<ul class=\"meta\">");
      html.element("li", "class=\"" + Names.of(answer.status()) + "\"", Names.of(answer.status()));
      if (!answer.target().isEmpty()) {
        html.element("li", "", PlainText.line(answer.target()));
        var compared = WindowText.compared(answer.windows());
        if (!compared.isEmpty()) {
          html.element("li", "", capital(compared));
        }
      }
      html.raw("</ul></header>\n<div class=\"card summary\"><p>");
      filled(answer.summary());
      html.raw("</p>");
      var voice = answer.voice();
      if (!voice.meaning().isEmpty()) {
        html.raw("<p class=\"meaning\">");
        filled(voice.meaning());
        html.raw("</p>");
      }
      if (!voice.advice().isEmpty()) {
        html.raw("<ul class=\"advice\">");
        for (var one : voice.advice()) {
          html.raw("<li>");
          filled(one);
          html.raw("</li>");
        }
        html.raw("</ul>");
      }
      html.raw("</div>\n");
    }

    private void causes() {
      if (answer.causes().isEmpty()) {
        return;
      }
      html.raw("<section><h2>Causes</h2><div class=\"card plain\"><ul class=\"steps causes\">\n");
      for (var cause : answer.causes()) {
        html.raw("<li class=\"" + Names.of(cause.verdict()) + "\">");
        html.element("b", "", PlainText.line(cause.cause()));
        html.raw(" ");
        html.element(
            "span",
            "class=\"tag\"",
            (cause.target().isEmpty() ? "" : PlainText.line(cause.target()) + ", ")
                + Names.of(cause.verdict()).replace('_', ' '));
        html.raw("<div>");
        filled(cause.reason());
        html.raw("</div></li>\n");
      }
      html.raw("</ul></div></section>\n");
    }

    private void findings() {
      if (answer.findings().isEmpty()) {
        return;
      }
      html.raw("<section><h2>Findings</h2>\n");
      for (var finding : answer.findings()) {
        finding(finding);
      }
      html.raw("</section>\n");
    }

    private void finding(Finding finding) {
      html.open(
          "article",
          "class=\"card finding "
              + Names.of(finding.severity())
              + "\" id=\""
              + finding.id()
              + "\"");
      html.raw("<header><h3>");
      filled(finding.title());
      html.raw("</h3><div class=\"tags\">");
      var about = Subjects.of(finding, answer);
      if (!about.isEmpty()) {
        html.element("span", "class=\"about\"", PlainText.line(about));
      }
      html.element("span", "class=\"tag\"", Names.of(finding.severity()));
      long percent = Math.round(100 * finding.confidence());
      html.raw(
          "<span>confidence "
              + percent
              + "%<span class=\"meter\"><i style=\"width:"
              + percent
              + "%\"></i></span></span>");
      if (finding.judged()) {
        html.element("span", "", "judged by a model");
      }
      html.raw("</div></header>\n");
      var pieces =
          finding.evidenceIds().stream()
              .map(id -> Optional.ofNullable(evidence.get(id)))
              .flatMap(Optional::stream)
              .toList();
      var charts = pieces.stream().filter(piece -> piece.chart().isPresent()).toList();
      // One chart stands beside its words; several stand below them, two in a row.
      html.open("div", charts.size() == 1 ? "class=\"body beside\"" : "class=\"body\"");
      html.raw("<div><p>");
      filled(finding.statement());
      html.raw("</p>\n");
      pieces.stream()
          .filter(piece -> piece.chart().isEmpty())
          .forEach(piece -> listed(piece, finding.title()));
      again(finding);
      html.raw("</div>\n");
      if (!charts.isEmpty()) {
        html.open("div", charts.size() == 1 ? "class=\"charts\"" : "class=\"charts several\"");
        charts.forEach(this::chart);
        html.raw("</div>");
      }
      html.raw("</div></article>\n");
    }

    /// Evidence that no finding names, such as the charts of an answer that all is well.
    private void unclaimed() {
      var rest = evidence.values().stream().filter(piece -> !shown.contains(piece.id())).toList();
      if (rest.isEmpty()) {
        return;
      }
      html.raw(
          "<section><h2>More to look at</h2><div class=\"card plain\"><div class=\"charts several\">");
      rest.stream().filter(piece -> piece.chart().isPresent()).forEach(this::chart);
      html.raw("</div>");
      rest.stream().filter(piece -> piece.chart().isEmpty()).forEach(piece -> listed(piece, ""));
      html.raw("</div></section>\n");
    }

    /// Whether a piece stands on the page already: then a link to it does.
    private boolean repeated(Evidence piece) {
      if (shown.add(piece.id())) {
        return false;
      }
      html.raw("<p><a href=\"#" + Html.escaped(piece.id()) + "\">");
      html.text(PlainText.line(piece.title())).raw("</a></p>\n");
      return true;
    }

    private void chart(Evidence piece) {
      if (repeated(piece)) {
        return;
      }
      var chart = piece.chart().orElseThrow();
      html.raw("<figure id=\"" + Html.escaped(piece.id()) + "\"><figcaption>");
      html.element("b", "", PlainText.line(piece.title()));
      html.text(PlainText.line(piece.reading())).raw("</figcaption>\n");
      html.raw(
          "<div class=\"chart\" id=\"chart-"
              + Html.escaped(piece.id())
              + "\"><span class=\"nojs\">");
      html.text("The chart needs scripts; its figures stand below.").raw("</span></div>\n");
      html.raw(
          "<details><summary>The chart's figures</summary><div class=\"scroll\"><table><thead><tr>");
      boolean series = chart.points().stream().anyMatch(point -> !point.series().isEmpty());
      boolean ends =
          chart.points().stream().anyMatch(p -> p.low().isPresent() || p.high().isPresent());
      if (series) {
        html.element("th", "", "series");
      }
      html.element("th", "", VegaLite.axisTitle(chart.x()));
      html.element("th", "class=\"n\"", VegaLite.axisTitle(chart.y()));
      if (ends) {
        html.element("th", "class=\"n\"", "from").element("th", "class=\"n\"", "to");
      }
      html.raw("</tr></thead><tbody>\n");
      for (var point : chart.points().subList(0, Math.min(SHOWN_ROWS, chart.points().size()))) {
        html.raw("<tr>");
        if (series) {
          html.element("td", "", PlainText.line(point.series()));
        }
        html.element("td", "", PlainText.line(FactWriter.plain(point.x().toString())));
        html.element("td", "class=\"n\"", FactWriter.number(point.y(), chart.y().unit()));
        if (ends) {
          html.element("td", "class=\"n\"", end(point.low(), chart.y().unit()));
          html.element("td", "class=\"n\"", end(point.high(), chart.y().unit()));
        }
        html.raw("</tr>\n");
      }
      html.raw("</tbody></table>");
      if (chart.points().size() > SHOWN_ROWS) {
        html.element(
            "p",
            "",
            FactWriter.count(chart.points().size() - (long) SHOWN_ROWS, Unit.of("points"))
                + " more in the JSON.");
      }
      html.raw("</div></details></figure>\n");
    }

    private String end(OptionalDouble value, Unit unit) {
      return value.isPresent() ? FactWriter.number(value.getAsDouble(), unit) : "";
    }

    private void listed(Evidence piece, String findingTitle) {
      if (repeated(piece)) {
        return;
      }
      var ids =
          piece.kind() == EvidenceKind.ROWS || piece.kind() == EvidenceKind.PASSAGES
              ? piece.rowIds()
              : piece.spans().stream()
                  .map(span -> span.spanId().isEmpty() ? span.traceId() : span.toString())
                  .toList();
      html.raw("<details id=\"" + Html.escaped(piece.id()) + "\"><summary>");
      html.text(
              PlainText.line(
                  piece.title().equals(findingTitle)
                      ? capital(Names.of(piece.kind()))
                      : piece.title()))
          .text(" (" + FactWriter.count(ids.size(), Unit.NONE) + ")");
      html.raw("</summary>");
      if (!piece.reading().isEmpty()) {
        html.element("p", "", PlainText.line(piece.reading()));
      }
      var first =
          ids.stream().limit(SHOWN_IDS).map(PlainText::line).collect(Collectors.joining(", "));
      html.element("p", "class=\"ids\"", ids.size() > SHOWN_IDS ? first + ", ..." : first);
      html.raw("</details>\n");
      words(piece);
    }

    /// The data's own words, as text whatever they are.
    private void words(Evidence piece) {
      if (piece.excerpts().isEmpty()) {
        return;
      }
      html.raw("<details class=\"words\"><summary>The words in question</summary>");
      for (var excerpt : piece.excerpts()) {
        html.raw("<figure><figcaption>").text(PlainText.line(excerpt.where()));
        html.raw("</figcaption>").element("pre", "", PlainText.lines(excerpt.text()));
        html.raw("</figure>\n");
      }
      if (!piece.spans().isEmpty()) {
        html.element("code", "class=\"command\"", again.trace(piece.spans().getFirst().traceId()));
      }
      html.raw("</details>\n");
    }

    private void again(Finding finding) {
      var commands =
          finding.factIds().stream()
              .map(id -> Optional.ofNullable(facts.get(id)))
              .flatMap(Optional::stream)
              .map(fact -> Optional.ofNullable(computations.get(fact.computation())))
              .flatMap(Optional::stream)
              .map(again::command)
              .distinct()
              .toList();
      if (commands.isEmpty()) {
        return;
      }
      html.raw("<details class=\"again\"><summary>Compute it again</summary>");
      commands.forEach(command -> html.element("code", "class=\"command\"", command));
      html.raw("</details>\n");
    }

    private void next() {
      if (answer.next().isEmpty()) {
        return;
      }
      html.raw("<section><h2>")
          .text(answer.status() == Answer.Status.UNKNOWN ? "You can ask" : "Ask next");
      html.raw("</h2><div class=\"card plain\"><ul class=\"next\">");
      answer.next().forEach(question -> html.element("li", "", PlainText.line(question)));
      html.raw("</ul></div></section>\n");
    }

    private void looked() {
      html.raw("<section><h2>What was looked at</h2><div class=\"card plain\">");
      html.element("p", "", Looked.said(answer));
      html.element("p", "", VoiceText.said(answer));
      if (!answer.plan().steps().isEmpty()) {
        html.raw("<ul class=\"steps\">");
        for (var step : answer.plan().steps()) {
          html.open("li", "class=\"" + Names.of(step.status()) + "\"");
          html.element("b", "", step.skill());
          if (!step.target().isEmpty()) {
            html.text(" on " + PlainText.line(step.target()));
          }
          html.raw("<br>").element("span", "", PlainText.line(step.reason())).raw("</li>");
        }
        html.raw("</ul>");
      }
      for (var change : answer.plan().changes()) {
        html.element(
            "p",
            "class=\"change\"",
            "After "
                + change.at()
                + " "
                + PlainText.line(change.what())
                + " ("
                + change.by()
                + "): "
                + PlainText.line(change.reason()));
      }
      var unread = answer.coverage().unread();
      if (!unread.isEmpty()) {
        html.raw("<details open><summary>Not read: ")
            .text(FactWriter.count(unread.size(), Unit.of("places")));
        html.raw("</summary>");
        table("object", "where", "reason and remedy");
        for (var one : unread) {
          html.raw("<tr>").element("td", "", PlainText.line(one.key()));
          html.element("td", "", PlainText.line(one.where()));
          html.element("td", "", PlainText.line(one.reason())).raw("</tr>\n");
        }
        html.raw("</tbody></table></div></details>");
      }
      var considered = answer.routing().considered();
      if (!considered.isEmpty()) {
        html.raw("<details><summary>Readings of the question that were weighed</summary>");
        table("skill", "target", "score", "reason");
        for (var one : considered) {
          html.raw("<tr>")
              .element("td", "", one.skill())
              .element("td", "", PlainText.line(one.target()));
          html.element("td", "class=\"n\"", FactWriter.number(one.score(), Unit.NONE));
          html.element("td", "", PlainText.line(one.reason())).raw("</tr>\n");
        }
        html.raw("</tbody></table></div></details>");
      }
      html.raw("</div></section>\n");
    }

    private void table(String... heads) {
      html.raw("<div class=\"scroll\"><table><thead><tr>");
      for (var head : heads) {
        boolean number =
            List.of("value", "from", "to", "score", "rows examined", "size").contains(head);
        html.element("th", number ? "class=\"n\"" : "", head);
      }
      html.raw("</tr></thead><tbody>\n");
    }

    private void facts() {
      if (answer.facts().isEmpty()) {
        return;
      }
      html.raw(
          "<section><h2>Evidence and receipt</h2><details class=\"card\"><summary>Facts <span>");
      html.text(FactWriter.count(answer.facts().size(), Unit.NONE)).raw("</span></summary>");
      table("fact", "name", "value", "from", "to", "unit", "computation");
      for (var fact : answer.facts()) {
        html.raw("<tr id=\"" + fact.id() + "\">").element("td", "class=\"id\"", fact.id());
        html.element("td", "", PlainText.line(fact.name()));
        html.element("td", "class=\"" + (isNumber(fact) ? "n" : "") + "\"", exact(fact));
        html.element(
            "td", "class=\"n\"", fact.low().isPresent() ? exact(fact.low().getAsDouble()) : "");
        html.element(
            "td", "class=\"n\"", fact.high().isPresent() ? exact(fact.high().getAsDouble()) : "");
        html.element("td", "", fact.unit().symbol());
        var id = Html.escaped(fact.computation());
        var method =
            Optional.ofNullable(computations.get(fact.computation()))
                .map(Computation::method)
                .orElse("");
        html.raw("<td><a href=\"#" + id + "\">" + id + "</a> ")
            .text(PlainText.line(method))
            .raw("</td></tr>\n");
      }
      html.raw("</tbody></table></div></details>\n");
    }

    private static boolean isNumber(Fact fact) {
      return fact.value() instanceof FactValue.Real || fact.value() instanceof FactValue.Whole;
    }

    private static String exact(Fact fact) {
      return switch (fact.value()) {
        case FactValue.Whole whole -> Long.toString(whole.value());
        case FactValue.Real real -> exact(real.value());
        case FactValue.Text text -> PlainText.cut(PlainText.line(text.value()), 400);
        case FactValue.Flag flag -> Boolean.toString(flag.value());
        case FactValue.Nothing _ -> "unknown";
      };
    }

    private static String exact(double value) {
      return Double.toString(value);
    }

    private void receipt() {
      if (computations.isEmpty()) {
        return;
      }
      html.raw("<details class=\"card\"><summary>Computations <span>");
      html.text(FactWriter.count(computations.size(), Unit.NONE)).raw("</span></summary>");
      table("id", "method", "skill", "parameters", "windows", "rows examined", "again");
      for (var one : computations.values()) {
        html.raw("<tr id=\"" + Html.escaped(one.id()) + "\">")
            .element("td", "class=\"id\"", one.id());
        html.element("td", "", PlainText.line(one.method()));
        html.element("td", "", one.skill() + " " + one.version());
        html.element(
            "td",
            "",
            one.parameters().entrySet().stream()
                .map(e -> e.getKey() + "=" + PlainText.line(e.getValue()))
                .collect(Collectors.joining(", ")));
        html.element(
            "td",
            "",
            WindowText.said(one.windows().current())
                + (one.windows().baseline() instanceof Window.None
                    ? ""
                    : " against " + WindowText.said(one.windows().baseline())));
        html.element("td", "class=\"n\"", FactWriter.count(one.rowsExamined(), Unit.NONE));
        html.raw("<td>").element("code", "", again.command(one)).raw("</td></tr>\n");
      }
      html.raw("</tbody></table></div></details>\n");
      var objects = new LinkedHashMap<String, ObjectRead>();
      computations
          .values()
          .forEach(one -> one.objects().forEach(object -> objects.put(object.key(), object)));
      html.raw("<details class=\"card\"><summary>Objects read <span>");
      html.text(FactWriter.count(objects.size(), Unit.NONE)).raw("</span></summary>");
      table("key", "size", "SHA-256 of the bytes");
      for (var object : objects.values()) {
        html.raw("<tr>").element("td", "", PlainText.line(object.key()));
        html.element(
            "td", "class=\"n\"", FactWriter.number((double) object.sizeBytes(), Unit.of("bytes")));
        html.element("td", "class=\"hash\"", object.sha256()).raw("</tr>\n");
      }
      html.raw("</tbody></table></div></details>\n");
      html.raw("<div class=\"card plain\"><p><b>Verify it.</b> ");
      html.text(
          "Keep the answer as JSON; the second command computes every fact again and says which are equal, which changed, and which are stale because the bytes they came from did.");
      html.raw("</p>");
      html.element(
          "code", "class=\"command\"", again.ask(answer.question()) + " --json > answer.json");
      html.element("code", "class=\"command\"", again.verify("answer.json"))
          .raw("</div></section>\n");
    }

    private void footer() {
      html.raw("<footer>")
          .text("Answer " + answer.answerId() + " by Clew " + answer.versions().clew());
      html.text(
          answer.mode() == Answer.Mode.PLAYBOOK
              ? ", model off: playbooks chose, templates wrote."
              : ", model " + answer.versions().model() + ".");
      html.text(" Every figure was computed by code and put in by code.").raw("</footer>\n");
    }

    /// A statement with each figure linked to its fact.
    private void filled(String text) {
      for (var piece : Statement.parse(text).pieces(facts)) {
        switch (piece) {
          case Statement.Piece.Words(var words) -> html.text(words);
          case Statement.Piece.Figure(var figure, var fact) -> {
            boolean said = fact.value() instanceof FactValue.Text;
            html.open(
                "a", "class=\"fact" + (said ? " said" : "") + "\" href=\"#" + fact.id() + "\"");
            // A true minus sign; the table keeps what can be copied.
            html.text(said ? figure : figure.replace("-", "\u2212")).raw("</a>");
          }
        }
      }
    }

    private String chartData() {
      var specs = JsonNodeFactory.instance.objectNode();
      evidence.forEach((id, piece) ->
          piece
              .chart()
              .ifPresent(chart -> {
                var spec = VegaLite.of(chart);
                spec.remove("title");
                specs.set(id, spec);
              }));
      // Inside a script element only these could end it or start another state of the parser.
      return specs
          .toString()
          .replace("<", "\\u003c")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    }
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String hash(String script) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = AnswerHtml.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can not be read from the jar", e);
    }
  }
}
