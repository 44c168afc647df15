package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.interpretation.Terminal;
import dev.clew.models.guard.Allowance;
import dev.clew.models.openai.Answer;
import dev.clew.models.openai.OpenAiServer;
import dev.clew.models.settings.ModelSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A good model behind the eight skills of one question each: it writes sensible sentences from the
/// findings and facts that it is sent, over OpenAI's protocol. A reader hears most of them, in the
/// answer's own places; for the others he reads the skill's own sentences.
class ColleagueTest {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");
  private static final Pattern FINDING = Pattern.compile("(?m)^(N[0-9]+) \\([^)]*\\): (.*)$");
  private static final Pattern FACT = Pattern.compile("(?m)^(F[0-9]+) (.*)$");

  private static final Pattern REFUSED = Pattern.compile("- ([^\n]*)\n  refused: ([^\n]*)");

  @TempDir private Path scratch;

  private record Sentence(String list, List<String> findings, String text) {
    static Sentence of(String line) {
      var parts = line.split(" \\| ", 3);
      return new Sentence(parts[0], List.of(parts[1].split("; ")), parts[2]);
    }
  }

  @Test
  void whatAGoodColleagueWritesIsHeard() throws IOException {
    var dropped = new ArrayList<String>();
    int said = 0;
    for (var entry : questions().entrySet()) {
      var sentences = entry.getValue();
      try (var server = new OpenAiServer(request -> answer(request, sentences))) {
        var answer = ask(server, entry.getKey());

        assertTrue(answer.path("summary").asText().length() > 40, answer.path("summary").asText());
        assertEquals("", answer.at("/voice/off").asText(), "the server was reached");
        said += sentences.size();
        server.asked().stream()
            .map(asked -> told(asked.body()))
            .filter(text -> text.contains("These sentences were refused"))
            .flatMap(text -> REFUSED.matcher(text).results())
            .forEach(match -> dropped.add(match.group(1) + "\n    " + match.group(2)));
      }
    }
    assertTrue(
        dropped.size() * 3 <= said,
        dropped.size() + " of " + said + " dropped:\n" + String.join("\n", dropped));
  }

  private JsonNode ask(OpenAiServer server, String question) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var screen =
        new Screen(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.plain(),
            false);
    var models =
        new ModelSettings(
            Optional.of(server.endpoint()),
            Optional.empty(),
            Allowance.USUAL,
            true,
            ModelSettings.LONGEST_CALL);
    var setting =
        new Setting(
            Path.of("samples"), scratch, "test", false, Optional.empty(), models, Optional.empty());
    int exit =
        CommandLines.line(screen, setting, "ask", question, "--json")
            .execute("ask", question, "--json");
    assertEquals(Exit.ANSWERED, exit, err.toString(StandardCharsets.UTF_8));
    return new ObjectMapper().readTree(out.toByteArray());
  }

  /// Leaves the choice of skills to the rails, and words what it is told.
  private static Answer answer(OpenAiServer.Asked request, List<Sentence> sentences) {
    if (!request.body().path("tools").isEmpty()) {
      return Answer.saying("The question speaks for itself.");
    }
    var text = told(request.body());
    var reply = JsonNodeFactory.instance.objectNode();
    for (var list : List.of("summary", "statements", "meaning", "next")) {
      reply.putArray(list);
    }
    if (text.contains("These sentences were refused")) {
      return Answer.saying(reply.toString());
    }
    for (var sentence : sentences) {
      var item =
          reply.withArray(sentence.list()).addObject().put("text", filled(sentence.text(), text));
      if (sentence.list().equals("statements")) {
        item.put("finding", finding(sentence.findings().getFirst(), text));
      } else {
        var about = item.putArray("findings");
        sentence.findings().forEach(title -> about.add(finding(title, text)));
      }
    }
    return Answer.saying(reply.toString());
  }

  private static String told(JsonNode body) {
    var text = new StringBuilder();
    body.path("messages")
        .forEach(message -> {
          var content = message.path("content");
          if (content.isTextual()) {
            text.append(content.asText()).append('\n');
          } else {
            content.forEach(part -> text.append(part.path("text").asText()).append('\n'));
          }
        });
    return text.toString();
  }

  private static String finding(String title, String told) {
    return FINDING
        .matcher(told)
        .results()
        .filter(match -> isTitled(match.group(2), title))
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no finding " + title));
  }

  /// A title's own figures and names are placeholders.
  private static boolean isTitled(String told, String title) {
    var parts = told.split("\\. ", 2)[0].split("\\{F[0-9]+}", -1);
    return Pattern.compile(
                Arrays.stream(parts).map(Pattern::quote).collect(Collectors.joining(".*")))
            .matcher(title)
            .lookingAt()
        || told.startsWith(title);
  }

  private static String filled(String text, String told) {
    return PLACE.matcher(text).replaceAll(match -> "{" + fact(match.group(1), told) + "}");
  }

  private static String fact(String name, String told) {
    var pattern =
        Pattern.compile(
            Arrays.stream(name.split("\\*", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"))
                + ": .*");
    return FACT.matcher(told)
        .results()
        .filter(match -> pattern.matcher(match.group(2)).matches())
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no fact " + name));
  }

  private static Map<String, List<Sentence>> questions() throws IOException {
    var questions = new LinkedHashMap<String, List<Sentence>>();
    try (var in = ColleagueTest.class.getResourceAsStream("colleague.txt")) {
      List<Sentence> into = List.of();
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("== ")) {
          into = new ArrayList<>();
          questions.put(line.substring(3), into);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          into.add(Sentence.of(line));
        }
      }
    }
    return questions;
  }
}
