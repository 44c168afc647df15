package dev.clew.skills.sample;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.exploration.Filters;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.Selection;
import dev.clew.skills.exploration.ToolText;
import dev.clew.skills.exploration.Unread;
import dev.clew.skills.exploration.Wrong;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Some of the rows, spans, calls or traces that a filter means, to be read; or one by its id,
/// whole or a part of it.
@AutoService(Skill.class)
public final class Sample implements Skill {
  static final String WHERE = "sample, parameter where";
  private static final String NARROW =
      "Lower n, name fewer fields, or open one by its id and a path";

  @Override
  public Measurement measure(Inputs inputs) {
    var parameters = inputs.parameters();
    if (!parameters.has("id") && (parameters.has("path") || parameters.has("grep"))) {
      throw Wrong.in(
          parameters.has("path") ? "sample, parameter path" : "sample, parameter grep",
          "it looks into one row, span or trace, and none is named",
          "give its id too");
    }
    var filter = Filters.parse(WHERE, parameters.text("where"));
    var fields = fields(parameters.text("fields"));
    if (parameters.has("id")) {
      return One.measure(inputs, fields, NARROW);
    }
    if (parameters.has("unread") && filter.isAll()) {
      return Unread.refused(parameters.text("unread"), "clew run sample --set where=\"..\"");
    }
    var named = Stream.concat(filter.fields().stream(), fields.stream()).distinct().toList();
    var scope = Scope.of(inputs, parameters.text("level"), named, Level.TRACES).currentOnly();
    if (scope.count() == 0) {
      return new Measurement.NotApplicable(
          "there are no " + scope.level().words() + " in the window", "choose another window");
    }
    var things = scope.current().things();
    int[] matched = Selection.of(filter, things, WHERE);
    int[] drawn =
        Draw.of(
            things,
            matched,
            parameters.whole("n"),
            parameters.text("order"),
            parameters.whole("seed"));
    var book = Some.write(inputs, scope, filter, fields, matched.length, drawn);
    return new Measurement.Found(ToolText.checked(book.results(scope.coverage()), NARROW));
  }

  private static List<String> fields(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
