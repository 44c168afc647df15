package dev.clew.skills.search;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a question looks for: its own words less those that only ask, and what they say of who
/// speaks and of what is wanted.
///
/// @param text what is looked for
/// @param lookedUp the words of it that say more than who speaks
/// @param speaker whose words are meant, where it is certain
/// @param unit what is wanted, where it is said
record Words(String text, String lookedUp, Optional<Speaker> speaker, Optional<Unit> unit) {
  private static final String UNITS =
      "traces?|runs?|conversations?|dialogu?es?|chats?|transcripts?|sessions?|spans?|calls?|messages?|steps?|turns?|cases?"
          + "|examples?|replies|answers?|users?|customers?";

  /// `Find me all the traces in which`, `are there any conversations about`.
  private static final Pattern ASKING =
      Pattern.compile(
          "^(?:please\\s+|can you\\s+|could you\\s+|i want to\\s+|i'd like to\\s+)*"
              + "(?:find|search(?:\\s+for)?|show|list|give|get|look(?:ing)?\\s+for|locate|look\\s+up|fetch|retrieve|which|what|where|are\\s+there|is\\s+there|do\\s+we\\s+have)(?:\\s+(?:did|does|do|has|have))?"
              + "(?:\\s+(?:me|us|all|any|some|other|more|the|a|an|every|of|our|up|\\d{1,3}))*\\s+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNIT_FIRST =
      Pattern.compile(
          "^(?:the\\s+)?(?:traces?|runs?|conversations?|dialogu?es?|chats?|transcripts?|sessions?|spans?|calls?|messages?|steps?|turns?|cases?|examples?)\\s+"
              + "(?:that\\s+(?:are|is|were|talk|speak|deal)\\s+(?:about|of|with)|about|where|in\\s+which|with|which|that|who|whose|when|on|of|are\\s+about|talk\\s+about)\\s+",
          Pattern.CASE_INSENSITIVE);

  private static final String VERBS = "(?!(?:of|to|with|by|for|from|in|on|is|are|was|were)\\b)";

  /// What is done to users says nothing of who speaks: `where the user is asked for his number`.
  private static final String IS_SO =
      "(?:is|are|was|were)\\s+(?!(?:being|asked|told|given|sent|shown|offered|promised|refused|denied|charged|transferred|helped"
          + "|refunded|to|in|on|from|by|for|with)\\b)";

  private static final String USERS =
      "users?|customers?|callers?|clients?|passengers?|people|somebody|someone|anyone";
  private static final String ASSISTANTS =
      "agents?|assistants?|bots?|chatbots?|models?|llms?|ai|replies|answers";

  private static final Pattern BY_USER =
      Pattern.compile(
          "(?:^|\\b(?:where|when|which|that|the|an?|some|our)\\s+|\\b\\p{L}+(?:ed|ing|y|ful|less|ious)\\s+)(?:"
              + USERS
              + ")\\b(?!'s)\\s*"
              + "(?:$|"
              + VERBS
              + "\\p{L}|"
              + IS_SO
              + ")",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BY_ASSISTANT =
      Pattern.compile(
          "(?:^|\\b(?:where|when|which|that|the|an?|our)\\s+)(?:"
              + ASSISTANTS
              + ")\\b(?!'s)\\s+"
              + VERBS
              + "\\p{L}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNIT =
      Pattern.compile("\\b(" + UNITS + ")\\b", Pattern.CASE_INSENSITIVE);

  private static final String THE_DATA =
      "(?:'s)?(?:\\s+(?:agents?|app|application|assistant|bot|traces?|runs?|data|logs?|conversations?|chats?|sessions?))?";

  /// Overlay.
  ///
  /// @param question as it was asked, or words to look for
  /// @param target the data that are searched: where a question says so, that is nothing to look
  ///   for
  static Words of(String question, String target) {
    var said = question.strip().replaceAll("\\s+", " ").replaceAll("[?!.\\s]+$", "");
    var text = withoutTarget(said, target);
    var asking = ASKING.matcher(text);
    var asked = asking.find() ? text.substring(asking.end()) : text;
    var unitFirst = UNIT_FIRST.matcher(asked);
    var wanted = unitFirst.find() ? asked.substring(unitFirst.end()) : asked;
    var found = wanted.isBlank() ? text : wanted;
    var speaker = speaker(asked);
    return new Words(found, lookedUp(found, speaker), speaker, unit(text));
  }

  /// `For shop: find ..`, `.. in the shop's conversations`.
  private static String withoutTarget(String said, String target) {
    var name = Pattern.quote(target);
    var rest =
        said.replaceFirst(
                "(?iu)^(?:(?:for|in|on|of|from)\\s+)?(?:the\\s+|our\\s+)?"
                    + name
                    + THE_DATA
                    + "\\s*[:,]\\s*",
                "")
            .replaceFirst(
                "(?iu)\\s+(?:for|in|on|of|from|across)\\s+(?:the\\s+|our\\s+|my\\s+)?"
                    + name
                    + THE_DATA
                    + "$",
                "");
    return rest.isBlank() ? said : rest;
  }

  private static String lookedUp(String text, Optional<Speaker> speaker) {
    var nouns =
        speaker.map(one ->
            switch (one) {
              case USER -> USERS;
              case ASSISTANT -> ASSISTANTS;
              case PROGRAM -> "";
            });
    var rest =
        nouns.isEmpty() || nouns.get().isEmpty()
            ? text
            : text.replaceAll("(?i)\\b(?:" + nouns.get() + ")\\b", " ").strip();
    return rest.isEmpty() ? text : rest;
  }

  private static Optional<Speaker> speaker(String asked) {
    var user = BY_USER.matcher(asked);
    var assistant = BY_ASSISTANT.matcher(asked);
    boolean byUser = user.find();
    boolean byAssistant = assistant.find();
    if (byUser && byAssistant) {
      return Optional.of(user.start() < assistant.start() ? Speaker.USER : Speaker.ASSISTANT);
    }
    return byUser
        ? Optional.of(Speaker.USER)
        : byAssistant ? Optional.of(Speaker.ASSISTANT) : Optional.empty();
  }

  private static Optional<Unit> unit(String text) {
    var found = UNIT.matcher(text);
    while (found.find()) {
      var word = found.group(1).toLowerCase(Locale.ROOT);
      if (word.startsWith("session")) {
        return Optional.of(Unit.SESSIONS);
      }
      if (word.matches("(?:spans?|calls?|messages?|steps?|turns?|replies|answers?)")) {
        return Optional.of(Unit.SPANS);
      }
      if (word.matches("(?:traces?|runs?|conversations?|dialogu?es?|chats?|transcripts?)")) {
        return Optional.of(Unit.TRACES);
      }
    }
    return Optional.empty();
  }

  /// What a search gives back.
  enum Unit {
    SPANS,
    TRACES,
    SESSIONS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
