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
public record Playbook(List<String> order) {
  public Playbook {
    order = List.copyOf(order);
  }

  /// The playbook that stands beside this class.
  public static Playbook load() {
    try (var in = Playbook.class.getResourceAsStream("playbook.yaml")) {
      if (in == null) {
        throw new IllegalStateException("playbook.yaml is not beside " + Playbook.class);
      }
      var order = new ArrayList<String>();
      new YAMLMapper().readTree(in).path("order").forEach(item -> order.add(item.asText()));
      return new Playbook(order);
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
