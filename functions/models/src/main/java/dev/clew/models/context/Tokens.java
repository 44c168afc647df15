package dev.clew.models.context;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.clew.models.Call;

/// Counts tokens with a tokenizer that models really use: OpenAI's `o200k_base`. Other families cut
/// text otherwise, usually into more pieces; a server's own count is taken where it gives one.
public final class Tokens {
  /// What a message costs besides its text: role and marks.
  private static final int PER_MESSAGE = 4;

  /// Characters counted at a time: a run without a blank takes more than linear time.
  private static final int PIECE = 4_000;

  /// How far back a seam looks for a place where the tokenizer cuts anyway.
  private static final int SEAM = 400;

  private Tokens() {}

  /// Loaded at first use: it takes a fifth of a second.
  private static final class Loaded {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  /// Tokens of a text; words that look like the tokenizer's own marks count as plain text.
  public static long of(String text) {
    return atMost(text, Long.MAX_VALUE);
  }

  /// As [#of], or any number above the limit where there are more: a long text is not read to its
  /// end only to learn that it is too long.
  public static long atMost(String text, long limit) {
    long tokens = 0;
    for (int from = 0; from < text.length() && tokens <= limit; ) {
      int to = from + PIECE >= text.length() ? text.length() : seam(text, from + PIECE);
      tokens += Loaded.ENCODING.countTokensOrdinary(text.substring(from, to));
      from = to;
    }
    return tokens;
  }

  /// Between a word and the blank before the next one, where no token spans; else anywhere but
  /// inside a character, which may cost a token.
  private static int seam(String text, int end) {
    for (int i = end - 1; i > end - SEAM; i--) {
      if (text.charAt(i) == ' '
          && Character.isLetterOrDigit(text.charAt(i - 1))
          && Character.isLetter(text.charAt(i + 1))) {
        return i;
      }
    }
    return Cut.whole(text, end);
  }

  /// Tokens of all that a call sends.
  public static long of(Call call) {
    long tokens = 0;
    for (var message : call.messages()) {
      tokens += PER_MESSAGE + of(message.text());
    }
    for (var tool : call.tools()) {
      tokens += of(tool.name()) + of(tool.description()) + of(tool.parameters().toString());
    }
    if (call.output().isPresent()) {
      tokens += of(call.output().get().schema().toString());
    }
    return tokens;
  }
}
