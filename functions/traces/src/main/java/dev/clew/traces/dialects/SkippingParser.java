package dev.clew.traces.dialects;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Jackson's parser of UTF-8, which passes over texts that nobody asked for eight bytes at a time,
/// and over attributes that nobody asked for without making tokens of them.
///
/// Whatever is not plainly well-formed is left to Jackson, so that what is refused, where and in
/// which words does not depend on what is skipped.
final class SkippingParser extends UTF8StreamJsonParser {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private static final byte[] KEY = {'"', 'k', 'e', 'y', '"'};
  private static final byte[] VALUE = {'"', 'v', 'a', 'l', 'u', 'e', '"'};
  private static final byte[] TEXT = {
    '"', 's', 't', 'r', 'i', 'n', 'g', 'V', 'a', 'l', 'u', 'e', '"'
  };
  private static final int LONGEST_NAME = 256;

  private final char[] name = new char[LONGEST_NAME];

  SkippingParser(
      IOContext context,
      int features,
      InputStream in,
      @Nullable ObjectCodec codec,
      ByteQuadsCanonicalizer names,
      byte[] block,
      int filled) {
    super(context, features, in, codec, names, block, 0, filled, 0, true);
  }

  /// Passes over an attribute whose value is a text and whose name is not in the table. The parser
  /// stands on the attribute's start, and afterwards before its end.
  ///
  /// @return false when nothing was passed over: the attribute is known, of another form, not all
  ///   in the block at hand, or not plainly well-formed
  boolean skipsUnknownText(AliasTable table) {
    byte[] bytes = _inputBuffer;
    int end = _inputEnd;
    int at = string(bytes, after(bytes, _inputPtr, end, KEY), end, ':');
    if (at < 0) {
      return false;
    }
    int length = 0;
    for (; at < end && bytes[at] != '"'; at++) {
      if (bytes[at] < ' ' || bytes[at] == '\\' || length == LONGEST_NAME) {
        return false;
      }
      name[length++] = (char) bytes[at];
    }
    if (length > _streamReadConstraints.getMaxStringLength()
        || _parsingContext.getNestingDepth() >= _streamReadConstraints.getMaxNestingDepth()
        || table.find(name, 0, length).length > 0) {
      return false;
    }
    at = sign(bytes, at + 1, end, ',');
    at = sign(bytes, after(bytes, at, end, VALUE), end, ':');
    at = sign(bytes, at, end, '{');
    at = string(bytes, after(bytes, at, end, TEXT), end, ':');
    if (at < 0) {
      return false;
    }
    at = quote(bytes, at, end);
    if (at < 0) {
      return false;
    }
    at = sign(bytes, at + 1, end, '}');
    if (at < 0 || at >= end || bytes[at] != '}') {
      return false;
    }
    _inputPtr = at;
    return true;
  }

  /// After a word; -1 where it does not stand there.
  private static int after(byte[] bytes, int at, int end, byte[] word) {
    return at >= 0
            && end - at >= word.length
            && Arrays.equals(bytes, at, at + word.length, word, 0, word.length)
        ? at + word.length
        : -1;
  }

  /// After a sign with blanks around it; -1 where it does not stand there.
  private static int sign(byte[] bytes, int at, int end, char sign) {
    int here = blanks(bytes, at, end);
    return here >= 0 && here < end && bytes[here] == sign ? blanks(bytes, here + 1, end) : -1;
  }

  /// After a sign and the quote that begins a text.
  private static int string(byte[] bytes, int at, int end, char sign) {
    int here = sign(bytes, at, end, sign);
    return here >= 0 && here < end && bytes[here] == '"' ? here + 1 : -1;
  }

  private static int blanks(byte[] bytes, int at, int end) {
    int here = at;
    while (here >= 0 && here < end && bytes[here] == ' ') {
      here++;
    }
    return here;
  }

  @Override
  @SuppressWarnings("MethodName") // Jackson's.
  protected void _skipString() throws IOException {
    _tokenIncomplete = false;
    while (true) {
      int at = quote(_inputBuffer, _inputPtr, _inputEnd);
      if (at >= 0) {
        _inputPtr = at + 1;
        return;
      }
      _inputPtr = ~at;
      if (_inputPtr >= _inputEnd) {
        _loadMoreGuaranteed();
      } else if (_inputBuffer[_inputPtr] == '\\') {
        _inputPtr++;
        _decodeEscaped();
      } else if (length(_inputBuffer[_inputPtr]) > 0) {
        character(length(_inputBuffer[_inputPtr]));
      } else {
        super._skipString();
        return;
      }
    }
  }

  /// One character of several bytes that the block's end cuts, or that is none.
  private void character(int bytes) throws IOException {
    _inputPtr++;
    for (int i = 1; i < bytes; i++) {
      if (_inputPtr >= _inputEnd) {
        _loadMoreGuaranteed();
      }
      byte next = _inputBuffer[_inputPtr++];
      if ((next & 0xc0) != 0x80) {
        _reportInvalidOther(next & 0xff, _inputPtr);
      }
    }
  }

  /// The quote that ends a text; where something comes first that the bytes at hand do not let be
  /// passed over, the complement of its place, and that of the end when nothing does.
  static int quote(byte[] bytes, int from, int end) {
    int at = from;
    while (true) {
      at = special(bytes, at, end);
      if (at == end) {
        return ~end;
      }
      byte found = bytes[at];
      if (found == '"') {
        return at;
      }
      int length = found == '\\' ? escape(bytes, at, end) : whole(bytes, at, end);
      if (length == 0) {
        return ~at;
      }
      at += length;
    }
  }

  /// The first byte that is not plain text: a quote, a backslash, a control or no ASCII. Eight at a
  /// time: where a difference or the byte itself reaches the top bit, it is one of those; what a
  /// borrow spoils lies above it.
  private static int special(byte[] bytes, int from, int end) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(bytes, at);
      long found =
          (eight
                  | (eight - ' ' * ONES)
                  | ((eight ^ ('"' * ONES)) - ONES)
                  | ((eight ^ ('\\' * ONES)) - ONES))
              & TOPS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >> 3);
      }
    }
    while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /// Bytes of an escape; 0 when it is none or is cut.
  private static int escape(byte[] bytes, int at, int end) {
    if (end - at < 2) {
      return 0;
    }
    return switch (bytes[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> {
        if (end - at < 6) {
          yield 0;
        }
        for (int i = at + 2; i < at + 6; i++) {
          if (bytes[i] < 0 || Character.digit(bytes[i], 16) < 0) {
            yield 0;
          }
        }
        yield 6;
      }
      default -> 0;
    };
  }

  /// Bytes of a character of several bytes; 0 when it is none or is cut.
  private static int whole(byte[] bytes, int at, int end) {
    int length = length(bytes[at]);
    if (end - at < length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// How many bytes a character takes that begins with this one; 0 when none of several does.
  private static int length(byte first) {
    if ((first & 0xe0) == 0xc0) {
      return 2;
    }
    if ((first & 0xf0) == 0xe0) {
      return 3;
    }
    return (first & 0xf8) == 0xf0 ? 4 : 0;
  }
}
