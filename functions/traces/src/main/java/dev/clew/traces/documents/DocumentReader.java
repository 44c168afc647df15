package dev.clew.traces.documents;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.ObjectRead;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Reads the pages of a tenant's documentation. A page that can not be read is said in the coverage
/// and spoils no other.
public final class DocumentReader {
  private static final int LARGEST = 16 << 20;

  private final ObjectStore store;

  public DocumentReader(ObjectStore store) {
    this.store = store;
  }

  /// The pages among a tenant's objects: Markdown below `docs/`, or where there is none, anywhere.
  public static List<StoredObject> pages(List<StoredObject> objects) {
    var all = objects.stream().filter(object -> isMarkdown(object.key())).toList();
    var docs = all.stream().filter(object -> object.key().startsWith("docs/")).toList();
    return docs.isEmpty() ? all : docs;
  }

  private static boolean isMarkdown(String key) {
    var lower = key.toLowerCase(Locale.ROOT);
    return lower.endsWith(".md") || lower.endsWith(".markdown");
  }

  /// The sections of these pages, in their order.
  public Documentation read(List<StoredObject> pages) {
    var sections = new ArrayList<Section>();
    var objects = new ArrayList<ObjectRead>();
    var unread = new ArrayList<Coverage.Unread>();
    for (var page : pages) {
      try (InputStream in = store.open(page.key())) {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
          unread.add(
              new Coverage.Unread(
                  page.key(), "", "is larger than 16 MB: cut it into several pages"));
          continue;
        }
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        sections.addAll(Markdown.sections(page.key(), text));
        objects.add(new ObjectRead(page.key(), bytes.length, sha256(bytes)));
      } catch (CharacterCodingException e) {
        unread.add(new Coverage.Unread(page.key(), "", "is no text in UTF-8: save it as such"));
      } catch (IOException e) {
        unread.add(
            new Coverage.Unread(
                page.key(),
                "",
                "could not be read from "
                    + store.describe()
                    + ": check that it is still there and may be read, then ask again"));
      }
    }
    return new Documentation(
        sections,
        objects,
        new Coverage((long) sections.size() + unread.size(), sections.size(), true, unread));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
