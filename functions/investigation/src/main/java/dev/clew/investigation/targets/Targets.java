package dev.clew.investigation.targets;

import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.skills.Card;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The targets among a tenant's objects: each folder below `traces/` is an application, each below
/// `inferences/` a predictor; anything else is one target, and what its files are called tells
/// which kind.
///
/// @param all by kind and name
public record Targets(List<Target> all) {
  private static final Pattern TABLE = Pattern.compile("(?i).*\\.(csv|tsv|parquet)(\\.(gz|zst))?");
  private static final Pattern NO_DATA =
      Pattern.compile("(?i)(.*/)?(readme|notice|license|licence)(\\.[a-z]+)?|.*\\.(md|txt|html)");

  public Targets {
    all = List.copyOf(all);
  }

  /// What there is in a store.
  ///
  /// @param bareName what to call the one target of a store that has neither `traces/` nor
  ///   `inferences/`
  /// @throws dev.clew.evidence.ClewException when the store can not be listed
  public static Targets in(ObjectStore store, String bareName) {
    List<StoredObject> objects;
    try {
      objects =
          store.list("").stream()
              .filter(object -> !NO_DATA.matcher(object.key()).matches())
              .toList();
    } catch (IOException e) {
      throw Reading.failed(store.describe(), e);
    }
    var targets = new ArrayList<Target>();
    targets.addAll(below("inferences", Card.Reads.PREDICTOR, objects));
    targets.addAll(below("traces", Card.Reads.APPLICATION, objects));
    if (targets.isEmpty() && !objects.isEmpty()) {
      targets.add(bare(objects, bareName));
    }
    return new Targets(targets);
  }

  private static List<Target> below(String folder, Card.Reads reads, List<StoredObject> objects) {
    var names = new TreeMap<String, List<StoredObject>>();
    for (var object : objects) {
      if (object.key().startsWith(folder + "/")) {
        var rest = object.key().substring(folder.length() + 1);
        int slash = rest.indexOf('/');
        // A file right in the folder belongs to a target of the folder's own name.
        names
            .computeIfAbsent(slash < 0 ? "" : rest.substring(0, slash), _ -> new ArrayList<>())
            .add(object);
      }
    }
    var targets = new ArrayList<Target>();
    names.forEach((name, own) ->
        targets.add(
            name.isEmpty()
                ? new Target(folder, reads, folder, own, "files that lie right in " + folder + "/")
                : new Target(name, reads, folder + "/" + name, own, "")));
    return targets;
  }

  private static Target bare(List<StoredObject> objects, String name) {
    boolean schema = objects.stream().anyMatch(object -> object.key().equals("schema.json"));
    long tables = objects.stream().filter(object -> TABLE.matcher(object.key()).matches()).count();
    boolean predictor = schema || 2 * tables > objects.size();
    return new Target(
        name,
        predictor ? Card.Reads.PREDICTOR : Card.Reads.APPLICATION,
        "",
        objects,
        schema
            ? "one predictor, as there is a schema.json"
            : predictor
                ? "one predictor, as most files are tables"
                : "one application, as most files are no tables");
  }

  /// The target of a name.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER that names the nearest
  public Target require(String name) {
    return all.stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Problem(
                    Problem.Kind.USER,
                    "there is no target '" + name + "'",
                    "",
                    Nearest.remedy(name, all.stream().map(Target::name).toList()))
                .asException());
  }

  /// As [#require], of a kind.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER when it is of the other kind
  public Target require(String name, Card card) {
    var target = require(name);
    if (target.reads() != card.reads()) {
      throw new Problem(
              Problem.Kind.USER,
              card.name()
                  + " reads "
                  + words(card.reads())
                  + ", and '"
                  + name
                  + "' is "
                  + words(target.reads()),
              "",
              remedy(card.reads()))
          .asException();
    }
    return target;
  }

  private String remedy(Card.Reads reads) {
    var fitting = all.stream().filter(target -> target.reads() == reads).map(Target::name).toList();
    return fitting.isEmpty()
        ? "there is none in this data"
        : "those are: " + String.join(", ", fitting);
  }

  private static String words(Card.Reads reads) {
    return (reads == Card.Reads.PREDICTOR ? "a " : "an ") + reads.name().toLowerCase(Locale.ROOT);
  }
}
