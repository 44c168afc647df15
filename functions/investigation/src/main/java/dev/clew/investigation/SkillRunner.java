package dev.clew.investigation;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.models.guard.Models;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Inputs;
import dev.clew.skills.Parameters;
import dev.clew.skills.Ports;
import dev.clew.skills.Unfinished;
import dev.clew.skills.evaluations.KeptEvaluations;
import dev.clew.skills.slices.Slice;
import dev.clew.traces.rows.Extent;
import dev.clew.traces.rows.WindowChoice;
import dev.clew.traces.spans.Needs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Runs skills in this process: loads a target's data with what the card needs, resolves the
/// windows, measures, and checks what the card promises. Keeps the data it read last, so that the
/// next step on the same target need not read it again: make one for each investigation. Not
/// thread-safe.
public final class SkillRunner implements StepExecutor {
  private final Catalogue catalogue;
  private final TargetLoader loader;
  private final LongSupplier nanoTime;
  private final Narration narration;
  private final Ports ports;
  private final Models models;
  private @Nullable Kept kept;

  private record Kept(String target, Needs needs, TargetLoader.Loaded loaded) {
    boolean serves(String name, Card card) {
      return name.equals(target)
          && switch (loaded.data()) {
            case Inputs.Data.Docs _ -> card.reads(Card.Reads.DOCUMENTATION);
            case Inputs.Data.Log _ -> card.reads(Card.Reads.PREDICTOR);
            case Inputs.Data.Traces _ ->
                card.reads(Card.Reads.APPLICATION)
                    && needs.parts().containsAll(card.needs().parts())
                    && needs.maxTextCharacters() == card.needs().maxTextCharacters();
          };
    }
  }

  /// As the other one, without words beyond the skills' own.
  public SkillRunner(Catalogue catalogue, TargetLoader loader, LongSupplier nanoTime) {
    this(catalogue, loader, nanoTime, Narration.NONE);
  }

  /// @param nanoTime a clock for durations, such as `System::nanoTime`
  /// @param narration puts into words what was measured
  public SkillRunner(
      Catalogue catalogue, TargetLoader loader, LongSupplier nanoTime, Narration narration) {
    this(catalogue, loader, nanoTime, narration, Ports.NONE);
  }

  /// @param ports what skills may use beside their data
  public SkillRunner(
      Catalogue catalogue,
      TargetLoader loader,
      LongSupplier nanoTime,
      Narration narration,
      Ports ports) {
    this(catalogue, loader, nanoTime, narration, ports, Models.off("no language model is at hand"));
  }

  /// @param models for skills in which language is the matter
  public SkillRunner(
      Catalogue catalogue,
      TargetLoader loader,
      LongSupplier nanoTime,
      Narration narration,
      Ports ports,
      Models models) {
    this.models = models;
    this.narration = narration;
    this.ports = ports;
    this.catalogue = catalogue;
    this.loader = loader;
    this.nanoTime = nanoTime;
  }

  @Override
  public StepResult execute(StepRequest request, Asked asked) {
    var started = nanoTime.getAsLong();
    try {
      var card = catalogue.require(request.skill());
      var parameters = catalogue.parameters(card.name(), request.parameters());
      var reading = reading(card, parameters);
      var fresh = kept == null || !kept.serves(request.target(), reading);
      var loaded = loaded(request.target(), reading);
      var said = new ArrayList<>(loaded.said());
      var lent = new LentModel(models, LentModel.allowance(asked.allowance(), parameters));
      var inputs =
          filled(
              request,
              loaded.extent(),
              new Inputs(
                  card,
                  request.target(),
                  KeptEvaluations.attached(
                      loaded.data(), request.target(), ports.noting(said::add)),
                  windows(request, card, loaded.extent()),
                  parameters,
                  ports
                      .noting(said::add)
                      .judgedBy(lent::model)
                      .approved(ports.approved() || request.approved())));
      var windows = inputs.windows();
      var measurement = measured(card, inputs);
      return new StepResult.Measured(
          request,
          windows,
          measurement,
          fresh ? loaded.bytesRead() : 0,
          fresh ? loaded.rowsRead() : 0,
          since(started),
          said,
          narration
              .of(
                  card,
                  request.target(),
                  windows,
                  measurement,
                  new Asked(asked.question(), lent.left(asked.allowance())))
              .spending(lent.use()));
    } catch (Unfinished e) {
      throw e;
    } catch (RuntimeException e) {
      return new StepResult.Failed(request, Problems.of(e), since(started));
    }
  }

  /// Measures once more, over windows that were resolved before.
  ///
  /// @param parameters as a receipt has them: all of the card's
  /// @throws ClewException when the target, skill or a parameter is not there any more, or can not
  ///   be read
  public Measurement again(
      String skill, String target, Windows windows, Map<String, String> parameters) {
    var card = catalogue.require(skill);
    var given = new LinkedHashMap<String, String>(parameters);
    given.values().removeIf(String::isEmpty);
    var complete = catalogue.parameters(skill, given);
    return measured(
        card,
        new Inputs(
            card,
            target,
            KeptEvaluations.attached(loaded(target, reading(card, complete)).data(), target, ports),
            windows,
            complete,
            ports));
  }

  /// The card with all that must be read for these parameters: a filter may ask for more.
  private static Card reading(Card card, Parameters parameters) {
    return Slice.in(parameters)
        .filter(_ -> card.reads(Card.Reads.APPLICATION))
        .map(slice -> card.needing(slice.needs(card.needs())))
        .orElse(card);
  }

  private TargetLoader.Loaded loaded(String target, Card card) {
    var last = kept;
    if (last != null && last.serves(target, card)) {
      return last.loaded();
    }
    // Let go of the old data first: two targets need not fit into memory together.
    kept = null;
    var loaded = loader.load(target, card);
    kept = new Kept(target, card.needs(), loaded);
    return loaded;
  }

  private static Windows windows(StepRequest request, Card card, Extent extent) {
    if (request.baseline().isEmpty() && request.current().isEmpty()) {
      return byDefault(card, extent);
    }
    if (!request.fromWords()) {
      return WindowChoice.choose(extent, request.baseline(), request.current());
    }
    try {
      return WindowChoice.choose(extent, request.baseline(), request.current());
    } catch (ClewException e) {
      var defaults = byDefault(card, extent);
      return new Windows(
          defaults.baseline(),
          defaults.current(),
          defaults.chosen()
              + "; the question's own words could not be taken: "
              + e.problem().what());
    }
  }

  /// Windows that nobody asked for must not hide a part of the data of which one holds nothing:
  /// then all of it is looked at.
  private static Inputs filled(StepRequest request, Extent extent, Inputs inputs) {
    var slice = Slice.in(inputs.parameters());
    if (slice.isEmpty() || request.baseline().isPresent() || request.current().isPresent()) {
      return inputs;
    }
    if (!new SlicedRun(inputs, slice.get(), _ -> NOTHING).isEmptySomewhere()) {
      return inputs;
    }
    var whole = WindowChoice.whole(extent);
    return new Inputs(
        inputs.card(),
        inputs.target(),
        inputs.data(),
        new Windows(
            whole.baseline(),
            whole.current(),
            whole.chosen() + ", as the usual windows do not both hold what the filter means"),
        inputs.parameters(),
        inputs.ports());
  }

  private static final Measurement NOTHING = new Measurement.NotApplicable("", "");

  private static Windows byDefault(Card card, Extent extent) {
    return switch (card.baseline()) {
      case ALWAYS -> WindowChoice.defaults(extent);
      case STATED -> WindowChoice.whole(extent);
      case NEVER -> Windows.only(new Window.All(), "");
    };
  }

  /// Runs the skill and holds what came back against the card: a step is done when its facts exist.
  private Measurement measured(Card card, Inputs inputs) {
    var skill = catalogue.skill(card.name());
    var measurement =
        Slice.in(inputs.parameters())
            .map(slice -> new SlicedRun(inputs, slice, skill::measure).measure())
            .orElseGet(() -> skill.measure(inputs));
    var missing = card.broken(measurement);
    if (missing.isPresent()) {
      throw new Problem(
              Problem.Kind.BUG,
              "skill "
                  + card.name()
                  + " ended without fact '"
                  + missing.get()
                  + "', which its card promises",
              "",
              "report it with the question and the version")
          .asException();
    }
    return measurement;
  }

  private Duration since(long started) {
    return Duration.ofNanos(nanoTime.getAsLong() - started);
  }
}
