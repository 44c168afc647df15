package dev.clew.investigation;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// In which order an expert uses skills that one question asks for: effects before their causes,
/// causes before the chores.
///
/// @param order skills that have a place; others follow, by name
/// @param whole skills that look at all there is, whatever part of it a question goes on with
public record Playbook(List<String> order, List<String> whole) {
  public Playbook {
    order = List.copyOf(order);
    whole = List.copyOf(whole);
  }

  /// Every skill looks at the part.
  public Playbook(List<String> order) {
    this(order, List.of());
  }

  /// The playbook that stands beside this class.
  public static Playbook load() {
    try (var in = Playbook.class.getResourceAsStream("playbook.yaml")) {
      if (in == null) {
        throw new IllegalStateException("playbook.yaml is not beside " + Playbook.class);
      }
      var order = new ArrayList<String>();
      var whole = new ArrayList<String>();
      var tree = new YAMLMapper().readTree(in);
      tree.path("order").forEach(item -> order.add(item.asText()));
      tree.path("whole").forEach(item -> whole.add(item.asText()));
      return new Playbook(order, whole);
    } catch (IOException e) {
      throw new UncheckedIOException("playbook.yaml", e);
    }
  }

  /// The same skills in this order.
  public List<String> inOrder(List<String> skills) {
    return skills.stream()
        .sorted(
            Comparator.<String>comparingInt(this::place).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private int place(String skill) {
    var at = order.indexOf(skill);
    return at < 0 ? order.size() : at;
  }
}
