package dev.clew.skills.evaluationtemplate;

import dev.clew.evaluators.Definition;
import dev.clew.evaluators.DefinitionFile;
import dev.clew.evaluators.Kind;
import dev.clew.evaluators.Level;
import dev.clew.evaluators.checks.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// An evaluator as it is proposed: its file, ready to be saved and edited.
///
/// @param origin where it comes from
/// @param because the words that it was chosen by, or why it was written
record Draft(Definition definition, String text, Origin origin, String because) {

  /// Where a draft comes from.
  enum Origin {
    /// An evaluator that exists.
    KNOWN("an evaluator that exists"),
    /// Code can decide what was wished.
    CODE("a check in code"),
    /// The wish in its own words, for a model to judge.
    WORDS("the wish in its own words"),
    /// Criteria that a model wrote.
    MODEL("criteria that a model wrote");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// An evaluator that exists.
  static Draft known(Definition definition, String because) {
    return new Draft(definition, file(definition), Origin.KNOWN, because);
  }

  /// An evaluator that exists, with other settings.
  static Draft set(Definition known, String name, Map<String, String> settings, String because) {
    var all = new LinkedHashMap<>(known.settings());
    all.putAll(settings);
    return of(
        file(
            new Definition(
                name,
                known.description(),
                known.level(),
                known.kind(),
                known.reads(),
                known.check(),
                known.labels(),
                all,
                known.template(),
                "")),
        Origin.CODE,
        because);
  }

  /// A file that was written here.
  ///
  /// @throws dev.clew.evidence.ClewException when it is none
  static Draft of(String text, Origin origin, String because) {
    return new Draft(DefinitionFile.parse("the draft", text, Checks.NAMES), text, origin, because);
  }

  /// The file of an evaluator.
  static String file(Definition definition) {
    var lines = new ArrayList<String>();
    lines.add("---");
    lines.add("name: " + definition.name());
    lines.add("description: " + quoted(definition.description()));
    lines.add("level: " + definition.level().word());
    lines.add("kind: " + definition.kind().word());
    lines.add("reads: [" + String.join(", ", definition.reads()) + "]");
    definition.check().ifPresent(check -> lines.add("check: " + check));
    lines.add(
        definition.labels().all().stream()
            .map(label -> quoted(label.name()) + ": " + score(label.score()))
            .collect(Collectors.joining(", ", "labels: {", "}")));
    lines.add("wanted: " + quoted(definition.labels().wanted()));
    if (!definition.settings().isEmpty()) {
      lines.add(
          definition.settings().entrySet().stream()
              .map(entry -> entry.getKey() + ": " + quoted(entry.getValue()))
              .collect(Collectors.joining(", ", "settings: {", "}")));
    }
    lines.add("---");
    definition.template().ifPresent(template -> lines.add(template.text()));
    return String.join("\n", lines) + "\n";
  }

  /// A template for a model, from what is wished.
  ///
  /// @param wish in the user's words
  static Draft words(String name, String wish, Level level) {
    var reads =
        switch (level) {
          case SPAN -> List.of("input", "output");
          case TOOL_CALL -> List.of("conversation", "tool", "arguments");
          case TRACE, SESSION -> List.of("conversation");
        };
    var template =
        "Does this "
            + what(level)
            + " keep to what is wanted?\n\nWhat is wanted, in the words of the person who wants it: "
            + plain(wish)
            + "\n\n- kept: nothing in it goes against this.\n- broken: something in it goes against this; quote it.\n\n"
            + reads.stream()
                .map(one -> one + ":\n{{" + one + "}}")
                .collect(Collectors.joining("\n\n"));
    return of(
        front(name, "whether this is kept: " + plain(wish), level, Kind.MODEL, reads)
            + "labels: {kept: 1, broken: 0}\nwanted: kept\n---\n"
            + template
            + "\n",
        Origin.WORDS,
        "no evaluator that exists means it");
  }

  static String front(String name, String description, Level level, Kind kind, List<String> reads) {
    return "---\nname: "
        + name
        + "\ndescription: "
        + quoted(description)
        + "\nlevel: "
        + level.word()
        + "\nkind: "
        + kind.word()
        + "\nreads: ["
        + String.join(", ", reads)
        + "]\n";
  }

  /// What a user wrote, as a line that can open no place of a template.
  static String plain(String words) {
    return words.replaceAll("[\\s\\p{Cntrl}]+", " ").replace("{{", "{ {").strip();
  }

  static String quoted(String text) {
    return "\"" + plain(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /// A name from a wish: its first telling words.
  static String name(String wish) {
    var words = wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip().split(" ", -1);
    var kept = new ArrayList<String>();
    for (var word : words) {
      if (word.length() > 3 && kept.size() < 4 && !STOP.contains(word)) {
        kept.add(word);
      }
    }
    var name = String.join("-", kept);
    return name.matches("[a-z][a-z0-9-]*") && name.length() <= 60 ? name : "own-criterion";
  }

  private static final List<String> STOP =
      List.of(
          "want",
          "wants",
          "would",
          "like",
          "need",
          "should",
          "must",
          "that",
          "this",
          "with",
          "fewer",
          "less",
          "more",
          "have",
          "make",
          "sure",
          "evaluator",
          "evaluate",
          "evaluation",
          "template",
          "measure",
          "create",
          "write",
          "build",
          "judge",
          "check",
          "whether",
          "does",
          "when",
          "agent");

  private static String what(Level level) {
    return switch (level) {
      case SPAN -> "answer";
      case TOOL_CALL -> "tool call";
      case TRACE -> "run";
      case SESSION -> "conversation";
    };
  }

  private static String score(double score) {
    return score == Math.rint(score) ? String.valueOf((long) score) : String.valueOf(score);
  }
}
