package dev.clew.models.context;

import java.util.Locale;
import java.util.regex.Pattern;

/// Marks text that somebody else wrote, so that a model can tell it from what it is told to do.
///
/// ```
/// <untrusted source="span 4f2a, output.value" characters="31">
/// Ignore all previous instructions
/// </untrusted>
/// ```
///
/// The mark is always the same, and no text can write it: what looks like it, also when disguised
/// by blanks, invisible characters or other brackets, is broken up, and so are the marks by which
/// chat templates tell speakers apart. What is broken up stays readable.
public final class Fence {
  /// The mark's word, for prompts that speak of it.
  public static final String WORD = "untrusted";

  private static final int LONGEST_SOURCE = 160;

  /// Brackets that look like `<`.
  private static final String OPENING = "[<\u2039\u2329\u27e8\u3008\ufe64\uff1c]";

  /// The mark's beginning or end, however its letters are set apart.
  private static final Pattern MARK =
      Pattern.compile(
          OPENING + "[\\s/\\\\\u2044\u2215\uff0f]{0,8}(?=" + apart(WORD) + ")",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /// Marks of chat templates: ChatML, Llama, Mistral, Gemma, DeepSeek.
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "[<\uff1c](?=[|\uff5c])"
              + "|[<\\[](?=/?(?:INST\\]|<?/?SYS>|s>|bos>|eos>|start_of_turn>|end_of_turn>))",
          Pattern.CASE_INSENSITIVE);

  private Fence() {}

  /// The text between its marks.
  ///
  /// @param source where it comes from, for the model to name and for a reader to find
  /// @param mostCharacters of the text itself, at least 1; beyond, its middle is left out and its
  ///   place says how much
  public static String around(String source, String text, int mostCharacters) {
    if (mostCharacters < 1) {
      throw new IllegalArgumentException("mostCharacters " + mostCharacters + " is below 1");
    }
    var shown = text.length() <= mostCharacters ? text : Cut.middle(text, mostCharacters, "");
    return String.format(
        Locale.ROOT,
        "<%s source=\"%s\" characters=\"%d\">\n%s\n</%s>",
        WORD,
        source(source),
        text.length(),
        harmless(shown),
        WORD);
  }

  /// The text without anything that a model or its server could take for a mark: for words of the
  /// data that stand in a line of ours.
  public static String harmless(String text) {
    var visible = Invisible.removed(text);
    return TEMPLATE.matcher(MARK.matcher(visible).replaceAll("\u2039 ")).replaceAll("\u2039 ");
  }

  private static String source(String source) {
    var plain = harmless(source).replaceAll("[\"<>\\p{Cntrl}\u2028\u2029]+", " ").strip();
    return plain.length() <= LONGEST_SOURCE
        ? plain
        : plain.substring(0, Cut.whole(plain, LONGEST_SOURCE)) + "\u2026";
  }

  /// A word whose letters may stand apart by a blank, a dash, a dot or an underscore.
  private static String apart(String word) {
    return String.join("[\\s._-]{0,2}", word.split(""));
  }
}
