package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Categories that the baseline never held, more rows of them than new rows bring by chance.
final class UnseenCategories implements Check {
  /// One row in two hundred: what the model sees for the first time can move a metric by as much.
  static final double SHARE = 0.005;

  /// A column where most values are new in any window holds names or texts, not categories.
  static final double OPEN = 0.1;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.categories()) {
      var role = table.role(column.name());
      if (role == Role.ID || role == Role.TIMESTAMP || role == Role.ACTUAL) {
        continue;
      }
      var before = table.categoriesBefore(column.name());
      if (before.isEmpty()) {
        continue;
      }
      var then = Texts.of(before.get());
      var now = Texts.of(column);
      long once = 0;
      for (long count : then.counts()) {
        once += count == 1 ? 1 : 0;
      }
      // Good and Turing: the share of rows whose category was never seen is about the share of
      // categories seen once (doi:10.1093/biomet/40.3-4.237).
      double expected = (double) once / Math.max(1, then.present());
      if (expected > OPEN) {
        continue;
      }
      var known = new HashSet<>(then.values());
      var marked = new boolean[now.values().size()];
      int unseen = 0;
      int most = -1;
      for (int i = 0; i < marked.length; i++) {
        if (!known.contains(now.values().get(i))) {
          marked[i] = true;
          unseen++;
          if (most < 0 || now.counts()[i] > now.counts()[most]) {
            most = i;
          }
        }
      }
      if (unseen == 0) {
        continue;
      }
      var found = now.where(marked);
      double share = (double) found.count() / Math.max(1, now.present());
      double chance = expected * now.present();
      if (share < SHARE
          || found.count() < 3
          || found.count() < chance + 4 * Math.sqrt(chance) + 3) {
        continue;
      }
      issues.add(
          new Issue.Draft("unseen", column.name())
              .with("share", Issue.Value.share(share))
              .with(
                  "categories", Issue.Value.count(unseen, unseen == 1 ? "category" : "categories"))
              .with("commonest", Issue.Value.text(now.values().get(most)))
              .with("commonest_rows", Issue.Value.rows(now.counts()[most]))
              .says(
                  column.name() + ": categories never seen before",
                  "{affected} of {subject} ({share}) [holds|hold] {categories} that the baseline does not"
                      + " know, most often '{commonest}' ({commonest_rows}).",
                  found,
                  role == Role.FEATURE && share >= 0.05 ? Severity.HIGH : role.severity(share),
                  0.9));
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.hasBaseline() ? table.categories().size() : 0;
  }
}
