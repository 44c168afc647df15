package dev.clew.traces.dialects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/// Makes a [SkippingParser] for UTF-8 without a mark, and Jackson's own for every other encoding.
final class SkippingFactory extends JsonFactory {
  private static final long serialVersionUID = 1L;

  SkippingFactory(JsonFactoryBuilder builder) {
    super(builder);
  }

  @Override
  @SuppressWarnings("MethodName") // Jackson's.
  protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
    byte[] block = context.allocReadIOBuffer();
    int filled = Math.max(0, in.read(block, 0, block.length));
    // The first character of JSON is ASCII: UTF-16 and UTF-32 have a zero in the first two bytes.
    if (filled >= 2 && block[0] > 0 && block[1] > 0) {
      return new SkippingParser(
          context,
          _parserFeatures,
          in,
          _objectCodec,
          _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
          block,
          filled);
    }
    byte[] head = Arrays.copyOf(block, filled);
    context.releaseReadIOBuffer(block);
    return super._createParser(
        new SequenceInputStream(new ByteArrayInputStream(head), in), context);
  }
}
