package dev.clew.investigation.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clew.evidence.ClewException;
import dev.clew.interpretation.AnswerJson;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.rails.Aliases;
import dev.clew.models.ToolCall;
import dev.clew.models.context.Fence;
import dev.clew.models.context.View;
import dev.clew.skills.exploration.DocumentPath;
import dev.clew.skills.exploration.Pages;
import dev.clew.skills.exploration.Places;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a model looks up before it decides: facts of a step by name, or places of its whole result,
/// which stays where it is. Reads only; the same look twice is answered from memory.
final class Looks {
  /// So often in one turn.
  static final int MOST = 3;

  private static final int MOST_PLACES = 20;
  private static final int MOST_NAMES = 30;

  /// Characters of what is shown; marks and words around it take the rest of [Shown#LONGEST].
  private static final int ROOM = Shown.LONGEST - 600;

  private final SoFar soFar;
  private final Gists gists;
  private final Map<ToolCall, String> seen = new HashMap<>();
  private int count;

  Looks(SoFar soFar, Gists gists) {
    this.soFar = soFar;
    this.gists = gists;
  }

  static boolean isOne(ToolCall call) {
    return call.name().equals(DecisionTools.FACTS) || call.name().equals(DecisionTools.READ);
  }

  /// What stands there, between marks.
  ///
  /// @throws Refused when there is nothing, or too much to be shown: then it says how to narrow
  String at(ToolCall call) throws Refused {
    if (++count > MOST) {
      throw new Refused("enough was looked up");
    }
    var same = new ToolCall("", call.name(), call.arguments());
    var before = seen.get(same);
    if (before != null) {
      return before;
    }
    var shown = looked(call.name(), Arguments.parse(call.arguments()));
    seen.put(same, shown);
    return shown;
  }

  private String looked(String tool, Arguments arguments) throws Refused {
    var id = arguments.textOrNone("step");
    var step = soFar.agenda().todo().step(id).filter(one -> !one.isOpen());
    if (step.isEmpty()) {
      throw new Refused("'" + Arguments.shortened(id) + "' is no step that is over");
    }
    return tool.equals(DecisionTools.FACTS)
        ? facts(step.get(), arguments.textOrNone("name"))
        : read(step.get(), arguments);
  }

  private String facts(PlannedStep step, String name) throws Refused {
    var own = soFar.of(step.id());
    var found = own.named("", name);
    if (found.isEmpty()) {
      throw new Refused(
          step.id()
              + " has no fact '"
              + Arguments.shortened(name)
              + "'; its names begin with "
              + String.join(", ", heads(own.all())));
    }
    var text =
        found.stream()
            .map(known -> ResultLines.fact(known.ref(), known.fact()))
            .collect(Collectors.joining("\n"));
    if (text.length() > ROOM) {
      throw tooLong(
          "'" + Arguments.shortened(name) + "' means " + found.size() + " facts",
          text,
          "name fewer, such as " + heads(found).getFirst() + "[...=A*]");
    }
    return Fence.around(
        step.id() + ", facts '" + Arguments.shortened(name) + "'", text, Shown.LONGEST);
  }

  private static List<String> heads(List<Known> facts) {
    return facts.stream()
        .map(known -> known.fact().name().replaceFirst("[\\[].*", ""))
        .distinct()
        .limit(MOST_NAMES)
        .toList();
  }

  private String read(PlannedStep step, Arguments arguments) throws Refused {
    var path = arguments.textOrNone("path");
    var grep = arguments.textOrNone("grep");
    var node = place(step, path);
    var text = node.isTextual() ? node.asText() : node.toString();
    var where = step.id() + " " + (path.isEmpty() ? "$" : Arguments.shortened(path));
    var page = arguments.tree().path("page");
    String shown;
    if (!grep.isEmpty()) {
      shown = places(text, grep);
    } else if (page.isIntegralNumber()) {
      var pages = new Pages(text, ROOM);
      if (page.asInt() < 1 || page.asInt() > pages.count()) {
        throw new Refused("there is no page " + page.asInt() + "; the last is " + pages.count());
      }
      shown = pages.page(page.asInt()) + "\n[page " + page.asInt() + " of " + pages.count() + "]";
    } else {
      shown = View.inCharacters(where, text, List.of(), ROOM);
    }
    return Fence.around(where, shown, Shown.LONGEST);
  }

  private static String places(String text, String words) throws Refused {
    var places = Places.of(text, words, MOST_PLACES);
    if (places.count() == 0) {
      throw new Refused("'" + Arguments.shortened(words) + "' does not stand there");
    }
    return places.found().stream()
            .map(place -> "at character " + place.at() + ": " + place.around())
            .collect(Collectors.joining("\n"))
        + "\n[places: "
        + places.count()
        + "]";
  }

  private JsonNode place(PlannedStep step, String path) throws Refused {
    var document =
        gists
            .whole(step.id())
            .map(result ->
                result instanceof StepResult.Measured measured
                    ? Aliases.of(AnswerJson.tree(measured.measurement()))
                    : MissingNode.getInstance())
            .orElse(MissingNode.getInstance());
    if (document.isMissingNode()) {
      throw new Refused(step.id() + " has no result to read");
    }
    try {
      return DocumentPath.parse("path", path).in(document);
    } catch (ClewException e) {
      throw new Refused(e.problem().toString());
    }
  }

  private static Refused tooLong(String what, String text, String remedy) {
    return new Refused(
        what
            + ", "
            + text.length()
            + " characters, and "
            + Shown.LONGEST
            + " are the most; "
            + remedy);
  }
}
