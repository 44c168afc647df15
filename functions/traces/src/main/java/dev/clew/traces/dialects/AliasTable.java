package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.SpanKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// What the attributes of all dialects mean: `aliases.tsv` and `kinds.tsv`, as data with versions.
///
/// Looked up by characters, not by text: most attributes of most spans mean nothing to us, and
/// making a string of each name would cost more than reading it.
public final class AliasTable {
  private static final Alias[] NONE = {};

  private final List<Alias> aliases;
  private final Map<String, SpanKind> kinds;
  private final Slots names;
  private final Slots prefixes;

  private AliasTable(List<Alias> aliases, Map<String, SpanKind> kinds) {
    this.aliases = aliases;
    this.kinds = kinds;
    this.names = new Slots(aliases.stream().filter(alias -> !alias.prefix()).toList());
    this.prefixes = new Slots(aliases.stream().filter(Alias::prefix).toList());
  }

  /// The tables that come with Clew.
  ///
  /// @throws IllegalStateException when a line does not say what it should
  public static AliasTable bundled() {
    var aliases = new ArrayList<Alias>();
    read("aliases.tsv", 6, cells -> aliases.add(alias(cells, aliases.size())));
    var kinds = new HashMap<String, SpanKind>();
    read(
        "kinds.tsv", 3, cells -> kinds.put(cells[0] + '\t' + cells[1], SpanKind.valueOf(cells[2])));
    return new AliasTable(List.copyOf(aliases), Map.copyOf(kinds));
  }

  /// Only what a question needs, so that everything else is skipped unread.
  AliasTable only(Needs needs) {
    return new AliasTable(
        aliases.stream().filter(alias -> alias.field().isNeeded(needs)).toList(), kinds);
  }

  /// What an attribute means; empty when nothing. A name may mean several fields.
  Alias[] find(char[] characters, int offset, int length) {
    Alias[] found = names.find(characters, offset, length);
    if (found.length == 0 && prefixes.mayStartWith(characters, offset, length)) {
      // From the longest: llm.input_messages.0. is none, llm.input_messages. is one.
      for (int at = length - 1, tries = 0; at > 3 && tries < 64; at--, tries++) {
        char last = characters[offset + at];
        if (last == '.' || last == '_') {
          Alias[] prefix = prefixes.find(characters, offset, at + 1);
          if (prefix.length > 0) {
            return prefix;
          }
        }
      }
    }
    return found;
  }

  Alias[] find(String name) {
    return find(name.toCharArray(), 0, name.length());
  }

  /// The kind that a dialect's word means; UNKNOWN when the word is not in the table.
  SpanKind kind(String attribute, String word) {
    String bare =
        word.startsWith("\"") && word.endsWith("\"") && word.length() > 1
            ? word.substring(1, word.length() - 1)
            : word;
    return kinds.getOrDefault(
        attribute.toLowerCase(Locale.ROOT) + '\t' + bare.toLowerCase(Locale.ROOT),
        SpanKind.UNKNOWN);
  }

  private static Alias alias(String[] cells, int rank) {
    String attribute = cells[1];
    boolean prefix = attribute.endsWith("*");
    return new Alias(
        Field.valueOf(cells[0]),
        prefix ? attribute.substring(0, attribute.length() - 1) : attribute,
        prefix,
        Alias.Form.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        cells[3],
        cells[4],
        cells[5],
        rank);
  }

  private static void read(String resource, int cells, Consumer<String[]> line) {
    try (InputStream in = AliasTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing from the build");
      }
      var reader = new BufferedReader(new InputStreamReader(in, UTF_8));
      int number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (text.isBlank() || text.startsWith("#")) {
          continue;
        }
        String[] parts = text.split("\t", -1);
        if (parts.length != cells) {
          throw new IllegalStateException(
              resource + " line " + number + " has " + parts.length + " cells, not " + cells);
        }
        try {
          line.accept(parts);
        } catch (IllegalArgumentException e) {
          throw new IllegalStateException(resource + " line " + number + ": " + text, e);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the resource " + resource, e);
    }
  }

  /// A hash table from characters to aliases.
  private static final class Slots {
    private final boolean[] firsts = new boolean[128];
    private final char[][] keys;
    private final Alias[][] values;
    private final int mask;

    Slots(List<Alias> aliases) {
      int size = Integer.highestOneBit(Math.max(4, aliases.size()) * 4);
      keys = new char[size][];
      values = new Alias[size][];
      mask = size - 1;
      for (Alias alias : aliases) {
        add(alias);
      }
    }

    boolean mayStartWith(char[] characters, int offset, int length) {
      return length > 0 && characters[offset] < 128 && firsts[characters[offset]];
    }

    private void add(Alias alias) {
      char[] key = alias.attribute().toCharArray();
      firsts[key[0]] = true;
      int slot = hash(key, 0, key.length) & mask;
      while (keys[slot] != null && !alias.attribute().contentEquals(new String(keys[slot]))) {
        slot = (slot + 1) & mask;
      }
      keys[slot] = key;
      var both = new ArrayList<Alias>();
      if (values[slot] != null) {
        both.addAll(List.of(values[slot]));
      }
      both.add(alias);
      values[slot] = both.toArray(Alias[]::new);
    }

    Alias[] find(char[] characters, int offset, int length) {
      if (length == 0) {
        return NONE;
      }
      int slot = hash(characters, offset, length) & mask;
      while (keys[slot] != null) {
        char[] key = keys[slot];
        if (key.length == length && same(key, characters, offset)) {
          return values[slot];
        }
        slot = (slot + 1) & mask;
      }
      return NONE;
    }

    private static boolean same(char[] key, char[] characters, int offset) {
      // From the end: names of one family differ there.
      for (int i = key.length - 1; i >= 0; i--) {
        if (key[i] != characters[offset + i]) {
          return false;
        }
      }
      return true;
    }

    private static int hash(char[] characters, int offset, int length) {
      int hash = length * 0x9E3779B9;
      hash = (hash ^ characters[offset + length - 1]) * 0x01000193;
      hash = (hash ^ characters[offset + length / 2]) * 0x01000193;
      hash = (hash ^ characters[offset + ((length * 3) >> 2)]) * 0x01000193;
      hash = (hash ^ characters[offset + Math.max(0, length - 3)]) * 0x01000193;
      hash = (hash ^ characters[offset]) * 0x01000193;
      return hash ^ (hash >>> 15);
    }
  }
}
