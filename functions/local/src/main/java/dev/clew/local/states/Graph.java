package dev.clew.local.states;

import java.util.Map;

/// States and where they start: a machine, a branch, or what a Map state does with an item.
record Graph(String startAt, Map<String, State> states) {
  State named(String name) {
    var state = states.get(name);
    if (state == null) {
      throw new IllegalStateException("state " + name + " was not checked");
    }
    return state;
  }
}
