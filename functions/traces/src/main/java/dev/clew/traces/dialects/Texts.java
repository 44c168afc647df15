package dev.clew.traces.dialects;

/// Texts as spans keep them: cut at a length, short ones shared.
final class Texts {
  private static final int LONGEST_SHARED = 96;
  private static final int SLOTS = 1 << 13;

  private final int maxCharacters;
  private final String[] shared = new String[SLOTS];

  Texts(int maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  /// The text, or its beginning and how much is missing.
  String cut(String text) {
    return cut(text, maxCharacters);
  }

  static String cut(String text, int maxCharacters) {
    if (text.length() <= maxCharacters) {
      return text;
    }
    int end = maxCharacters;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + " … [" + (text.length() - end) + " more characters]";
  }

  /// One string for all equal names: names of spans, models and services repeat a millionfold.
  String shared(char[] characters, int offset, int length) {
    if (length == 0) {
      return "";
    }
    if (length > LONGEST_SHARED) {
      return cut(new String(characters, offset, length));
    }
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + characters[offset + i];
    }
    int slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    String known = shared[slot];
    if (known != null && same(known, characters, offset, length)) {
      return known;
    }
    String fresh = new String(characters, offset, length);
    shared[slot] = fresh;
    return fresh;
  }

  String shared(String text) {
    return shared(text.toCharArray(), 0, text.length());
  }

  private static boolean same(String known, char[] characters, int offset, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != characters[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
