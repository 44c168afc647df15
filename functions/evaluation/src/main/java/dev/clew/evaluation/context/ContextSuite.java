package dev.clew.evaluation.context;

import dev.clew.evaluation.Metric;
import dev.clew.evaluation.Scorecard;
import dev.clew.evaluation.Suite;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Problem;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Question;
import dev.clew.models.ScriptedModel;
import dev.clew.models.context.Tokens;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.skills.Catalogue;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.ObjectStore;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Tokens sent to a model for each answer of the gallery, beside the tokens of the objects that the
/// answer rests on. Nothing leaves the machine: a scripted model stands in and keeps what it gets.
///
/// `sent.QUESTION` and `raw.QUESTION` are tokens by OpenAI's `o200k_base`, `times.QUESTION` is how
/// many times fewer are sent; `least_times` is the smallest among answers on more than [#LARGE].
public final class ContextSuite implements Suite {
  /// From so many tokens of data on, a model must be spared most of them.
  public static final long LARGE = 500_000;

  private static final int PIECE = 1 << 16;

  private final Desk desk;
  private final Catalogue catalogue;
  private final Optional<Path> real;
  private final Path scratch;

  /// @param real the folder of real data; without it only the questions about the bundled samples
  ///   are asked
  public ContextSuite(Desk desk, Catalogue catalogue, Optional<Path> real, Path scratch) {
    this.desk = desk;
    this.catalogue = catalogue;
    this.real = real;
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "context";
  }

  @Override
  public Scorecard run(Consumer<String> misses) {
    var metrics = new LinkedHashMap<String, Metric>();
    var known = new HashMap<String, Long>();
    double least = Double.POSITIVE_INFINITY;
    int asked = 0;
    for (var question : GalleryQuestion.all()) {
      if (question.data().isPresent() && real.isEmpty()) {
        continue;
      }
      asked++;
      var counted = counted(question, known);
      if (counted.sent() == 0) {
        misses.accept(question.name() + ": no model was asked");
        continue;
      }
      metrics.put("sent." + question.name(), exactly((double) counted.sent()));
      metrics.put("raw." + question.name(), exactly((double) counted.raw()));
      double times = (double) counted.raw() / counted.sent();
      metrics.put("times." + question.name(), exactly(times));
      if (counted.raw() > LARGE) {
        least = Math.min(least, times);
      }
    }
    if (Double.isFinite(least)) {
      metrics.put("least_times", exactly(least));
    }
    return new Scorecard(name(), asked, metrics);
  }

  private record Counted(long sent, long raw) {}

  /// @param known tokens of objects, by the SHA-256 of their bytes: several answers rest on the
  ///   same
  private Counted counted(GalleryQuestion question, Map<String, Long> known) {
    try {
      if (question.data().isEmpty()) {
        return counted(question, Optional.empty(), known);
      }
      var folder = Files.createTempDirectory(scratch, "clew-context");
      try {
        return counted(question, Optional.of(question.placed(real.orElseThrow(), folder)), known);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "the data of '" + question.name() + "' can not be read: " + e.getMessage(),
              question.data().orElse("the bundled samples"),
              "Check the disk and the folder's permissions"),
          e);
    }
  }

  private Counted counted(GalleryQuestion question, Optional<Path> data, Map<String, Long> known)
      throws IOException {
    var opened = desk.open(data);
    var without = answer(opened, question, Models.off("to be compared with"));
    var model = new ScriptedModel(new Colleague(without, catalogue)::reply);
    var models =
        Models.of(
            model,
            Models.settings(true, Prices.UNKNOWN, Sending.SILENT, () -> Duration.ofMinutes(1)));
    var with = answer(opened, question, models);
    long raw = 0;
    var objects = new TreeMap<String, ObjectRead>();
    with.receipt().computations().stream()
        .flatMap(one -> one.objects().stream())
        .forEach(object -> objects.put(object.key(), object));
    for (var object : objects.values()) {
      var tokens = known.get(object.sha256());
      if (tokens == null) {
        tokens = tokens(opened.store(), object.key());
        known.put(object.sha256(), tokens);
      }
      raw += tokens;
    }
    return new Counted(model.asked().stream().mapToLong(Tokens::of).sum(), raw);
  }

  private static Answer answer(Desk.Opened opened, GalleryQuestion question, Models models) {
    return opened
        .investigators()
        .apply(models)
        .answer(Question.of(question.text()), opened.targets(), Progress.NONE)
        .answer();
  }

  /// Tokens of an object as text, unpacked. It is counted piece by piece: a seam may cost a token.
  private static long tokens(ObjectStore store, String key) throws IOException {
    long tokens = 0;
    try (var bytes = Bytes.open(store, key, Limits.DEFAULT);
        var text = new InputStreamReader(bytes.stream(), StandardCharsets.UTF_8)) {
      var piece = new char[PIECE];
      for (int n = text.read(piece); n >= 0; n = text.read(piece)) {
        tokens += Tokens.of(new String(piece, 0, n));
      }
    }
    return tokens;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  private static Metric exactly(double value) {
    return new Metric(value, value, value);
  }
}
