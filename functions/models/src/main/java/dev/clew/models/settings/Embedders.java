package dev.clew.models.settings;

import dev.clew.models.Embedder;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one embedder of a process, made when it is first needed: who embeds nothing loads no native
/// code.
public final class Embedders {
  private final Supplier<EmbedderSettings> settings;
  private final int threads;
  private @Nullable Embedder made;

  /// @param threads for embedding in this process
  public Embedders(EmbedderSettings settings, int threads) {
    this(() -> settings, threads);
  }

  /// @param settings asked for when the embedder is first needed, so that a key need not be there
  ///   before
  public Embedders(Supplier<EmbedderSettings> settings, int threads) {
    this.settings = settings;
    this.threads = threads;
  }

  /// The embedder; empty where there is to be none.
  ///
  /// @throws dev.clew.models.ModelException when it can not be had; asked again, it is tried again
  public synchronized Optional<Embedder> get() {
    if (made == null) {
      made = settings.get().open(threads).orElse(null);
    }
    return Optional.ofNullable(made);
  }
}
