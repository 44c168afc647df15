package dev.clew.traces.documents;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.ObjectRead;
import java.util.ArrayList;
import java.util.List;

/// Sections of documentation, in the order of their pages.
///
/// @param objects every page that was read from the tenant's data, with its hash
/// @param coverage in sections; what could not be read, and why
public record Documentation(List<Section> sections, List<ObjectRead> objects, Coverage coverage) {
  public Documentation {
    sections = List.copyOf(sections);
    objects = List.copyOf(objects);
  }

  /// Sections that were read from no tenant's data.
  public static Documentation of(List<Section> sections) {
    return new Documentation(sections, List.of(), Coverage.whole(sections.size()));
  }

  /// Both, the other's sections behind these.
  public Documentation and(Documentation other) {
    var all = new ArrayList<>(sections);
    all.addAll(other.sections);
    var read = new ArrayList<>(objects);
    read.addAll(other.objects);
    return new Documentation(all, read, coverage.and(other.coverage));
  }
}
