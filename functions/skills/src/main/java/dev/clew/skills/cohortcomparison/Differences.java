package dev.clew.skills.cohortcomparison;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.applications.Contrast;
import dev.clew.skills.applications.Difference;
import dev.clew.skills.applications.Feature;
import dev.clew.skills.applications.Telling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/// What tells the cohorts apart: the surest differences first, those of nearly the same units
/// together, and what was settled before the runs began apart from what came about in them.
final class Differences {
  /// Clusters told in words; further ones stand in the facts and the chart.
  private static final int TOLD = 6;

  private static final int WORDS = 2;
  private static final int NEAREST = 3;

  /// Others of a cluster that are named.
  private static final int ALONG = 3;

  /// An effect within groups below this share of the whole effect comes with the group.
  private static final double KEPT = 0.5;

  private final Case found;
  private final Set<String> written = new HashSet<>();

  private Differences(Case found) {
    this.found = found;
  }

  static void write(Case found) {
    new Differences(found).write();
  }

  private void write() {
    var contrast = found.contrast();
    found
        .book()
        .computing(
            contrast.grouping().isPresent()
                ? "differences of shares and Cliff's delta; permutation of whole groups of "
                    + contrast.grouping().get().by()
                    + "; q values after Benjamini and Hochberg over all looks; intervals by a"
                    + " bootstrap over groups"
                : "differences of shares (Fisher's exact test, Newcombe's interval) and Cliff's"
                    + " delta (Mann and Whitney's test, DeLong's interval); q values after"
                    + " Benjamini and Hochberg over all looks",
            found.compared().spanCount());
    var clusters = contrast.told();
    found.book().fact("differences.total", told(clusters), Unit.of("differences"));
    var groups = found.book().fact("differences.clusters", clusters.size(), Unit.of("clusters"));
    var perhaps = contrast.perhapsGroups();
    found.book().fact("differences.perhaps_groups", told(perhaps), Unit.of("differences"));
    if (clusters.isEmpty() && perhaps.isEmpty()) {
      nothing();
      return;
    }
    if (!perhaps.isEmpty()) {
      perhapsGroups(perhaps, clusters.isEmpty());
    }
    var before = of(clusters, Feature.Moment.BEFORE);
    var during = of(clusters, Feature.Moment.DURING);
    if (!during.isEmpty()) {
      tell(title("What differs in"), during, groups, false);
    }
    if (!before.isEmpty()) {
      tell(title("What differed before"), before, groups, true);
    }
  }

  private String title(String words) {
    return words + (found.pair().ofCalls() ? " the calls" : " the runs");
  }

  private static int told(List<Contrast.Cluster> clusters) {
    return clusters.stream().mapToInt(cluster -> 1 + cluster.others().size()).sum();
  }

  private static List<Contrast.Cluster> of(List<Contrast.Cluster> clusters, Feature.Moment moment) {
    return clusters.stream()
        .filter(cluster -> cluster.lead().feature().moment() == moment)
        .toList();
  }

  private void tell(String title, List<Contrast.Cluster> clusters, String groups, boolean before) {
    var said = Statement.EMPTY;
    boolean surest = false;
    boolean ownAccord = false;
    var first = first(clusters);
    for (var cluster : first) {
      said = said.then(said(cluster.lead())).then(along(cluster));
      surest |= cluster.lead().q() <= 0.01;
      ownAccord |= !comesWithGroup(cluster.lead());
    }
    clusters.stream()
        .map(Contrast.Cluster::lead)
        .filter(lead -> !written.contains(lead.feature().phrase()))
        .forEach(this::facts);
    if (clusters.size() > TOLD) {
      said = said.then("{} in all stand in the facts.", groups);
    }
    said =
        said.then(
            before
                ? "This was settled beforehand, so it may lie behind the rest."
                : "What goes together need not be cause and effect.");
    found
        .book()
        .finding(
            title,
            Severity.MEDIUM,
            Math.min(!ownAccord ? 0.5 : surest ? 0.9 : 0.7, found.counted()),
            said.text(),
            said.factIds(),
            evidence(clusters));
  }

  /// Those that are told in words: the surest, but few of the user's words, which are many.
  private static List<Contrast.Cluster> first(List<Contrast.Cluster> clusters) {
    var first = new ArrayList<Contrast.Cluster>();
    int words = 0;
    for (var cluster : clusters) {
      boolean word = cluster.lead().feature().family() == Feature.Family.WORDS;
      words += word ? 1 : 0;
      if (first.size() < TOLD && (!word || words <= WORDS)) {
        first.add(cluster);
      }
    }
    return first;
  }

  /// Whether most of a difference vanishes among units of one group.
  private boolean comesWithGroup(Difference one) {
    var within = found.contrast().within(one);
    return within.isPresent()
        && within.getAsDouble() * Math.signum(one.effect()) < KEPT * Math.abs(one.effect());
  }

  /// Differences that are large, and would be beyond chance if units stood alone.
  private void perhapsGroups(List<Contrast.Cluster> clusters, boolean alone) {
    var by = found.book().fact("differences.groups_by", found.grouping().orElseThrow().by());
    var units = found.pair().ofCalls() ? "calls" : "runs";
    var sentences = Statement.EMPTY;
    var telling = new Telling();
    int named = Math.min(alone ? 2 : 1, clusters.size());
    for (int i = 0; i < Math.min(TOLD, clusters.size()); i++) {
      var lead = clusters.get(i).lead();
      var ids = facts(lead);
      if (i < named) {
        telling.say(i == 0 ? "" : " and ").put(ids.phrase());
      }
      sentences = sentences.then(said(lead, ids)).then(along(clusters.get(i)));
    }
    telling.say(named == 1 ? " tells " : " tell ");
    found.name(telling, true).say(" from ");
    found
        .name(telling, false)
        .say(" only as long as each counts alone; with " + units + " of the same ")
        .put(by)
        .say(" taken together it is not beyond chance, so it may be the ")
        .put(by)
        .say(" rather than how it went.");
    var said = telling.done().then(sentences);
    for (var cluster : clusters.subList(Math.min(TOLD, clusters.size()), clusters.size())) {
      facts(cluster.lead());
    }
    found
        .book()
        .finding(
            "Differences that may belong to the groups",
            Severity.LOW,
            Math.min(0.5, found.counted()),
            said.text(),
            said.factIds(),
            evidence(clusters));
  }

  private void nothing() {
    var looks =
        found.book().fact("looks.without_difference", found.contrast().looks(), Overview.LOOKS);
    var telling = new Telling().say("After ").put(looks).say(" nothing tells ");
    found.name(telling, true).say(" from ");
    found.name(telling, false).say(" beyond chance.");
    var said = telling.done();
    var nearest =
        found.contrast().all().stream().filter(Difference::isNotable).limit(NEAREST).toList();
    if (!nearest.isEmpty()) {
      said = said.then("Nearest to a difference, and maybe chance:");
      for (var one : nearest) {
        said = said.then(said(one));
      }
    }
    found
        .book()
        .finding(
            "No difference beyond chance",
            Severity.INFO,
            Math.min(0.6, found.counted()),
            said.text(),
            said.factIds(),
            nearest.isEmpty()
                ? List.of()
                : evidence(
                    nearest.stream().map(one -> new Contrast.Cluster(one, List.of())).toList()));
  }

  /// Facts of one difference, by their roles.
  private record Ids(
      String phrase,
      String first,
      String second,
      String effect,
      String q,
      String loneQ,
      Optional<String> within) {}

  private Ids facts(Difference one) {
    var book = found.book();
    var phrase = one.feature().phrase();
    written.add(phrase);
    Unit unit =
        switch (one.feature()) {
          case Feature.Trait _ -> Unit.SHARE;
          case Feature.Measure measure -> measure.unit();
        };
    var name = book.fact(name("difference", phrase), Label.shown(phrase));
    var first = book.fact(name("difference.first", phrase), one.first(), unit);
    var second = book.fact(name("difference.second", phrase), one.second(), unit);
    book.fact(name("difference.first.units", phrase), one.firstHaving(), found.unit());
    book.fact(name("difference.second.units", phrase), one.secondHaving(), found.unit());
    var effectUnit = one.isShare() ? Unit.POINTS : Unit.NONE;
    var interval = found.contrast().interval(one);
    var effectName = name(one.isShare() ? "difference.points" : "difference.cliffs_delta", phrase);
    var effect =
        interval.isPresent()
            ? book.fact(
                effectName,
                one.effect(),
                Math.min(one.effect(), interval.get().low()),
                Math.max(one.effect(), interval.get().high()),
                effectUnit)
            : book.fact(effectName, one.effect(), effectUnit);
    if (one.isShare()) {
      var odds = found.contrast().oddsRatio(one);
      if (found.grouping().isPresent()) {
        book.fact(name("difference.odds_ratio", phrase), odds.value(), Unit.NONE);
      } else {
        book.fact(
            name("difference.odds_ratio", phrase),
            odds.value(),
            odds.interval().low(),
            odds.interval().high(),
            Unit.NONE);
      }
    }
    book.fact(name("difference.p", phrase), one.p(), Unit.NONE);
    if (found.grouping().isPresent()) {
      book.fact(name("difference.p.one_by_one", phrase), one.loneP(), Unit.NONE);
    }
    var q = book.fact(name("difference.q", phrase), one.q(), Unit.NONE);
    var lone =
        found.grouping().isPresent()
            ? book.fact(name("difference.q.one_by_one", phrase), one.loneQ(), Unit.NONE)
            : q;
    OptionalDouble within = found.contrast().within(one);
    var inGroup =
        within.isPresent()
            ? Optional.of(
                book.fact(
                    name("difference.within_group", phrase), within.getAsDouble(), effectUnit))
            : Optional.<String>empty();
    return new Ids(name, first, second, effect, q, lone, inGroup);
  }

  private static String name(String fact, String phrase) {
    return Label.of(fact, "of", phrase);
  }

  private Statement said(Difference one) {
    return said(one, facts(one));
  }

  private Statement said(Difference one, Ids ids) {
    var telling = new Telling();
    switch (one.feature()) {
      case Feature.Trait _ -> {
        telling.put(ids.phrase()).say(": ").put(ids.first()).say(" of ");
        found.name(telling, true).say(" and ").put(ids.second()).say(" of ");
        found.name(telling, false).say(", ").put(ids.effect());
      }
      case Feature.Measure _ -> {
        telling.put(ids.phrase()).say(": ").put(ids.first()).say(" in the median of ");
        found.name(telling, true).say(" and ").put(ids.second()).say(" of ");
        found.name(telling, false).say(" (Cliff's delta ").put(ids.effect()).say(")");
      }
    }
    if (one.mayBeGroups()) {
      telling.say("; q one by one ").put(ids.loneQ()).say(", with groups ").put(ids.q());
    } else {
      telling.say("; q ").put(ids.q());
    }
    if (ids.within().isPresent()) {
      telling
          .say(
              comesWithGroup(one)
                  ? "; within the same group little is left: "
                  : "; within the same group: ")
          .put(ids.within().get());
    }
    return telling.say(".").done();
  }

  private Statement along(Contrast.Cluster cluster) {
    var names = new ArrayList<String>();
    cluster.others().stream()
        .map(Difference::feature)
        .map(Feature::phrase)
        .limit(ALONG)
        .forEach(names::add);
    if (cluster.lead().feature() instanceof Feature.Trait trait) {
      trait.same().stream().limit(ALONG).forEach(names::add);
    }
    cluster.others().stream()
        .filter(one -> !written.contains(one.feature().phrase()))
        .forEach(this::facts);
    if (names.isEmpty()) {
      return Statement.EMPTY;
    }
    var telling = new Telling().say("It goes with ");
    var phrase = cluster.lead().feature().phrase();
    for (int i = 0; i < names.size(); i++) {
      telling
          .say(i == 0 ? "" : i == names.size() - 1 ? " and " : ", ")
          .put(
              found
                  .book()
                  .fact(
                      name("difference.along", phrase + " / " + names.get(i)),
                      Label.shown(names.get(i))));
    }
    return telling.say(".").done();
  }

  private List<String> evidence(List<Contrast.Cluster> clusters) {
    var shares = clusters.stream().map(Contrast.Cluster::lead).filter(Difference::isShare).toList();
    var numbers =
        clusters.stream().map(Contrast.Cluster::lead).filter(one -> !one.isShare()).toList();
    var evidence = new ArrayList<String>();
    if (!shares.isEmpty()) {
      evidence.add(shareChart(shares));
    }
    if (!numbers.isEmpty()) {
      evidence.add(deltaChart(numbers));
    }
    for (var one : shares.subList(0, Math.min(NEAREST, shares.size()))) {
      if (one.feature() instanceof Feature.Trait trait) {
        var having = Arrays.stream(trait.places()).filter(i -> found.first()[i]).boxed().toList();
        var without =
            IntStream.range(0, found.first().length)
                .filter(i -> !found.first()[i])
                .filter(i -> Arrays.binarySearch(trait.places(), i) < 0)
                .boxed()
                .toList();
        boolean more = one.effect() > 0;
        var shown = more ? having : without;
        if (!shown.isEmpty()) {
          evidence.add(
              found
                  .book()
                  .spans(
                      (more ? "Of the first cohort, with: " : "Of the second cohort, without: ")
                          + Label.shown(one.feature().phrase()),
                      found.refs(shown),
                      "Read one of these beside one of the other cohort."));
        }
      }
    }
    return evidence;
  }

  private String side(boolean ofFirst) {
    var noun = ofFirst ? found.pair().firstNoun() : found.pair().secondNoun();
    return noun.words().replace("{}", Label.shown(noun.value().orElse("")));
  }

  private String shareChart(List<Difference> shares) {
    var points = new ArrayList<Chart.Point>();
    for (var one : shares.subList(0, Math.min(found.top(), shares.size()))) {
      var label = Label.shown(one.feature().phrase());
      points.add(Chart.Point.of(side(true), label, one.first()));
      points.add(Chart.Point.of(side(false), label, one.second()));
    }
    return found
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "Share of each cohort that has a feature",
                new Chart.Axis("feature", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("share", Chart.Scale.NUMBER, Unit.SHARE),
                points,
                List.of()),
            "Two bars of one feature far apart tell the cohorts from each other.");
  }

  private String deltaChart(List<Difference> numbers) {
    var points = new ArrayList<Chart.Point>();
    for (var one : numbers.subList(0, Math.min(found.top(), numbers.size()))) {
      var label = Label.shown(one.feature().phrase());
      var interval = found.contrast().interval(one);
      points.add(
          interval.isPresent()
              ? Chart.Point.of(
                  "",
                  label,
                  one.effect(),
                  Math.min(one.effect(), interval.get().low()),
                  Math.max(one.effect(), interval.get().high()))
              : Chart.Point.of("", label, one.effect()));
    }
    return found
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "How far the first cohort lies above the second",
                new Chart.Axis("number", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("Cliff's delta", Chart.Scale.NUMBER, Unit.NONE),
                points,
                List.of()),
            "To the right the first cohort has more, to the left fewer; a bar to either end means"
                + " that the cohorts do not overlap.");
  }
}
