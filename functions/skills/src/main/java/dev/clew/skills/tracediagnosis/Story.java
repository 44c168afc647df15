package dev.clew.skills.tracediagnosis;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The run told step by step: all of a short one; of a long one the beginning, the suspects with
/// what came just before, and the end.
final class Story {
  private static final int MOST = 12;
  private static final int FIRST = 3;
  private static final int LAST = 2;

  private Story() {}

  static void write(Dossier of) {
    var work =
        of.course().steps().stream()
            .filter(step -> step.role() != Step.Role.NOTE && step.role() != Step.Role.PASSING)
            .toList();
    if (work.isEmpty()) {
      return;
    }
    var book = of.book();
    var told = chosen(of, work);
    var said = Statement.EMPTY;
    int before = -1;
    for (int place : told) {
      var step = work.get(place);
      if (place > before + 1) {
        said =
            said.then(
                "Then {} not told here.",
                book.fact(
                    "told.left_out[before=" + step.number() + "]",
                    place - before - 1,
                    Dossier.STEPS));
      }
      before = place;
      said = told(of, said, step);
    }
    book.finding(
        "Step by step",
        Severity.INFO,
        Dossier.SURE,
        said.text(),
        said.factIds(),
        List.of(
            book.spans(
                "The steps told",
                of.refs(told.stream().map(place -> work.get(place).span().spanId()).toList()),
                "Each is a model call, or a tool call that no model asked for.")));
  }

  private static Statement told(Dossier of, Statement said, Step step) {
    var book = of.book();
    var number = book.fact("told.step[step=" + step.number() + "]", step.number(), Unit.NONE);
    var agent = book.fact("told.agent[step=" + step.number() + "]", Dossier.agent(step));
    var did = Dossier.did(step, Dossier.TOLD);
    said =
        said.then(
            did.isBlank()
                ? Dossier.statement("Step {} ({}) said nothing.", step, number, agent)
                : Dossier.statement(
                    switch (step.role()) {
                      case PLAN -> "Step {} ({}) planned: “{}”.";
                      case DELEGATION -> "Step {} ({}) told another: “{}”.";
                      case NOTE, WORK, PASSING -> "Step {} ({}): “{}”.";
                    },
                    step,
                    number,
                    agent,
                    book.fact("told.did[step=" + step.number() + "]", did)));
    var brought = Dossier.brought(step, Dossier.TOLD);
    if (brought.isBlank()) {
      return said;
    }
    said =
        said.then(
            step.failure().isPresent()
                ? "That failed: “{}”."
                : step.vain().isPresent() ? "That brought nothing: “{}”." : "That brought: “{}”.",
            book.fact("told.brought[step=" + step.number() + "]", brought));
    long others = step.results().stream().filter(result -> !result.text().isBlank()).count() - 1;
    return others < 1 || step.asked().size() < 2
        ? said
        : said.then(
            "Beside that came {}.",
            book.fact("told.others[step=" + step.number() + "]", others, Unit.of("other results")));
  }

  private static List<Integer> chosen(Dossier of, List<Step> work) {
    var places = new TreeSet<Integer>();
    if (work.size() <= MOST) {
      for (int i = 0; i < work.size(); i++) {
        places.add(i);
      }
      return List.copyOf(places);
    }
    for (int i = 0; i < FIRST; i++) {
      places.add(i);
    }
    for (int i = work.size() - LAST; i < work.size(); i++) {
      places.add(i);
    }
    var marked = new ArrayList<Step>();
    of.verdict().decisive().ifPresent(one -> marked.add(one.step()));
    of.suspects().stream().limit(of.top()).forEach(one -> marked.add(one.step()));
    for (var step : marked) {
      int at = work.indexOf(step);
      if (at >= 0 && places.size() < MOST) {
        places.add(at);
      }
    }
    return List.copyOf(places);
  }
}
