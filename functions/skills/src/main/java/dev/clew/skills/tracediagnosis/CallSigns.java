package dev.clew.skills.tracediagnosis;

import dev.clew.skills.tracediagnosis.Sign.Kind;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is wrong with calls: tools that are not there, arguments that are not taken, failures, the
/// same again, nothing found.
final class CallSigns {
  private static final int DETAIL = 240;

  /// Code of fewer words is alike by chance; this share of common words is no chance.
  private static final int FEWEST_WORDS = 8;

  private static final double NEARLY_SAME = 0.8;

  /// So many runs before are remembered, so that a long run is read in time that grows with it.
  private static final int MOST_BEFORE = 20;

  private CallSigns() {}

  static List<Sign> of(Course course) {
    var signs = new ArrayList<Sign>();
    var schemas = new Schemas();
    var failed = new HashMap<String, Set<String>>();
    var brought = new HashMap<String, Set<String>>();
    var ran = new HashMap<String, List<Set<String>>>();
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
      if (!same(step, brought, signs)) {
        nearlySame(step, ran, signs);
      }
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
  private static void offered(Step step, Schemas schemas, List<Sign> signs) {
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

  /// The same call by the same agent that brings the same again.
  private static boolean same(Step step, Map<String, Set<String>> brought, List<Sign> signs) {
    var key = new StringBuilder(step.agent());
    for (var call : step.asked()) {
      key.append('\n').append(call.name()).append(' ').append(call.arguments());
    }
    key.append('\n').append(step.code());
    for (var result : step.results()) {
      if (step.asked().isEmpty() && step.code().isEmpty()) {
        key.append('\n').append(result.tool()).append(' ').append(result.arguments());
      }
    }
    boolean says =
        step.asked().stream().map(ToolCall::name).anyMatch(name -> !name.isEmpty())
            || !step.code().isEmpty();
    if (step.results().isEmpty()
        || (!says && step.results().stream().allMatch(one -> one.tool().isEmpty()))) {
      return false;
    }
    var got = new StringBuilder();
    step.results()
        .forEach(result ->
            got.append(result.text().strip()).append(result.error().orElse("")).append('\n'));
    var before = brought.computeIfAbsent(key.toString(), _ -> new HashSet<>());
    if (!before.add(got.toString()) && step.failure().isEmpty()) {
      signs.add(
          sign(
              Kind.SAME_CALL,
              step,
              Category.ABUSE,
              Words.line(key.substring(step.agent().length()), DETAIL)));
      return true;
    }
    return false;
  }

  /// Code that shares most of its words with code that the same agent ran before: it tries again
  /// what it has tried.
  private static void nearlySame(Step step, Map<String, List<Set<String>>> ran, List<Sign> signs) {
    var words = Words.content(step.code());
    if (words.size() < FEWEST_WORDS) {
      return;
    }
    var before = ran.computeIfAbsent(step.agent(), _ -> new ArrayList<>());
    if (before.stream().anyMatch(other -> Words.likeness(words, other) >= NEARLY_SAME)) {
      signs.add(sign(Kind.NEARLY_SAME, step, Category.ABUSE, step.code()));
    }
    if (before.size() == MOST_BEFORE) {
      before.removeFirst();
    }
    before.add(words);
  }

  /// An error without its values, so that the same mistake with another value is the same.
  private static String kind(String error) {
    return Words.line(error, 400).replaceAll("'[^']*'|\"[^\"]*\"|\\{[^}]*}|\\d+", "#");
  }

  private static Sign sign(Kind kind, Step step, Category category, String detail) {
    return new Sign(kind, step.place(), category, Words.line(detail, DETAIL));
  }
}
