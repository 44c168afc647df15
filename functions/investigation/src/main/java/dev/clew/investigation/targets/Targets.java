package dev.clew.investigation.targets;

import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.skills.Card;
import dev.clew.traces.documents.DocumentReader;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import dev.clew.traces.targets.Unrecognised;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The targets among a tenant's objects, and the skills that can look at each.
///
/// @param all applications first, each kind by name
/// @param documentation the tenant's pages, which are no target of the data
/// @param nothing where there is no target: what was seen instead, and what to do
public record Targets(List<Target> all, Target documentation, Optional<Problem> nothing) {
  private static final int NAMED = 5;

  private static final String REMEDY =
      "Name a folder, file or bucket that holds an application's traces (OTLP as JSON or protobuf, Langfuse exports,"
          + " chat transcripts as JSON) or a predictor's rows (CSV, JSON lines, Parquet), plain or packed by gzip or"
          + " zstd";

  public Targets {
    all = List.copyOf(all);
  }

  /// What there is in a store.
  ///
  /// @param scratch a folder for what has to lie on disk to be looked into
  /// @throws dev.clew.evidence.ClewException when the store can not be listed
  public static Targets in(ObjectStore store, Path scratch) {
    try {
      var objects = new HashMap<String, StoredObject>();
      var listed = store.list("");
      listed.forEach(object -> objects.put(object.key(), object));
      var targets = new ArrayList<Target>();
      for (var found : dev.clew.traces.targets.Targets.discover(store, scratch)) {
        targets.add(
            new Target(
                found.name(),
                switch (found.kind()) {
                  case APPLICATION -> Card.Reads.APPLICATION;
                  case PREDICTOR -> Card.Reads.PREDICTOR;
                },
                found.folder(),
                found.keys().stream()
                    // An object may come to be between the two looks.
                    .filter(objects::containsKey)
                    .map(objects::get)
                    .toList(),
                found.recognised()));
      }
      return new Targets(
          targets,
          new Target(
              TargetNames.DOCUMENTATION.name(),
              Card.Reads.DOCUMENTATION,
              "",
              DocumentReader.pages(listed),
              ""),
          targets.isEmpty() ? Optional.of(nothing(store, listed, scratch)) : Optional.empty());
    } catch (IOException e) {
      throw Reading.failed(store.describe(), e);
    }
  }

  private static Problem nothing(ObjectStore store, List<StoredObject> listed, Path scratch) {
    var keys = listed.stream().map(StoredObject::key).toList();
    return new Problem(
        Problem.Kind.USER,
        keys.isEmpty()
            ? "there is no file in it, so there is nothing to look at"
            : (keys.size() == 1
                    ? "the only file in it"
                    : "none of the " + keys.size() + " files in it")
                + " holds "
                + (keys.size() == 1 ? "neither traces nor rows: " : "traces or rows: ")
                + Unrecognised.words(Unrecognised.of(store, keys, scratch, NAMED), keys.size()),
        store.describe(),
        REMEDY);
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
    if (card.reads(Card.Reads.DOCUMENTATION)) {
      return documentation;
    }
    var target = require(name);
    if (!card.reads(target.reads())) {
      throw new Problem(
              Problem.Kind.USER,
              card.name()
                  + " reads "
                  + words(card.readsWords())
                  + ", and '"
                  + name
                  + "' is "
                  + words(target.reads().name().toLowerCase(Locale.ROOT)),
              "",
              remedy(card))
          .asException();
    }
    return target;
  }

  /// What a target is called now that was named after the folder it lies in, when no target is
  /// called as it was: the only one of its kind, which is named so too.
  public Optional<String> renamed(String name, Card card) {
    if (card.reads(Card.Reads.DOCUMENTATION)
        || all.stream().anyMatch(target -> target.name().equals(name))) {
      return Optional.empty();
    }
    var fitting = all.stream().filter(target -> card.reads(target.reads())).toList();
    return fitting.size() == 1 && fitting.getFirst().folder().isEmpty()
        ? Optional.of(fitting.getFirst().name())
        : Optional.empty();
  }

  private String remedy(Card card) {
    var fitting =
        all.stream().filter(target -> card.reads(target.reads())).map(Target::name).toList();
    return fitting.isEmpty()
        ? "there is none in this data"
        : "those are: " + String.join(", ", fitting);
  }

  private static String words(String kinds) {
    return (kinds.startsWith("a") ? "an " : "a ") + kinds;
  }
}
