package dev.clew.skills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/// A shelf in memory that counts what is put on it.
public final class MemoryShelf implements Shelf {
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private int puts;

  @Override
  public List<String> list(String folder) {
    return files.keySet().stream().filter(name -> name.startsWith(folder + "/")).toList();
  }

  @Override
  public void fetch(String name, Path to) throws IOException {
    var bytes = files.get(name);
    if (bytes == null) {
      throw new NoSuchFileException(name);
    }
    Files.write(to, bytes);
  }

  @Override
  public void put(String name, Path from) throws IOException {
    files.put(name, Files.readAllBytes(from));
    puts++;
  }

  /// Puts bytes in place, as a writer that does not know better would.
  public void put(String name, byte[] bytes) {
    files.put(name, bytes.clone());
  }

  public byte[] bytes(String name) {
    var bytes = files.get(name);
    if (bytes == null) {
      throw new AssertionError(name + " is not among " + files.keySet());
    }
    return bytes.clone();
  }

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  /// How many files were put on it so far.
  public int puts() {
    return puts;
  }

  @Override
  public String describe() {
    return "a shelf in memory";
  }
}
