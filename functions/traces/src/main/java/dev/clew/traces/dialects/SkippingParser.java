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
import java.nio.charset.StandardCharsets;
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
  private static final VarHandle FOUR_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  /// How an attribute of a text begins and goes on, as Go, JavaScript and protobuf write it, and as
  /// Python does.
  private static final byte[] KEY = ascii("\"key\":\"");

  private static final byte[] VALUE = ascii("\",\"value\":{\"stringValue\":\"");
  private static final byte[] SPACED_KEY = ascii("\"key\": \"");
  private static final byte[] SPACED_VALUE = ascii("\", \"value\": {\"stringValue\": \"");

  /// A backslash, a `u` and four hex digits.
  private static final int LONGEST_ESCAPE = 6;

  /// How many bytes an escape takes, by the one after the backslash; 0 where none begins so.
  private static final byte[] ESCAPES = escapes();

  private static final int LONGEST_NAME = 256;

  /// All but the text itself, with room to spare: looked at once, so that what follows need not.
  private static final int MOST_BEFORE_TEXT = LONGEST_NAME + 64;

  private final char[] name = new char[LONGEST_NAME];

  /// By how much the text looked at last has fewer characters than bytes.
  private int spared;

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
  /// @param longest texts up to so many characters are not passed over; -1 when all may be
  /// @return false when nothing was passed over: the attribute is known, short, of another form,
  ///   not all in the block at hand, or not plainly well-formed
  boolean skipsUnknownText(AliasTable table, int longest) {
    byte[] bytes = _inputBuffer;
    int end = _inputEnd;
    int from = _inputPtr;
    if (end - from < MOST_BEFORE_TEXT) {
      return false;
    }
    boolean spaced = bytes[from + KEY.length - 1] == ' ';
    byte[] key = spaced ? SPACED_KEY : KEY;
    byte[] value = spaced ? SPACED_VALUE : VALUE;
    if (!stands(key, bytes, from)) {
      return false;
    }
    int length = name(bytes, from + key.length);
    int text = from + key.length + length;
    if (!stands(value, bytes, text)
        || length > _streamReadConstraints.getMaxStringLength()
        || _parsingContext.getNestingDepth() >= _streamReadConstraints.getMaxNestingDepth()
        || table.find(name, 0, length).length > 0) {
      return false;
    }
    int start = text + value.length;
    int quote = quote(bytes, start, end);
    if (quote < 0 || end - quote < 3 || bytes[quote + 1] != '}' || bytes[quote + 2] != '}') {
      return false;
    }
    // What could be kept is decoded, and has to be one that may be.
    if (longest >= 0
        && (quote - start - spared <= longest
            || quote - start > _streamReadConstraints.getMaxStringLength())) {
      return false;
    }
    _inputPtr = quote + 2;
    return true;
  }

  private static boolean stands(byte[] word, byte[] bytes, int at) {
    return Arrays.equals(bytes, at, at + word.length, word, 0, word.length);
  }

  /// Takes plain ASCII up to what is none; no name where that is no quote.
  private int name(byte[] bytes, int from) {
    int length = 0;
    while (length < LONGEST_NAME) {
      byte next = bytes[from + length];
      if (next < ' ' || next == '"' || next == '\\') {
        break;
      }
      name[length++] = (char) next;
    }
    return length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
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
  private int quote(byte[] bytes, int from, int end) {
    int at = from;
    int less = 0;
    while (true) {
      at = special(bytes, at, end);
      if (at == end) {
        return ~end;
      }
      if (bytes[at] == '"') {
        spared = less;
        return at;
      }
      int length = passable(bytes, at, end);
      if (length == 0) {
        return ~at;
      }
      at += length;
      // Four bytes are two characters, everything else is one.
      less += length == 4 ? 2 : length - 1;
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

  /// Bytes of an escape or of a character of several bytes; 0 when it is none, may be cut by the
  /// end, or is one that is written longer than it need be, half a pair or beyond the last: Jackson
  /// refuses some of these only where it decodes.
  private static int passable(byte[] bytes, int at, int end) {
    if (end - at < LONGEST_ESCAPE) {
      return 0;
    }
    if (bytes[at] == '\\') {
      int length = ESCAPES[bytes[at + 1] & 0xff];
      return length < LONGEST_ESCAPE || isHex(bytes, at + 2) ? length : 0;
    }
    int length = length(bytes[at]);
    int rest = 0xc0c0c0 >>> (Integer.SIZE - Byte.SIZE * length);
    boolean isWhole = (((int) FOUR_BYTES.get(bytes, at) >>> Byte.SIZE) & rest) == (0x808080 & rest);
    return isWhole && isShortest(bytes[at] & 0xff, bytes[at + 1] & 0xff) ? length : 0;
  }

  /// RFC 3629, section 4: what the second byte may be after the first.
  private static boolean isShortest(int first, int second) {
    return switch (first) {
      case 0xc0, 0xc1, 0xf5, 0xf6, 0xf7 -> false;
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second < 0x90;
      default -> true;
    };
  }

  private static boolean isHex(byte[] bytes, int at) {
    for (int i = at; i < at + 4; i++) {
      if (bytes[i] < 0 || Character.digit(bytes[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /// How many bytes a character takes that begins with this one; 0 when none of several does.
  private static int length(byte first) {
    int ones = Integer.numberOfLeadingZeros(~(first << (Integer.SIZE - Byte.SIZE)));
    return ones >= 2 && ones <= 4 ? ones : 0;
  }

  private static byte[] escapes() {
    var lengths = new byte[256];
    for (byte sign : ascii("\"\\/bfnrt")) {
      lengths[sign] = 2;
    }
    lengths['u'] = LONGEST_ESCAPE;
    return lengths;
  }
}
