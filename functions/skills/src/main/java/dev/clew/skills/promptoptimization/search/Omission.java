package dev.clew.skills.promptoptimization.search;

import dev.clew.models.context.Invisible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Leaves out a paragraph, a line or a sentence, or what nobody sees: instructions that contradict
/// others and examples that mislead are found by what happens without them. Needs no model.
final class Omission implements Proposer {
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?\u3002])[ \\t]+");

  @Override
  public Optional<Proposal> propose(Situation situation) {
    var parent = situation.parent();
    var texts = parent.candidate().texts();
    var names = new ArrayList<>(texts.byName().keySet());
    var name = names.get(situation.random().nextInt(names.size()));
    var text = texts.text(name);
    var visible = Invisible.removed(text);
    var shorter = new ArrayList<String>();
    if (!visible.equals(text)) {
      shorter.add(visible);
    }
    without(shorter, text, List.of(text.split("\n\n", -1)), "\n\n");
    without(shorter, text, Lines.of(text), "\n");
    sentences(shorter, text);
    var kept = Variables.in(text);
    shorter.removeIf(one -> one.isBlank() || !Variables.in(one).equals(kept));
    if (shorter.isEmpty()) {
      return Optional.empty();
    }
    var chosen = shorter.get(situation.random().nextInt(shorter.size()));
    return Optional.of(
        new Proposal(
            texts.with(name, chosen),
            List.of(parent),
            Candidate.Move.OMISSION,
            Set.copyOf(parent.candidate().shown()),
            "whether it is better without"));
  }

  private static void without(
      List<String> shorter, String text, List<String> parts, String between) {
    for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
      if (!parts.get(i).isBlank()) {
        var rest = new ArrayList<>(parts);
        rest.remove(i);
        var one = String.join(between, rest);
        if (!one.equals(text) && !shorter.contains(one)) {
          shorter.add(one);
        }
      }
    }
  }

  private static void sentences(List<String> shorter, String text) {
    var lines = Lines.of(text);
    for (int l = 0; l < lines.size(); l++) {
      var sentences = List.of(SENTENCE.split(lines.get(l)));
      for (int s = 0; s < sentences.size() && sentences.size() > 1; s++) {
        var rest = new ArrayList<>(sentences);
        rest.remove(s);
        var changed = new ArrayList<>(lines);
        changed.set(l, String.join(" ", rest));
        shorter.add(String.join("\n", changed));
      }
    }
  }

  @Override
  public int weight() {
    return 3;
  }
}
