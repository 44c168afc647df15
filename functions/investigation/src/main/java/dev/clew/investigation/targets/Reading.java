package dev.clew.investigation.targets;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Window;
import dev.clew.investigation.TargetLoader;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.skills.Card;
import dev.clew.skills.Inputs;
import dev.clew.traces.Applications;
import dev.clew.traces.documents.DocumentReader;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Extent;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.PredictorReader;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Progress;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a tenant's targets for questions and skills. Keeps the log it read last, since the names
/// in it and the rows are asked for one after the other. Not thread-safe.
public final class Reading implements TargetLoader {
  /// A field with more values than this is no way to tell parts of the data apart by name.
  private static final int MOST_VALUES = 50;

  private final ObjectStore store;
  private final Targets targets;
  private final Path scratch;
  private final SpanLimits limits;
  private final Progress progress;
  private @Nullable String lastPredictor;
  private @Nullable InferenceLog lastLog;

  /// @param scratch a folder for what has to lie on disk for a while
  /// @param progress hears how many objects are read
  public Reading(
      ObjectStore store, Targets targets, Path scratch, SpanLimits limits, Progress progress) {
    this.store = store;
    this.targets = targets;
    this.scratch = scratch;
    this.limits = limits;
    this.progress = progress;
  }

  /// The targets as questions may name them.
  public List<TargetNames> names() {
    return targets.all().stream()
        .map(target -> new TargetNames(target.name(), target.reads(), () -> content(target)))
        .toList();
  }

  @Override
  public Loaded load(String name, Card card) {
    var target = targets.require(name, card);
    return switch (target.reads()) {
      case DOCUMENTATION -> {
        var pages = new DocumentReader(store).read(target.objects());
        yield new Loaded(
            new Inputs.Data.Docs(pages),
            Extent.of(target.name(), Optional.empty(), Optional.empty()),
            pages.objects().stream().mapToLong(object -> object.sizeBytes()).sum(),
            pages.sections().size(),
            List.of());
      }
      case APPLICATION -> {
        var application = application(target, card.needs());
        yield new Loaded(
            new Inputs.Data.Traces(application),
            extent(application),
            application.tally().bytesRead(),
            application.spanCount(),
            said(target, application.inferences()));
      }
      case PREDICTOR -> {
        var log = log(target);
        yield new Loaded(
            new Inputs.Data.Log(log),
            Extent.of(log),
            log.objects().stream().mapToLong(object -> object.sizeBytes()).sum(),
            (long) log.baseline().count() + log.current().count(),
            said(target, log.inferences()));
      }
    };
  }

  private static List<String> said(Target target, List<String> inferences) {
    var said = new ArrayList<String>();
    if (!target.said().isEmpty() && !target.said().startsWith("by its folder")) {
      said.add(target.said());
    }
    said.addAll(inferences);
    return said;
  }

  /// An application's traces.
  ///
  /// @throws ClewException when it can not be read
  public Application application(Target target, Needs needs) {
    try {
      return new Applications(store, limits, scratch)
          .read(target.name(), target.objects(), needs, new Window.All(), progress);
    } catch (IOException e) {
      throw failed(store.describe(), e);
    }
  }

  private InferenceLog log(Target target) {
    var kept = lastLog;
    if (kept != null && target.name().equals(lastPredictor)) {
      return kept;
    }
    try {
      var log =
          PredictorReader.of(scratch)
              .read(
                  store,
                  target.name(),
                  target.folder(),
                  target.objects().stream().map(StoredObject::key).toList());
      lastPredictor = target.name();
      lastLog = log;
      return log;
    } catch (IOException e) {
      throw failed(store.describe(), e);
    }
  }

  /// When its traces start: what windows of time are cut from.
  private static Extent extent(Application application) {
    Optional<Instant> first = Optional.empty();
    Optional<Instant> last = Optional.empty();
    for (var trace : application.traces()) {
      if (trace.timing() instanceof Timing.Known(long startNanos, long _)) {
        var at =
            Instant.ofEpochSecond(
                Math.floorDiv(startNanos, 1_000_000_000L),
                Math.floorMod(startNanos, 1_000_000_000L));
        first = first.filter(known -> known.isBefore(at)).or(() -> Optional.of(at));
        last = last.filter(known -> known.isAfter(at)).or(() -> Optional.of(at));
      }
    }
    return Extent.of(application.name(), first, last);
  }

  private List<TargetNames.Name> content(Target target) {
    try {
      return switch (target.reads()) {
        case PREDICTOR -> content(log(target));
        case APPLICATION -> content(application(target, Needs.SKELETON));
        case DOCUMENTATION -> List.of();
      };
    } catch (ClewException _) {
      // What can not be read has no names; the step that needs it says why.
      return List.of();
    }
  }

  private static List<TargetNames.Name> content(InferenceLog log) {
    var names = new ArrayList<TargetNames.Name>();
    var features = log.schema().features();
    features.forEach(column -> names.add(new TargetNames.Name(TargetNames.Kind.COLUMN, column)));
    log.current()
        .columns()
        .forEach((column, cells) -> {
          if (!features.contains(column)) {
            names.add(new TargetNames.Name(TargetNames.Kind.FIELD, column));
          }
          if (cells instanceof Column.Categories texts
              && texts.dictionary().size() <= MOST_VALUES) {
            texts
                .dictionary()
                .forEach(value -> names.add(new TargetNames.Value(column, value).name()));
          }
        });
    return names;
  }

  /// What runs say of themselves, where few things are said.
  private static void attributes(List<TargetNames.Name> names, Application application) {
    var values = new TreeMap<String, TreeSet<String>>();
    application
        .traces()
        .forEach(trace ->
            trace
                .attributes()
                .forEach((name, value) -> {
                  var of = values.computeIfAbsent(name, _ -> new TreeSet<>());
                  if (of.size() <= MOST_VALUES) {
                    of.add(value);
                  }
                }));
    values.forEach((name, of) -> {
      if (of.size() <= MOST_VALUES) {
        of.forEach(value -> names.add(new TargetNames.Value(name, value).name()));
      }
    });
  }

  private static List<TargetNames.Name> content(Application application) {
    var names = new ArrayList<TargetNames.Name>();
    add(
        names,
        application,
        TargetNames.Kind.TOOL,
        span -> span.tool().map(tool -> tool.name()).orElse(""));
    add(names, application, TargetNames.Kind.MODEL, Span::model);
    add(names, application, TargetNames.Kind.AGENT, Span::agent);
    add(names, application, TargetNames.Kind.SPAN, Span::name);
    application
        .traces()
        .forEach(trace -> names.add(new TargetNames.Name(TargetNames.Kind.TRACE, trace.traceId())));
    application.traces().stream()
        .flatMap(trace -> trace.outcome().stream())
        .map(outcome -> outcome.failed() ? "failed" : "passed")
        .distinct()
        .sorted()
        .forEach(ended -> names.add(new TargetNames.Name(TargetNames.Kind.OUTCOME, ended)));
    attributes(names, application);
    return names;
  }

  private static void add(
      List<TargetNames.Name> names,
      Application application,
      TargetNames.Kind kind,
      Function<Span, String> of) {
    var found = new TreeSet<String>();
    application.traces().forEach(trace -> trace.spans().forEach(span -> found.add(of.apply(span))));
    found.remove("");
    found.forEach(text -> names.add(new TargetNames.Name(kind, text)));
  }

  static ClewException failed(String where, IOException cause) {
    return new ClewException(
        new Problem(
            Problem.Kind.DEPENDENCY,
            "can not be read: " + cause.getMessage(),
            where,
            "Check that it is there and that you may read it"),
        cause);
  }
}
