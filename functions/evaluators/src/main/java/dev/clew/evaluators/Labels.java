package dev.clew.evaluators;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// All answers that an evaluator can give, and the one that is wanted.
///
/// @param all at least two, in the file's order, different also when read in any case
/// @param wanted the name of the one that good examples have
public record Labels(List<Label> all, String wanted) {
  public Labels {
    all = List.copyOf(all);
    if (all.size() < 2) {
      throw new IllegalArgumentException("an evaluator needs two labels, got " + all.size());
    }
    var seen = new HashSet<String>();
    for (var label : all) {
      if (!seen.add(folded(label.name()))) {
        throw new IllegalArgumentException("label '" + label.name() + "' is there twice");
      }
    }
    if (all.stream().noneMatch(label -> label.name().equals(wanted))) {
      throw new IllegalArgumentException("'" + wanted + "' is wanted and no label");
    }
  }

  /// A label as somebody wrote it.
  ///
  /// @param exact whether it was written as the file has it
  public record Read(Label label, boolean exact) {}

  /// The label that a text means: as it is written, else in another case, with blanks for hyphens
  /// or with marks around it. Nothing where it means none.
  public Optional<Read> read(String written) {
    for (var label : all) {
      if (label.name().equals(written)) {
        return Optional.of(new Read(label, true));
      }
    }
    var folded = folded(written);
    return all.stream()
        .filter(label -> folded(label.name()).equals(folded))
        .findFirst()
        .map(label -> new Read(label, false));
  }

  /// The label of a name.
  ///
  /// @throws IllegalArgumentException when there is none
  public Label named(String name) {
    return all.stream()
        .filter(label -> label.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + name + "' is none of the labels " + words()));
  }

  /// The first that is not wanted.
  public Label unwanted() {
    return all.stream()
        .filter(label -> !label.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("all labels are wanted"));
  }

  /// All names, for messages.
  public String words() {
    return all.stream().map(Label::name).collect(Collectors.joining(", "));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("[\\s_-]+", "-")
        .replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
  }
}
