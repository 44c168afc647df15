package dev.clew.skills.tracediagnosis;

import dev.clew.evaluators.checks.ArgumentSchemas;
import dev.clew.skills.tracediagnosis.Sign.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is wrong with calls: tools that are not there, arguments that are not taken, failures, the
/// same again, nothing found.
final class CallSigns {
  private static final int DETAIL = 240;

  private CallSigns() {}

  static List<Sign> of(Course course) {
    var signs = new ArrayList<Sign>();
    var schemas = new ArgumentSchemas();
    var failed = new HashMap<String, Set<String>>();
    var repeats = new Repeats();
    for (var step : course.steps()) {
      offered(step, schemas, signs);
      var tried = new HashSet<String>();
      for (var result : step.results()) {
        var error = result.error();
        if (error.isPresent()) {
          failure(step, error.get(), signs);
          var key = step.agent() + "\n" + result.tool() + "\n" + kind(error.get());
          if (!tried.add(key)) {
            continue;
          }
          var of = failed.computeIfAbsent(step.agent(), _ -> new HashSet<>());
          if (!of.add(key)) {
            signs.add(sign(Kind.SAME_FAILURE, step, Category.ABUSE, error.get()));
          }
        } else if (result.isEmpty()) {
          signs.add(sign(Kind.FOUND_NOTHING, step, Category.POOR_RETRIEVAL, result.text()));
        }
      }
      repeats.sign(step).ifPresent(signs::add);
    }
    return signs;
  }

  private static void failure(Step step, String error, List<Sign> signs) {
    if (ResultText.refusesName(error)) {
      signs.add(sign(Kind.UNKNOWN_TOOL, step, Category.INVENTED_TOOL_USE, error));
    } else if (ResultText.refusesArguments(error)) {
      signs.add(sign(Kind.REFUSED_ARGUMENTS, step, Category.FORMATTING, error));
    } else {
      signs.add(sign(Kind.FAILED_CALL, step, ResultText.category(error), error));
    }
  }

  /// Calls held against the tools that the model was offered.
  private static void offered(Step step, ArgumentSchemas schemas, List<Sign> signs) {
    var content = step.span().content();
    for (var call : step.asked()) {
      if (!content.offeredTools().isEmpty() && !content.offeredTools().contains(call.name())) {
        signs.add(sign(Kind.UNKNOWN_TOOL, step, Category.INVENTED_TOOL_USE, call.name()));
        continue;
      }
      var schema = content.toolSchemas().getOrDefault(call.name(), "");
      schemas
          .refusal(schema, call.arguments())
          .ifPresent(why ->
              signs.add(
                  sign(
                      Kind.REFUSED_ARGUMENTS,
                      step,
                      Category.FORMATTING,
                      call.name() + ": " + why)));
    }
  }

  /// An error without its values, so that the same mistake with another value is the same.
  private static String kind(String error) {
    return Words.line(error, 400).replaceAll("'[^']*'|\"[^\"]*\"|\\{[^}]*}|\\d+", "#");
  }

  private static Sign sign(Kind kind, Step step, Category category, String detail) {
    return new Sign(kind, step.place(), category, Words.line(detail, DETAIL));
  }
}
