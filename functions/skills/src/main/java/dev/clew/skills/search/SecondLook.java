package dev.clew.skills.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.OutputSchema;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.context.Fence;
import dev.clew.skills.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a model makes of the best hits: a match or none, each match with words of the hit that show
/// it. Of what the model writes only the choice is taken; the words shown are cut from the text
/// itself, and a match whose words do not stand there is left out.
///
/// @param verdicts by the hits' places, from 0; those that came to nothing are not among them
/// @param withoutWords matches that were left out, as the words quoted for them stand nowhere
/// @param by the model's name
record SecondLook(Map<Integer, Verdict> verdicts, int withoutWords, String by) {
  /// Hits a call.
  private static final int BATCH = 10;

  private static final int TOKENS_A_HIT = 120;
  private static final int LONGEST_QUOTE = 400;

  /// Fewer letters prove nothing.
  private static final int FEWEST_LETTERS = 2;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  SecondLook {
    verdicts = new TreeMap<>(verdicts);
  }

  /// What was judged of one hit.
  sealed interface Verdict {
    /// @param where the words stand
    /// @param words as they stand there
    record Match(Said where, String words) implements Verdict {}

    record NoMatch() implements Verdict {}
  }

  /// Has a model look at hits. Nothing where there is none, or it fails; that is noted.
  static Optional<SecondLook> at(List<Hit> hits, String wanted, Ports ports) {
    var model = ports.model().get();
    if (model.isEmpty()) {
      ports.notes().accept("no model is at hand to judge the best hits");
      return Optional.empty();
    }
    var verdicts = new TreeMap<Integer, Verdict>();
    int withoutWords = 0;
    try {
      for (int from = 0; from < hits.size(); from += BATCH) {
        ports.progress().at("hits judged", from, hits.size());
        var batch = hits.subList(from, Math.min(hits.size(), from + BATCH));
        withoutWords += judge(batch, from, wanted, model.get(), ports, verdicts);
      }
    } catch (ModelException e) {
      ports.notes().accept("the model could not judge all of the best hits: " + e.getMessage());
    }
    return verdicts.isEmpty() && withoutWords == 0
        ? Optional.empty()
        : Optional.of(new SecondLook(verdicts, withoutWords, model.get().name(Tier.STRONG)));
  }

  long matches() {
    return verdicts.values().stream().filter(Verdict.Match.class::isInstance).count();
  }

  private static int judge(
      List<Hit> batch,
      int first,
      String wanted,
      LanguageModel model,
      Ports ports,
      Map<Integer, Verdict> into) {
    var shown =
        IntStream.range(0, batch.size())
            .mapToObj(i ->
                texts(batch.get(i))
                    .map(said ->
                        Fence.around("hit " + (i + 1), said.piece().text(), Texts.LONGEST_PIECE))
                    .collect(Collectors.joining("\n")))
            .collect(Collectors.joining("\n\n"));
    var asked =
        ports
            .prompts()
            .prompt("search/judge.md", SecondLook.class, "judge.md")
            .render(
                Map.of(
                    "count", String.valueOf(batch.size()),
                    "wanted", Fence.harmless(wanted),
                    "hits", shown));
    var reply =
        model.complete(
            Call.forJson(
                "judge hits",
                Tier.STRONG,
                List.of(new Message.User(asked)),
                schema(),
                200 + TOKENS_A_HIT * batch.size()));
    int withoutWords = 0;
    for (var one : verdicts(reply)) {
      int hit = one.path("hit").asInt(0) - 1;
      if (hit < 0 || hit >= batch.size() || into.containsKey(first + hit)) {
        continue;
      }
      if (one.path("match").asText("").equals("no")) {
        into.put(first + hit, new Verdict.NoMatch());
      } else if (one.path("match").asText("").equals("yes")) {
        var match = quoted(batch.get(hit), one.path("quote").asText(""));
        match.ifPresent(found -> into.put(first + hit, found));
        withoutWords += match.isPresent() ? 0 : 1;
      }
    }
    return withoutWords;
  }

  private static List<JsonNode> verdicts(Reply reply) {
    var all = new ArrayList<JsonNode>();
    if (reply.finish() != Reply.Finish.STOP) {
      return all;
    }
    try {
      JSON.readTree(reply.text()).path("verdicts").forEach(all::add);
    } catch (JsonProcessingException _) {
      // An answer of another form judges nothing.
    }
    return all;
  }

  /// What of a hit is judged, and shown to the reader.
  private static Stream<Said> texts(Hit hit) {
    return Stream.concat(Stream.of(hit.shown()), hit.byMeaning().stream()).distinct();
  }

  private static Optional<Verdict> quoted(Hit hit, String quote) {
    var words = plain(quote).replaceAll("^[\\s\"'.…]+|[\\s\"'.…]+$", "");
    if (words.codePoints().filter(Character::isLetterOrDigit).count() < FEWEST_LETTERS
        || words.length() > LONGEST_QUOTE) {
      return Optional.empty();
    }
    var pattern =
        Pattern.compile(
            Stream.of(words.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return texts(hit)
        .flatMap(said -> {
          var found = pattern.matcher(plain(said.piece().text()));
          return found.find()
              ? Stream.of(
                  (Verdict)
                      new Verdict.Match(
                          said,
                          said.piece()
                              .text()
                              .substring(found.start(), found.end())
                              .replaceAll("\\s+", " ")))
              : Stream.empty();
        })
        .findFirst();
  }

  /// Typographic marks as they are typed, letter for letter.
  private static String plain(String text) {
    return text.replaceAll("[\u2018\u2019\u02bc]", "'").replaceAll("[\u201c\u201d]", "\"");
  }

  private static OutputSchema schema() {
    var schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    var verdicts = schema.putObject("properties").putObject("verdicts");
    verdicts.put("type", "array");
    var one = verdicts.putObject("items");
    one.put("type", "object");
    var properties = one.putObject("properties");
    properties.putObject("hit").put("type", "integer");
    properties.putObject("match").put("type", "string").putArray("enum").add("yes").add("no");
    properties.putObject("quote").put("type", "string");
    one.putArray("required").add("hit").add("match").add("quote");
    one.put("additionalProperties", false);
    schema.putArray("required").add("verdicts");
    schema.put("additionalProperties", false);
    return new OutputSchema("verdicts", schema);
  }
}
