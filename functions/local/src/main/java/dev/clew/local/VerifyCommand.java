package dev.clew.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.FactWriter;
import dev.clew.investigation.Verification;
import dev.clew.investigation.Verification.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew verify`: computes an answer's facts again.
@Command(
    name = "verify",
    description = {
      "Compute every fact of an answer again and compare.",
      "equal: the same value from the same bytes; changed: another value; stale: the same value, but the"
          + " bytes it came from are others now; missing: it could not be computed; edited: another"
          + " value from the same bytes, so the answer's file is not what was computed; judged: a"
          + " model judged it, so it is not computed again and stands as the answer has it."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private static final int SHOWN = 40;

  private final Screen screen;
  private final Workplace workplace;

  @Parameters(paramLabel = "ANSWER.json", description = "What `clew ask --json` printed.")
  private Path file = Path.of("");

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  VerifyCommand(Screen screen, Workplace workplace) {
    this.screen = screen;
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    var bytes = Answering.bytes(file);
    var answer = AnswerJson.read(bytes, file.toString());
    var edited = AnswerJson.editedWords(bytes, file.toString());
    var tenant = workplace.open(data.given(), Optional.of(answer.target()));
    var verification = workplace.verifier(tenant).verify(answer);
    if (json) {
      screen.print(AnswerJson.bytes(tree(verification, edited)));
    } else {
      screen.print(text(verification, edited));
    }
    return verification.allEqual() && edited.isEmpty() ? Exit.ANSWERED : Exit.UNKNOWN;
  }

  private static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode tree(Verification verification, List<String> edited) {
    var node = JsonNodeFactory.instance.objectNode().put("answerId", verification.answerId());
    for (var verdict : Verdict.values()) {
      node.put(name(verdict), verification.count(verdict));
    }
    var facts = node.putArray("facts");
    for (var check : verification.checks()) {
      facts
          .addObject()
          .put("id", check.then().id())
          .put("name", check.then().name())
          .put("verdict", name(check.verdict()))
          .put("then", FactWriter.write(check.then()))
          .put("now", FactWriter.write(check.now()))
          .put("why", check.why());
    }
    var notes = node.putArray("notes");
    verification.notes().forEach(notes::add);
    var words = node.putArray("editedWords");
    edited.forEach(words::add);
    return node;
  }

  private String text(Verification verification, List<String> edited) {
    var page = new Page(screen.terminal());
    var counts = new ArrayList<String>();
    for (var verdict : Verdict.values()) {
      long count = verification.count(verdict);
      if (count > 0) {
        counts.add(FactWriter.count(count, Unit.NONE) + " " + name(verdict));
      }
    }
    page.bold(headline(verification, counts)).end();
    var rows = new ArrayList<List<String>>();
    for (var check : verification.checks()) {
      if (check.verdict() != Verdict.EQUAL && check.verdict() != Verdict.STALE) {
        rows.add(
            List.of(
                name(check.verdict()),
                check.then().id(),
                check.then().name(),
                FactWriter.write(check.then()),
                switch (check.verdict()) {
                  case CHANGED, EDITED -> FactWriter.write(check.now());
                  case EQUAL, STALE, MISSING, JUDGED -> check.why();
                }));
      }
    }
    if (!rows.isEmpty()) {
      page.end()
          .table(
              List.of("", "fact", "name", "then", "now"),
              rows.subList(0, Math.min(SHOWN, rows.size())),
              List.of());
    }
    if (rows.size() > SHOWN) {
      page.faint("... " + (rows.size() - SHOWN) + " more in --json").end();
    }
    var notes = new ArrayList<>(verification.notes());
    verification.checks().stream()
        .filter(check -> check.verdict() == Verdict.EDITED)
        .findFirst()
        .ifPresent(check -> notes.add("edited: " + check.why()));
    edited.forEach(place ->
        notes.add(
            place
                + " does not say what its facts say: the answer's file was edited, or another build of"
                + " Clew wrote it"));
    if (!notes.isEmpty()) {
      page.end();
      notes.forEach(note -> page.text("", note));
    }
    return page.toString();
  }

  private static String headline(Verification verification, List<String> counts) {
    int facts = verification.checks().size();
    if (facts == 0) {
      return "The answer holds no fact to compute again.";
    }
    long judged = verification.count(Verdict.JUDGED);
    if (verification.allEqual() && judged > 0) {
      return (judged == facts
              ? "No fact can be computed again: "
              : "All "
                  + FactWriter.count(facts - judged, dev.clew.evidence.Unit.of("facts"))
                  + " that code computed are equal; ")
          + FactWriter.count(judged, dev.clew.evidence.Unit.of("facts"))
          + (judged == 1 ? " was" : " were")
          + " judged by a model.";
    }
    return verification.allEqual()
        ? "All " + FactWriter.count(facts, Unit.of("facts")) + " are equal."
        : "Of " + FactWriter.count(facts, Unit.of("facts")) + " " + String.join(", ", counts) + ".";
  }
}
