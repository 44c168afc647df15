package dev.clew.skills.promptoptimization;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Unit;
import dev.clew.models.LanguageModel;
import dev.clew.models.Tier;
import dev.clew.models.guard.Prices;
import dev.clew.models.prices.ListPrices;
import dev.clew.models.prices.PriceTable;
import dev.clew.skills.Inputs;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.Skill;
import dev.clew.skills.Unfinished;
import dev.clew.skills.promptoptimization.search.Bench;
import dev.clew.skills.promptoptimization.search.Course;
import dev.clew.skills.promptoptimization.search.Halt;
import dev.clew.skills.promptoptimization.search.Journal;
import dev.clew.skills.promptoptimization.search.Optimisation;
import dev.clew.skills.promptoptimization.search.Purse;
import dev.clew.skills.promptoptimization.search.Split;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/// A better prompt, or better descriptions of tools, found by trying.
@AutoService(Skill.class)
public final class PromptOptimization implements Skill {
  static final String METHOD =
      "reflective search on a Pareto front (Agrawal et al., 2025), paired sign-flip tests (Fisher, 1935)"
          + " corrected for the most looks (Dunn, 1961), one look at held-out examples";

  private final Supplier<Prices> prices;

  /// With list prices.
  public PromptOptimization() {
    this(() -> new ListPrices(PriceTable.bundled(), Clock.systemUTC()));
  }

  PromptOptimization(Supplier<Prices> prices) {
    this.prices = prices;
  }

  @Override
  public Measurement measure(Inputs inputs) {
    var found = Matter.of(inputs);
    if (found.isEmpty()) {
      return new Measurement.NotApplicable(
          "there is no prompt to improve: no file was named, and no call of a model in the traces has"
              + " rules and one message of a user",
          "name the files in the data: --set prompt=prompt.md --set examples=examples.jsonl, or --set"
              + " tools=tools.json --set examples=examples.jsonl");
    }
    var matter = found.get();
    matter.notes().forEach(inputs.ports().notes());
    var parameters = inputs.parameters();
    long calls = parameters.whole(ParameterSchema.MODEL_CALLS);
    long seed = parameters.whole("seed");
    var book = book(inputs, matter);
    var page = new Page(book, matter);
    page.examples();
    int n = matter.examples().all().size();
    if (n < Split.fewest()) {
      page.logged();
      return new Measurement.TooLittleData(
          n,
          Split.fewest(),
          Unit.of("examples"),
          "whether another prompt is better: each example needs its inputs and an expected answer",
          book.results(matter.examples().coverage(n)));
    }
    var split = Split.of(matter.examples().all(), calls, seed);
    var coverage = matter.examples().coverage(split.training().size() + split.heldOut().size());
    if (calls < split.fewestCalls()) {
      page.logged();
      return new Measurement.TooLittleData(
          calls,
          split.fewestCalls(),
          Unit.CALLS,
          "whether another prompt is better: the budget does not pay the baseline, one candidate and"
              + " the last look",
          book.results(coverage));
    }
    var model = inputs.ports().model().get();
    var journal = journal(inputs, matter, model, seed);
    if (model.isEmpty() && journal.map(ShelfJournal::isEmpty).orElse(true)) {
      page.logged();
      page.withoutModel(split.fewestCalls());
      return new Measurement.Found(book.results(coverage));
    }
    var purse = new Purse(calls, parameters.number(ParameterSchema.MODEL_USD), prices.get());
    var course = searched(inputs, matter, split, model, journal, purse, seed);
    if (course.goesOn()
        && inputs.ports().time().goesOn()
        && model.isPresent()
        && course.halt().orElseThrow().reason() == Halt.Reason.TIME) {
      throw new Unfinished(purse.calls() + " of at most " + purse.mostCalls() + " calls are made");
    }
    book.judging(
        METHOD,
        n,
        model.map(one -> one.name(Tier.FAST)).orElse("a model, whose answers were kept"));
    page.searched(course, purse);
    return new Measurement.Found(book.looked(course.looks()).results(coverage));
  }

  private static Notebook book(Inputs inputs, Matter matter) {
    var author = inputs.author();
    var objects = new ArrayList<>(author.objects());
    objects.addAll(matter.files().read());
    return new Notebook(
            new Notebook.Author(
                author.skill(),
                author.version(),
                author.target(),
                author.windows(),
                author.parameters(),
                objects))
        .computing(METHOD, matter.examples().all().size());
  }

  private static Course searched(
      Inputs inputs,
      Matter matter,
      Split split,
      Optional<LanguageModel> model,
      Optional<ShelfJournal> journal,
      Purse purse,
      long seed) {
    var ports = inputs.ports();
    var what =
        "calls of models, " + purse.words() + model.map(one -> ", to " + one.host()).orElse("");
    ports.progress().at(what, 0, purse.mostCalls());
    ports.notes().accept("the search was allowed " + purse.words());
    var bench =
        new Bench(
            model,
            ports.time().left(),
            purse,
            journal.<Journal>map(one -> one).orElse(Journal.NONE),
            (done, most) -> ports.progress().at(what, done, most));
    return new Optimisation(
            matter.task(),
            split,
            bench,
            ports
                .prompts()
                .prompt(
                    inputs.card().name() + "/reflect.md", PromptOptimization.class, "reflect.md"),
            ports
                .prompts()
                .prompt(
                    inputs.card().name() + "/failures.md", PromptOptimization.class, "failures.md"),
            seed)
        .run();
  }

  private static Optional<ShelfJournal> journal(
      Inputs inputs, Matter matter, Optional<LanguageModel> model, long seed) {
    var ports = inputs.ports();
    return ports
        .shelf()
        .map(shelf ->
            ShelfJournal.in(
                shelf,
                "prompt-optimization/" + id(inputs, matter, seed),
                ports.scratch(),
                model.map(one -> one.name(Tier.FAST) + " " + one.name(Tier.STRONG)).orElse(""),
                ports.notes()));
  }

  /// Names the search by what it is about: the same question on the same data goes on, another
  /// begins anew.
  private static String id(Inputs inputs, Matter matter, long seed) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      put(digest, inputs.target());
      put(digest, String.valueOf(seed));
      matter
          .task()
          .baseline()
          .byName()
          .forEach((name, text) -> {
            put(digest, name);
            put(digest, text);
          });
      for (var example : matter.examples().all()) {
        put(digest, example.asked());
        put(digest, example.expected());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void put(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
