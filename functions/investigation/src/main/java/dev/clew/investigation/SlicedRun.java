package dev.clew.investigation;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.evidence.Window;
import dev.clew.interpretation.ClaimCheck;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.Sentences;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.skills.Label;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.Statement;
import dev.clew.skills.slices.Slice;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.spans.Application;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Measures a part of a target's data, says how much of it that is, and sets the rest beside it.
/// The skill sees nothing but the part.
final class SlicedRun {
  /// Title of the finding that says what was looked at.
  static final String TITLE = "Only a part of the data was looked at";

  /// Title of the finding that says how the rest is.
  static final String REST = "The rest of the data, for comparison";

  /// The rest's findings that are told.
  private static final int TOLD = 2;

  private final Inputs whole;
  private final Slice slice;
  private final Function<Inputs, Measurement> skill;

  /// @param whole with all of the target's data
  SlicedRun(Inputs whole, Slice slice, Function<Inputs, Measurement> skill) {
    this.whole = whole;
    this.slice = slice;
    this.skill = skill;
  }

  /// What the skill itself found, without what is said here of which part it looked at.
  static Measurement withoutParts(Measurement measurement) {
    return switch (measurement) {
      case Measurement.Found(var results) when isParts(results) ->
          new Measurement.Clean(without(results));
      case Measurement.Found(var results) -> new Measurement.Found(without(results));
      case Measurement.Clean(var results) -> new Measurement.Clean(without(results));
      case Measurement.TooLittleData little -> with(little, without(little.results()));
      case Measurement.NotApplicable none -> none;
    };
  }

  /// What is said of the parts that were looked at, each once: several steps may look at the same.
  static List<Finding> parts(List<Results> shown) {
    var parts = new ArrayList<Finding>();
    var said = new HashSet<String>();
    for (var results : shown) {
      for (var finding : results.findings()) {
        if (isPart(finding)) {
          var kept = ClaimCheck.check(finding.statement(), results.facts()).kept();
          if (!kept.isEmpty() && said.add(Interpreter.fill(kept, results.facts()))) {
            parts.add(finding.saying(kept));
          }
        }
      }
    }
    return parts;
  }

  static boolean isPart(Finding finding) {
    return finding.title().equals(TITLE) || finding.title().equals(REST);
  }

  private static boolean isParts(Results results) {
    return results.findings().stream().allMatch(SlicedRun::isPart);
  }

  private static Results without(Results results) {
    return new Results(
        results.findings().stream().filter(finding -> !isPart(finding)).toList(),
        results.facts(),
        results.evidence(),
        results.computations(),
        results.coverage(),
        results.looks(),
        results.next(),
        results.opening(),
        results.asked());
  }

  /// How much of a window the slice is.
  ///
  /// @param of in the window altogether
  /// @param word `current` or `baseline`
  private record Share(String word, long size, long of) {
    double share() {
      return of == 0 ? Double.NaN : (double) size / of;
    }
  }

  /// Whether there is nothing of the part in one of the windows.
  ///
  /// @throws ClewException of kind USER for a filter that does not fit the data
  boolean isEmptySomewhere() {
    return shares(slice.of(whole.data())).stream().anyMatch(share -> share.size() == 0);
  }

  /// What the skill makes of the part.
  ///
  /// @throws ClewException of kind USER for a filter that does not fit the data
  Measurement measure() {
    if (whole.data() instanceof Inputs.Data.Traces
        && (whole.windows().current() instanceof Window.Rows
            || whole.windows().baseline() instanceof Window.Rows)) {
      return new Measurement.NotApplicable(
          "a window that counts runs can not be cut from some of them",
          "Give the window as dates or instants, or leave the filter out");
    }
    var data = slice.of(whole.data());
    var part = whole.of(data);
    var shares = shares(data);
    for (var share : shares) {
      if (share.size() == 0) {
        return new Measurement.NotApplicable(
            "the "
                + share.word()
                + " window holds "
                + FactWriter.count(share.of(), things())
                + ", and "
                + slice.filter().text()
                + " means none of them",
            "Choose another condition or window; clew run values --target "
                + whole.target()
                + " --set of="
                + slice.filter().fields().getFirst()
                + " shows what there is");
      }
    }
    var measured = skill.apply(part);
    return measured
        .shown()
        .map(results -> with(measured, told(part, results, shares)))
        .orElse(measured);
  }

  private Results told(Inputs part, Results results, List<Share> shares) {
    var book = Notebook.after(results, part.author());
    tell(book, shares);
    if (shares.stream().anyMatch(share -> share.size() < share.of())) {
      rest().ifPresent(rest -> compare(book, results, rest, shares));
    }
    return book.results(results.coverage());
  }

  /// What was looked at, and how much that is.
  private void tell(Notebook book, List<Share> shares) {
    book.computing(
        "the " + things().symbol() + " of each window that the filter means",
        shares.stream().mapToLong(Share::of).sum());
    var filter = book.fact("slice.filter", Label.shown(slice.filter().text()));
    var said = Statement.EMPTY;
    for (var share : shares) {
      var size = book.fact(name("slice.size", share), share.size(), things());
      var of = book.fact(name("slice.of", share), share.of(), things());
      var portion = book.fact(name("slice.share", share), share.share(), Unit.SHARE);
      said =
          said.text().isEmpty()
              ? Statement.of(
                  "Only where {}: {} of {} in the " + share.word() + " window ({})",
                  filter,
                  size,
                  of,
                  portion)
              : new Statement(said.text() + ",", said.factIds())
                  .then("{} of {} in the " + share.word() + " window ({})", size, of, portion);
    }
    said = new Statement(said.text() + ".", said.factIds());
    var why = whole.parameters().asMap().getOrDefault(ParameterSchema.FILTER_WHY, "");
    if (!why.isEmpty()) {
      said = said.then("Read from the question: {}.", book.fact("slice.why", why));
    }
    book.finding(TITLE, Severity.INFO, 1, said.text(), said.factIds(), List.of());
  }

  /// The same measured of all the rest; empty where that can not be, which takes nothing from the
  /// part.
  private Optional<Results> rest() {
    try {
      var data = slice.rest().of(whole.data());
      return shares(data).stream().anyMatch(share -> share.size() == 0)
          ? Optional.empty()
          : skill.apply(whole.of(data)).shown();
    } catch (ClewException _) {
      return Optional.empty();
    }
  }

  /// The rest's own sentences on what was found in the part, and on what weighs most in it.
  private void compare(Notebook book, Results part, Results rest, List<Share> shares) {
    var told = new ArrayList<Finding>();
    for (var finding : Interpreter.byWeight(part.findings())) {
      rest.findings().stream()
          .filter(one -> one.title().equals(finding.title()) && !told.contains(one))
          .findFirst()
          .ifPresent(told::add);
    }
    Interpreter.byWeight(rest.findings()).stream()
        .filter(one -> !told.contains(one))
        .forEach(told::add);
    if (told.isEmpty()) {
      return;
    }
    var facts = new LinkedHashMap<String, Fact>();
    rest.facts().forEach(fact -> facts.put(fact.id(), fact));
    book.computing(
        "the same of all that the filter does not mean",
        shares.stream().mapToLong(share -> share.of() - share.size()).sum());
    var written = new LinkedHashMap<String, String>();
    var size =
        book.fact(
            "slice.others[window=current]",
            shares.getFirst().of() - shares.getFirst().size(),
            things());
    var said = Statement.of("The other {}:", size);
    for (var finding : told.subList(0, Math.min(TOLD, told.size()))) {
      var sentence =
          dev.clew.interpretation.Statement.parse(Sentences.of(finding.statement()).getFirst());
      sentence.factIds().forEach(id -> copied(book, facts, id, written));
      said =
          said.then(
              new Statement(
                  sentence.renumbered(written).toString(),
                  sentence.factIds().stream().map(id -> renamed(written, id)).toList()));
    }
    var first = true;
    for (var pair : pairs(part, facts, written.keySet())) {
      var unit = difference(pair.here().unit()).orElseThrow();
      var difference =
          book.fact(
              "slice.difference[fact=" + Label.shown(pair.here().name()) + "]",
              pair.here().number() - pair.there().number(),
              unit);
      if (first) {
        first = false;
        said =
            said.then(
                "Against {} in the rest it is {} in the part that was asked about, a difference of {}.",
                renamed(written, pair.there().id()),
                pair.here().id(),
                difference);
      }
    }
    book.finding(REST, Severity.INFO, 1, said.text(), said.factIds(), List.of());
  }

  /// A fact of the part and the same of the rest.
  private record Pair(Fact here, Fact there) {}

  /// Figures of the rest that were told and that the part has too.
  private static List<Pair> pairs(Results part, Map<String, Fact> rest, Collection<String> told) {
    var own = new LinkedHashMap<String, Fact>();
    part.facts().forEach(fact -> own.put(fact.name(), fact));
    var pairs = new ArrayList<Pair>();
    for (var id : told) {
      var there = rest.get(id);
      var here = there == null ? null : own.get(there.name());
      if (there != null
          && here != null
          && here.unit().equals(there.unit())
          && difference(here.unit()).isPresent()
          && here.value() instanceof FactValue.Real
          && there.value() instanceof FactValue.Real) {
        pairs.add(new Pair(here, there));
      }
    }
    return pairs;
  }

  private static Optional<Unit> difference(Unit unit) {
    if (unit.equals(Unit.SHARE)) {
      return Optional.of(Unit.POINTS);
    }
    return unit.equals(Unit.NONE) ? Optional.of(Unit.CHANGE) : Optional.empty();
  }

  /// A fact of the rest among the part's.
  private static void copied(
      Notebook book, Map<String, Fact> facts, String id, Map<String, String> written) {
    var fact = facts.get(id);
    if (fact == null) {
      throw new IllegalStateException("a sentence names " + id + ", which its results do not hold");
    }
    written.computeIfAbsent(id, _ -> book.copy(fact, "slice.rest." + fact.name()));
  }

  private static String renamed(Map<String, String> written, String id) {
    var other = written.get(id);
    if (other == null) {
      throw new IllegalStateException("fact " + id + " was not taken over");
    }
    return other;
  }

  private List<Share> shares(Inputs.Data data) {
    var shares = new ArrayList<Share>();
    shares.add(share("current", whole.windows().current(), data));
    if (!(whole.windows().baseline() instanceof Window.None)) {
      shares.add(share("baseline", whole.windows().baseline(), data));
    }
    return shares;
  }

  private Share share(String word, Window window, Inputs.Data data) {
    return switch (data) {
      case Inputs.Data.Log(var log) ->
          new Share(word, size(log, window), whole.log().rows(window).count());
      case Inputs.Data.Traces(var application) ->
          new Share(word, runs(application, word), runs(whole.application(), word));
      case Inputs.Data.Docs _ -> throw new IllegalStateException("documentation has no parts");
    };
  }

  private static long size(InferenceLog log, Window window) {
    try {
      return log.rows(window).count();
    } catch (ClewException _) {
      // What has no rows in a window says so by this.
      return 0;
    }
  }

  private long runs(Application application, String word) {
    var compared = Compared.of(application, whole.windows());
    return word.equals("current") ? compared.current().size() : compared.baseline().size();
  }

  private Unit things() {
    return switch (whole.data()) {
      case Inputs.Data.Log _ -> Unit.ROWS;
      case Inputs.Data.Traces _ -> Unit.of("runs");
      case Inputs.Data.Docs _ -> Unit.of("sections");
    };
  }

  private static String name(String path, Share share) {
    return path + "[window=" + share.word() + "]";
  }

  private static Measurement with(Measurement measured, Results results) {
    return switch (measured) {
      case Measurement.Found _ -> new Measurement.Found(results);
      case Measurement.Clean _ -> new Measurement.Clean(results);
      case Measurement.TooLittleData little ->
          new Measurement.TooLittleData(
              little.have(), little.need(), little.unit(), little.what(), results);
      case Measurement.NotApplicable none -> none;
    };
  }
}
