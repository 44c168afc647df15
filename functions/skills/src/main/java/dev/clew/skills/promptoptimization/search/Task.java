package dev.clew.skills.promptoptimization.search;

import dev.clew.models.Call;
import dev.clew.models.Reply;
import java.util.List;
import java.util.Optional;

/// How an application asks its model with the texts that are to be improved, and what of the answer
/// is judged.
public interface Task {
  /// The texts as they are.
  Texts baseline();

  /// As the application asks.
  Call call(Texts texts, Example example);

  /// What of a reply is judged.
  String answer(Reply reply);

  /// What answers are judged by.
  Scoring scoring();

  /// Why texts can not stand in the place of the baseline; empty where they can.
  Optional<String> unusable(Texts texts);

  /// The texts with examples shown in them; empty where they can show none.
  Optional<Texts> showing(Texts texts, List<Example> examples);

  /// Whether it is tools' descriptions that are changed; else a prompt.
  boolean choosesTools();
}
