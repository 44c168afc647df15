package dev.clew.benchmarks.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Sentences as agents' messages hold them: words, code, quotes, line breaks, some of it not ASCII.
final class Prose {
  private static final String[] WORDS =
      """
      the a to of and in that it is for was on are as with they be at this have from or one had by \
      word but not what all were we when your can said there use an each which she do how their if \
      will up other about out many then them these so some her would make like him into time has \
      look two more write go see number no way could people my than first water been call who oil \
      its now find long down day did get come made may part search page result table answer query \
      file function return value list error import print def self None True model step plan tool \
      task fact visit agent observation thought code final_answer web_search page_down inspect_file\
      """
          .split(" ");
  private static final String[] MARKS = {
    ".\n", ". ", ".\n\n", ": \"", "\", ", " = [\"", "\"]\n", "\t- ", " — ", " café ", " 東京 ",
    " 🧵 ", "\\d+\\.", " <b>"
  };
  private static final int SENTENCES = 1024;

  /// A sentence as it stands in a JSON string, and in JSON within a JSON string.
  record Sentence(byte[] once, byte[] twice) {}

  private final List<Sentence> sentences = new ArrayList<>();

  Prose(RandomGenerator random) {
    for (int i = 0; i < SENTENCES; i++) {
      var text = new StringBuilder();
      int words = 6 + random.nextInt(24);
      for (int word = 0; word < words; word++) {
        text.append(WORDS[random.nextInt(WORDS.length)]);
        text.append(random.nextInt(12) == 0 ? MARKS[random.nextInt(MARKS.length)] : " ");
      }
      text.append(MARKS[random.nextInt(3)]);
      String once = escaped(text.toString());
      sentences.add(new Sentence(once.getBytes(UTF_8), escaped(once).getBytes(UTF_8)));
    }
  }

  /// Any sentence.
  Sentence sentence(RandomGenerator random) {
    return sentences.get(random.nextInt(SENTENCES));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }
}
