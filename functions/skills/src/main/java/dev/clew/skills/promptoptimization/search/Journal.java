package dev.clew.skills.promptoptimization.search;

import dev.clew.models.Reply;
import java.util.Optional;

/// Keeps what a model answered, so that a search that was broken off goes on without asking again.
public interface Journal {
  /// Keeps nothing.
  Journal NONE =
      new Journal() {
        @Override
        public Optional<Reply> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, Reply reply) {}
      };

  /// The answer that was kept.
  ///
  /// @param key says what was asked, and how often before
  Optional<Reply> find(String key);

  void keep(String key, Reply reply);
}
