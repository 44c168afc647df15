package dev.clew.traces.spans;

import java.util.ArrayList;
import java.util.List;

/// What was said in a run, each turn once, put together from what its model calls were given.
///
/// A transcript's calls hold what was said since the call before. Other calls repeat the dialogue
/// so far, from its beginning or from its last turn: what lies beyond is new, also where it says
/// what was said before. Equal words in two turns are two turns. An input that fits neither way is
/// another view of the run, such as a sub-agent's or a shortened history: of it only what it holds
/// more often than the dialogue is new.
public final class Dialogue {
  private static final String USER = "user";
  private static final String ASSISTANT = "assistant";

  /// What readers of transcripts put on each call: its place among the messages.
  private static final String PLACE = "message.index";

  private final List<Turn> turns = new ArrayList<>();

  private Dialogue() {}

  /// One message, as far as two mentions of it are alike.
  ///
  /// @param content without blanks around it
  /// @param calls names of the tools that it asks for
  public record Turn(String role, String content, List<String> calls) {
    public Turn {
      calls = List.copyOf(calls);
    }

    private static Turn of(Message message) {
      return new Turn(
          message.role(),
          message.content().strip(),
          message.toolCalls().stream().map(ToolCall::name).toList());
    }

    /// Whether a user says something with it.
    public boolean isUsers() {
      return role.equals(USER) && !content.isEmpty();
    }
  }

  /// What was said in a run.
  public static Dialogue of(Trace run) {
    var dialogue = new Dialogue();
    for (var span : run.spans()) {
      if (span.kind() == SpanKind.LLM) {
        var input = turns(span.content().input());
        if (span.attributes().containsKey(PLACE)) {
          dialogue.turns.addAll(input.subList(dialogue.overlap(input), input.size()));
        } else {
          dialogue.heard(input);
        }
        dialogue.turns.addAll(turns(span.content().output()));
      }
    }
    dialogue.ended(run.spans().getFirst());
    return dialogue;
  }

  private static List<Turn> turns(List<Message> messages) {
    return messages.stream().map(Turn::of).toList();
  }

  private void heard(List<Turn> input) {
    if (startsWith(turns, input)) {
      return;
    }
    int known = overlap(input);
    if (known > 0 || turns.isEmpty()) {
      turns.addAll(input.subList(known, input.size()));
    } else {
      view(input);
    }
  }

  private static boolean startsWith(List<Turn> all, List<Turn> part) {
    return part.size() <= all.size() && all.subList(0, part.size()).equals(part);
  }

  /// How many of an input's first turns are the dialogue's last.
  private int overlap(List<Turn> input) {
    for (int size = Math.min(turns.size(), input.size()); size > 0; size--) {
      if (turns.getLast().equals(input.get(size - 1))
          && turns.subList(turns.size() - size, turns.size()).equals(input.subList(0, size))) {
        return size;
      }
    }
    return 0;
  }

  /// Another view of the run: only what it holds more often is new.
  private void view(List<Turn> input) {
    var there = new ArrayList<>(turns);
    for (var turn : input) {
      if (!there.remove(turn)) {
        turns.add(turn);
      }
    }
  }

  /// What is said after the last call is no model's input: it stands in the output of the span that
  /// holds the run, alone or with all the rest.
  private void ended(Span whole) {
    if (whole.kind() == SpanKind.LLM) {
      return;
    }
    var said = turns(whole.content().output());
    if (said.stream().noneMatch(turn -> turn.role().equals(ASSISTANT))) {
      turns.addAll(said);
    } else {
      view(said);
    }
  }

  /// Everything that was said, in order.
  public List<Turn> turns() {
    return List.copyOf(turns);
  }

  /// What users said, turn by turn.
  public List<String> usersTurns() {
    return turns.stream().filter(Turn::isUsers).map(Turn::content).toList();
  }
}
