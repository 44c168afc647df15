package dev.clew.models.embeddings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Cuts text into the pieces that BERT models without case read (Devlin et al., 2019,
/// doi:10.18653/v1/N19-1423): control characters out, accents off, lower case, words and
/// punctuation apart, then the longest pieces of the vocabulary from the left.
///
/// Names of special tokens in a text are words like others: no text can put a token of the model's
/// own into its input.
final class WordPieces {
  /// A longer word is one unknown piece.
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  private final int first;
  private final int last;

  /// @param vocabulary ids by piece; pieces within a word begin with `##`
  WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = Map.copyOf(vocabulary);
    this.unknown = id("[UNK]");
    this.first = id("[CLS]");
    this.last = id("[SEP]");
  }

  /// Reads the vocabulary of a `tokenizer.json`.
  static WordPieces read(InputStream tokenizer) throws IOException {
    var vocabulary = new HashMap<String, Integer>(1 << 16);
    try (var parser = new JsonFactory().createParser(tokenizer)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && "vocab".equals(parser.currentName())
            && parser.nextToken() == JsonToken.START_OBJECT) {
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var piece = parser.currentName();
            vocabulary.put(piece, parser.nextIntValue(-1));
          }
        }
      }
    }
    return new WordPieces(vocabulary);
  }

  private int id(String piece) {
    var id = vocabulary.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary has no " + piece);
    }
    return id;
  }

  /// Ids of a text's pieces between those that open and close it.
  ///
  /// @param most pieces at most, the opening and closing ones included; at least 2
  long[] of(String text, int most) {
    var ids = new long[most];
    ids[0] = first;
    int count = words(normal(text, most), ids, most);
    ids[count++] = last;
    return Arrays.copyOf(ids, count);
  }

  private int words(String text, long[] ids, int most) {
    int count = 1;
    int from = -1;
    for (int at = 0; at <= text.length() && count < most - 1; ) {
      int point = at < text.length() ? text.codePointAt(at) : ' ';
      int width = Character.charCount(point);
      boolean alone = isPunctuation(point) || isIdeograph(point);
      if (alone || isBlank(point)) {
        if (from >= 0) {
          count = pieces(text.substring(from, at), ids, count, most);
          from = -1;
        }
        if (alone && count < most - 1) {
          count = pieces(text.substring(at, at + width), ids, count, most);
        }
      } else if (from < 0) {
        from = at;
      }
      at += width;
    }
    return count;
  }

  private int pieces(String word, long[] ids, int from, int most) {
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      ids[from] = unknown;
      return from + 1;
    }
    var found = new long[word.length()];
    int count = 0;
    for (int at = 0; at < word.length(); ) {
      int end = word.length();
      Integer id = null;
      while (end > at) {
        id = vocabulary.get((at == 0 ? "" : "##") + word.substring(at, end));
        if (id != null) {
          break;
        }
        end -= Character.charCount(word.codePointBefore(end));
      }
      if (id == null) {
        ids[from] = unknown;
        return from + 1;
      }
      found[count++] = id;
      at = end;
    }
    int kept = Math.min(count, most - 1 - from);
    System.arraycopy(found, 0, ids, from, kept);
    return from + kept;
  }

  /// In lower case, without accents and control characters. Of a long text only as much as can
  /// matter is looked at: a piece that stands for a word takes at most its 100 letters and a blank.
  private static String normal(String text, int most) {
    int longest = Math.min(text.length(), 2 * (LONGEST_WORD + 2) * most);
    var clean = new StringBuilder(Math.min(longest, 4_096));
    for (int at = 0; at < longest; ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (isBlank(point)) {
        clean.append(' ');
      } else if (!isControl(point)) {
        clean.appendCodePoint(point);
      }
    }
    var plain = new StringBuilder(clean.length());
    Normalizer.normalize(clean, Normalizer.Form.NFD)
        .codePoints()
        .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
        .forEach(point -> plain.append(lower(point)));
    return plain.toString();
  }

  private static String lower(int point) {
    // Letter by letter: the whole string's lower case would depend on what stands beside it.
    return Character.toString(point).toLowerCase(Locale.ROOT);
  }

  private static boolean isBlank(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || Character.getType(point) == Character.SPACE_SEPARATOR
        || Character.getType(point) == Character.LINE_SEPARATOR
        || Character.getType(point) == Character.PARAGRAPH_SEPARATOR;
  }

  private static boolean isControl(int point) {
    return point == 0xFFFD
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED ->
              true;
          default -> false;
        };
  }

  private static boolean isPunctuation(int point) {
    return (point >= 33 && point <= 47)
        || (point >= 58 && point <= 64)
        || (point >= 91 && point <= 96)
        || (point >= 123 && point <= 126)
        || switch (Character.getType(point)) {
          case Character.CONNECTOR_PUNCTUATION,
              Character.DASH_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION,
              Character.OTHER_PUNCTUATION ->
              true;
          default -> false;
        };
  }

  /// CJK ideographs, which stand alone; kana and hangul are written in words.
  private static boolean isIdeograph(int point) {
    return (point >= 0x4E00 && point <= 0x9FFF)
        || (point >= 0x3400 && point <= 0x4DBF)
        || (point >= 0x20000 && point <= 0x2A6DF)
        || (point >= 0x2A700 && point <= 0x2B73F)
        || (point >= 0x2B740 && point <= 0x2B81F)
        || (point >= 0x2B920 && point <= 0x2CEAF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0x2F800 && point <= 0x2FA1F);
  }
}
