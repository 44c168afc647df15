package dev.clew.skills.exploration;

import dev.clew.skills.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Chosen things put into groups by up to two keys.
///
/// @param names what the groups are told apart by; none for one group of everything
/// @param groups in the order of their first things
public record Groups(List<String> names, List<Group> groups) {
  public Groups {
    names = List.copyOf(names);
    groups = List.copyOf(groups);
  }

  /// Things that share their keys' values.
  ///
  /// @param labels one for each key; empty where a thing has no value
  /// @param places where the labels stand along their axes; NaN for texts
  /// @param things indices, ascending
  public record Group(List<String> labels, List<Double> places, int[] things) {
    public Group {
      labels = List.copyOf(labels);
      places = List.copyOf(places);
    }

    /// `gpt-4o, eu`.
    public String text() {
      return labels.stream().map(Label::shown).collect(Collectors.joining(", "));
    }
  }

  /// Overlay.
  ///
  /// @param keys at most two
  /// @param chosen indices of things, ascending
  public static Groups of(List<Keys> keys, int[] chosen, String where) {
    var names = keys.stream().map(Keys::name).toList();
    if (keys.isEmpty()) {
      return new Groups(names, List.of(new Group(List.of(), List.of(), chosen)));
    }
    int[] groupOf = new int[chosen.length];
    var known = new HashMap<Long, Integer>();
    var sizes = new ArrayList<int[]>();
    var first = new ArrayList<Integer>();
    long width = keys.size() > 1 ? keys.get(1).labels().size() + 1L : 1L;
    for (int i = 0; i < chosen.length; i++) {
      long key = keys.getFirst().codes()[chosen[i]] + 1L;
      if (keys.size() > 1) {
        key = key * width + keys.get(1).codes()[chosen[i]] + 1L;
      }
      var group = known.get(key);
      if (group == null) {
        group = sizes.size();
        known.put(key, group);
        sizes.add(new int[1]);
        first.add(chosen[i]);
        if (sizes.size() > Keys.MOST) {
          throw Wrong.in(
              where,
              "there are more than " + Keys.MOST + " groups",
              "group by fewer fields, by steps, or narrow with where");
        }
      }
      groupOf[i] = group;
      sizes.get(group)[0]++;
    }
    var members = sizes.stream().map(size -> new int[size[0]]).toList();
    var next = new int[members.size()];
    for (int i = 0; i < chosen.length; i++) {
      int group = groupOf[i];
      members.get(group)[next[group]++] = chosen[i];
    }
    return new Groups(
        names,
        IntStream.range(0, members.size())
            .mapToObj(group ->
                new Group(
                    keys.stream().map(key -> label(key, first.get(group))).toList(),
                    keys.stream().map(key -> place(key, first.get(group))).toList(),
                    members.get(group)))
            .toList());
  }

  private static String label(Keys keys, int thing) {
    int code = keys.codes()[thing];
    return code < 0 ? "" : keys.labels().get(code);
  }

  private static double place(Keys keys, int thing) {
    int code = keys.codes()[thing];
    return code < 0 ? Double.NaN : keys.places().get(code);
  }
}
