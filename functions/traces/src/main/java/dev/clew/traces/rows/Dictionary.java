package dev.clew.traces.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Distinct texts and their codes, in order of first appearance. Looks a text up without making an
/// object of it.
final class Dictionary {
  private final List<String> texts = new ArrayList<>();
  private int[] hashes = new int[16];
  private int[] slots = new int[32]; // code + 1, 0 where free

  /// The code of a text; `size()` was one less before if it is new.
  int code(char[] text, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = slotOf(hash);
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (hashes[code] == hash && same(texts.get(code), text, offset, length)) {
        return code;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(new String(text, offset, length), hash, slot);
  }

  int code(String text) {
    int hash = text.hashCode(); // the same function
    int slot = slotOf(hash);
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (hashes[code] == hash && texts.get(code).equals(text)) {
        return code;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(text, hash, slot);
  }

  private int slotOf(int hash) {
    return ((hash * 0x9e3779b9) >>> 7) & (slots.length - 1);
  }

  private static boolean same(String known, char[] text, int offset, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private int add(String text, int hash, int slot) {
    int code = texts.size();
    texts.add(text);
    if (code == hashes.length) {
      hashes = Arrays.copyOf(hashes, code * 2);
    }
    hashes[code] = hash;
    slots[slot] = code + 1;
    if (texts.size() * 2 > slots.length) {
      grow();
    }
    return code;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int code = 0; code < texts.size(); code++) {
      int slot = slotOf(hashes[code]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = code + 1;
    }
  }

  int size() {
    return texts.size();
  }

  String text(int code) {
    return texts.get(code);
  }
}
