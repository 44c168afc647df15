package dev.clew.skills.describe;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Results;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.applications.NextQuestions;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.ToolText;
import java.util.List;

/// What a target holds: how much, from when to when, which columns or attributes of which kind, and
/// what is known of the outcome.
@AutoService(Skill.class)
public final class Describe implements Skill {
  private static final String NARROW = "Lower top, or give like, words of the names you look for";

  @Override
  public Measurement measure(Inputs inputs) {
    var scope =
        Scope.of(
            inputs,
            inputs.data() instanceof Inputs.Data.Log ? Scope.AUTO : Level.SPANS.word(),
            List.of(),
            Level.SPANS);
    if (scope.count() == 0) {
      return new Measurement.NotApplicable(
          "there are no " + scope.level().words() + " in the window", "choose another window");
    }
    // As many columns as fit: the sentence says that there are others.
    int top = inputs.parameters().whole("top");
    var results = results(inputs, scope, top);
    while (top > 1 && ToolText.of(results).length() > ToolText.MOST) {
      top -= Math.max(1, top / 5);
      results = results(inputs, scope, top);
    }
    return new Measurement.Found(ToolText.checked(results, NARROW));
  }

  private static Results results(Inputs inputs, Scope scope, int top) {
    var book =
        scope.book(inputs, "counts, ranges, and the kind and presence of each column or attribute");
    switch (inputs.data()) {
      case Inputs.Data.Docs _ -> throw new IllegalStateException("describe was given pages");
      case Inputs.Data.Log _ -> LogPage.write(book, inputs, scope);
      case Inputs.Data.Traces _ -> ApplicationPage.write(book, scope);
    }
    FieldsPage.write(book, scope, top, inputs.parameters().text("like"));
    suggest(book, inputs);
    return book.results(scope.coverage());
  }

  private static void suggest(Notebook book, Inputs inputs) {
    switch (inputs.data()) {
      case Inputs.Data.Log(var log) -> {
        var schema = log.schema();
        if (schema.actual().isPresent()
            && (schema.prediction().isPresent() || schema.score().isPresent())) {
          book.next("Is the model still as good as before?");
        }
        book.next("Which inputs drifted?");
        book.next("Are there missing, impossible or unseen values in the current rows?");
      }
      case Inputs.Data.Traces(var application) -> {
        var next = new NextQuestions(application.traces());
        next.failures().ifPresent(book::next);
        next.cohorts().ifPresent(book::next);
        next.tokens().ifPresent(book::next);
        next.slowness().ifPresent(book::next);
      }
      case Inputs.Data.Docs _ -> {}
    }
  }
}
