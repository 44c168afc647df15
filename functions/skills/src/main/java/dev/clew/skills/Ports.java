package dev.clew.skills;

import dev.clew.models.Embedder;
import dev.clew.models.LanguageModel;
import dev.clew.models.ModelException;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.traces.store.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a skill may use beside its data: a skill that needs language or vectors. Everything may be
/// absent; a skill then does what it can without, and says so. What is here is made when it is
/// first asked for, so that a skill that asks for nothing loads nothing.
///
/// @param embedder empty where texts are to be found by their words alone
/// @param shelf where indexes are kept between questions; empty where they are made anew each time
/// @param model for what is judged; empty where there is none, or the question may spend no more
/// @param prompts where the skill's prompts come from
/// @param scratch a folder for what has to lie on disk for a while
/// @param progress told what takes its time
/// @param notes told what the reader should know beside the facts: an index that was damaged and is
///   made anew
/// @param objects the tenant's own objects, for files that a question names; empty where there are
///   none to read
/// @param time how long it may take
/// @param approved whether the user approved what a skill would store for other questions to read:
///   without it a skill stores nothing but what makes it faster, and proposes the rest
public record Ports(
    Supplier<Optional<Embedder>> embedder,
    Optional<Shelf> shelf,
    Supplier<Optional<LanguageModel>> model,
    PromptFiles prompts,
    Path scratch,
    Working progress,
    Consumer<String> notes,
    Optional<ObjectStore> objects,
    Time time,
    boolean approved) {

  /// Without anybody's approval.
  public Ports(
      Supplier<Optional<Embedder>> embedder,
      Optional<Shelf> shelf,
      Supplier<Optional<LanguageModel>> model,
      PromptFiles prompts,
      Path scratch,
      Working progress,
      Consumer<String> notes,
      Optional<ObjectStore> objects,
      Time time) {
    this(embedder, shelf, model, prompts, scratch, progress, notes, objects, time, false);
  }

  /// How long a skill may take.
  ///
  /// @param left asked whenever something longer begins
  /// @param goesOn whether somebody calls the same step again when it throws [Unfinished]; where
  ///   nobody does, what there is must be the answer
  public record Time(Supplier<Duration> left, boolean goesOn) {
    /// As long as it takes.
    public static final Time UNLIMITED = new Time(() -> Duration.ofDays(1), false);
  }

  /// Without files or a limit of time.
  public Ports(
      Supplier<Optional<Embedder>> embedder,
      Optional<Shelf> shelf,
      Supplier<Optional<LanguageModel>> model,
      PromptFiles prompts,
      Path scratch,
      Working progress,
      Consumer<String> notes) {
    this(
        embedder,
        shelf,
        model,
        prompts,
        scratch,
        progress,
        notes,
        Optional.empty(),
        Time.UNLIMITED);
  }

  /// Told how far something has come.
  public interface Working {
    /// @param what it is, such as `texts embedded`
    void at(String what, long done, long total);
  }

  /// Nothing beside the data.
  public static final Ports NONE =
      new Ports(
          Optional::empty,
          Optional.empty(),
          Optional::empty,
          PromptFiles.PACKAGED,
          Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
          (_, _, _) -> {},
          _ -> {});

  /// The same with a model, for one question.
  public Ports judgedBy(Supplier<Optional<LanguageModel>> other) {
    return new Ports(
        embedder, shelf, other, prompts, scratch, progress, notes, objects, time, approved);
  }

  /// The same telling its notes to somebody else.
  public Ports noting(Consumer<String> other) {
    return new Ports(
        embedder, shelf, model, prompts, scratch, progress, other, objects, time, approved);
  }

  /// The same with files that questions may name.
  public Ports reading(ObjectStore other) {
    return new Ports(
        embedder,
        shelf,
        model,
        prompts,
        scratch,
        progress,
        notes,
        Optional.of(other),
        time,
        approved);
  }

  /// The same with the user's approval, or without.
  public Ports approved(boolean given) {
    return new Ports(
        embedder, shelf, model, prompts, scratch, progress, notes, objects, time, given);
  }

  /// The same with a limit of time.
  public Ports within(Time other) {
    return new Ports(
        embedder, shelf, model, prompts, scratch, progress, notes, objects, other, approved);
  }

  /// An embedder, or why there is none.
  ///
  /// @param why empty where there is one
  public record Embedding(Optional<Embedder> embedder, String why) {}

  /// The embedder; one that can not be had is none.
  public Embedding embedding() {
    try {
      var made = embedder.get();
      return new Embedding(made, made.isPresent() ? "" : "no embedder is configured");
    } catch (ModelException e) {
      return new Embedding(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}
