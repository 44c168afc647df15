package dev.clew.investigation;

import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The skills there are and what routes to them. Cards are read once, when they are first asked
/// for, and the examples of each set of skills that somebody may use are learned from once: that
/// takes longer than many an answer. Several threads may use one.
public final class Skillset {
  private final Supplier<Catalogue> catalogue;
  private final Supplier<Playbook> playbook = once(Playbook::load);
  private final Map<List<String>, Router> routers = new ConcurrentHashMap<>();

  /// With the cards that were built in.
  public Skillset() {
    this.catalogue = once(Catalogue::load);
  }

  /// With cards of the user's own among them.
  public Skillset(PromptFiles prompts) {
    this.catalogue = once(() -> Catalogue.load(prompts));
  }

  /// All skills.
  public Catalogue all() {
    return catalogue.get();
  }

  /// Those that may be used.
  ///
  /// @param allowed whether a skill may be used, by its id
  public Catalogue only(Predicate<String> allowed) {
    return all().only(allowed);
  }

  /// Routes to the skills of a catalogue that came from here.
  public Router router(Catalogue some) {
    return routers.computeIfAbsent(some.ids(), _ -> new Router(some, playbook()));
  }

  public Playbook playbook() {
    return playbook.get();
  }

  private static <T> Supplier<T> once(Supplier<T> made) {
    return new Supplier<>() {
      private @Nullable T kept;

      @Override
      public synchronized T get() {
        var value = kept;
        if (value == null) {
          value = made.get();
          kept = value;
        }
        return value;
      }
    };
  }
}
