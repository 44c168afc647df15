package dev.clew.local;

import dev.clew.edge.views.SkillView;
import dev.clew.interpretation.AnswerJson;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew skills`: what Clew can look into.
@Command(
    name = "skills",
    description = "List the skills, or describe one with its parameters.",
    mixinStandardHelpOptions = true)
final class SkillsCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(arity = "0..1", paramLabel = "SKILL", description = "One skill.")
  private Optional<String> skill = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  SkillsCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    var catalogue = Catalogue.load();
    var cards = skill.map(id -> List.of(catalogue.require(id))).orElseGet(catalogue::cards);
    if (json) {
      screen.print(AnswerJson.bytes(SkillView.all(cards)));
      return Exit.ANSWERED;
    }
    var page = new Page(screen.terminal());
    for (var card : cards) {
      page.bold(card.name())
          .faint("  reads " + card.readsWords().replace(" or ", "s or ") + "s")
          .end();
      page.text("  ", card.description());
      if (skill.isPresent()) {
        described(page, card);
      }
    }
    if (skill.isEmpty()) {
      page.end()
          .faint("clew skills SKILL describes one; clew run SKILL runs it; clew ask chooses.")
          .end();
    }
    screen.print(page.toString());
    return Exit.ANSWERED;
  }

  private static void described(Page page, Card card) {
    if (!card.when().isEmpty()) {
      page.text("  ", "When: " + String.join("; ", card.when()));
    }
    if (!card.whenNot().isEmpty()) {
      page.text("  ", "When not: " + String.join("; ", card.whenNot()));
    }
    var parameters = SkillView.of(card).path("parameters").path("properties");
    if (!parameters.isEmpty()) {
      page.bold("  Parameters").faint("  --set name=value").end();
      parameters
          .properties()
          .forEach(one -> {
            var schema = one.getValue();
            var initial = schema.path("default").asText("");
            page.text(
                "    ",
                one.getKey()
                    + (initial.isEmpty() ? "" : " = " + initial)
                    + ": "
                    + schema.path("description").asText(""));
          });
    }
  }
}
