package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Verdict;
import java.util.List;
import java.util.Optional;

/// Whether the tool that was called had been offered; whether it was the right one, code can not
/// tell.
record OfferedTool(Settings settings, Saying say) implements Check {

  @Override
  public Optional<Verdict> look(Example example) {
    var offered = example.said(Fields.OFFERED);
    var tool = example.text(Fields.TOOL).orElse("");
    return offered.isPresent() && !List.of(offered.get().split("\\R", -1)).contains(tool)
        ? say.bad("there is no tool " + Prose.quoted(tool) + " among those that were offered")
        : Optional.empty();
  }
}
