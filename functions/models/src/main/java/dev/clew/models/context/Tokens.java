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

  private Tokens() {}

  /// Loaded at first use: it takes a fifth of a second.
  private static final class Loaded {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  /// Tokens of a text; words that look like the tokenizer's own marks count as plain text.
  public static long of(String text) {
    return Loaded.ENCODING.countTokensOrdinary(text);
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
