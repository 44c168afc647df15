package dev.clew.traces.targets;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.traces.rows.PredictorReader;
import dev.clew.traces.rows.SchemaFile;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.Keys;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import dev.clew.traces.targets.Target.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds what there is to ask about.
///
/// A tenant's root holds `traces/<application>/..` and `inferences/<predictor>/..`. Any other
/// folder, or a single file, is one application or one predictor, or one of each where it holds
/// both; each `schema.json` makes a predictor of the folder it lies in.
public final class Targets {
  private static final String TRACES = "traces";
  private static final String INFERENCES = "inferences";

  /// The user's evaluators and their labels: no data of an application.
  private static final String EVALUATORS = "evaluators";

  /// Folders that cut data by time rather than by application: `year=2026`, `2026`, `2026-11-01`.
  private static final Pattern PARTITION =
      Pattern.compile("(?:year|month|day|hour|minute|date|dt)=.*|\\d{4}(?:-\\d{2}(?:-\\d{2})?)?");

  /// Files of one folder and ending that are looked into before they are taken to be alike.
  private static final int SAMPLE = 20;

  /// Fewer files than this are all looked into when the sample is of two minds.
  private static final int LOOK_INTO_ALL = 500;

  private final ObjectStore store;
  private final PredictorReader reader;

  private Targets(ObjectStore store, Path scratch) {
    this.store = store;
    this.reader = PredictorReader.of(scratch);
  }

  /// All targets, applications first, each kind by name. Empty where there is nothing of either
  /// kind.
  ///
  /// @param scratch a folder for copies of objects that have to lie on disk to be looked into
  /// @throws IOException when the store can not be listed
  public static List<Target> discover(ObjectStore store, Path scratch) throws IOException {
    var finder = new Targets(store, scratch);
    var traces = keys(store.list(TRACES));
    var inferences = keys(store.list(INFERENCES));
    var found =
        traces.isEmpty() && inferences.isEmpty()
            ? finder.bare(
                keys(store.list("")).stream().filter(key -> !Keys.below(EVALUATORS, key)).toList())
            : finder.tenant(traces, inferences);
    return found.stream()
        .sorted(Comparator.comparing(Target::kind).thenComparing(Target::name))
        .toList();
  }

  /// The target of a name, and of a kind if one is wanted.
  ///
  /// @throws ClewException naming the nearest and the others, when there is none
  public static Target find(Collection<Target> targets, String name, Optional<Kind> kind) {
    var fitting =
        targets.stream().filter(target -> kind.isEmpty() || target.kind() == kind.get()).toList();
    return fitting.stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .or(() ->
            fitting.stream().filter(target -> target.name().equalsIgnoreCase(name)).findFirst())
        .orElseThrow(() -> unknown(fitting, name, kind));
  }

  private static ClewException unknown(List<Target> targets, String name, Optional<Kind> kind) {
    var what = kind.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("target");
    var names = targets.stream().map(Target::name).distinct().toList();
    var nearest = Nearest.to(name, names);
    var list = names.isEmpty() ? "there is none here" : "there are " + String.join(", ", names);
    return new Problem(
            Problem.Kind.USER,
            "there is no " + what + " '" + name + "'",
            "",
            nearest.map(near -> "did you mean '" + near + "'? ").orElse("") + list)
        .asException();
  }

  private static List<String> keys(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::key).toList();
  }

  private List<Target> tenant(List<String> traces, List<String> inferences) {
    var targets = new ArrayList<Target>();
    targets.addAll(folders(TRACES, traces, Kind.APPLICATION));
    targets.addAll(folders(INFERENCES, inferences, Kind.PREDICTOR));
    return targets;
  }

  /// A target a folder; objects that lie in none of their own are one target together.
  private static List<Target> folders(String root, List<String> keys, Kind kind) {
    var byFolder = new TreeMap<String, List<String>>();
    for (var key : keys) {
      var rest = key.substring(root.length() + 1);
      int slash = rest.indexOf('/');
      var own = slash < 0 || PARTITION.matcher(rest.substring(0, slash)).matches();
      byFolder
          .computeIfAbsent(own ? "" : rest.substring(0, slash), _ -> new ArrayList<>())
          .add(key);
    }
    var targets = new ArrayList<Target>();
    byFolder.forEach((name, own) -> {
      var folder = name.isEmpty() ? root : Keys.join(root, name);
      targets.add(
          new Target(name.isEmpty() ? root : name, kind, folder, own, "by its folder " + folder));
    });
    return targets;
  }

  private List<Target> bare(List<String> keys) throws IOException {
    var targets = new ArrayList<Target>();
    var left = new ArrayList<>(keys);
    for (var key : keys) {
      if (Keys.name(key).equals(SchemaFile.NAME)) {
        targets.add(withSchema(key, left));
      }
    }
    var kinds = kinds(left);
    var tables = of(kinds, ObjectKind.TABLE);
    var traces = of(kinds, ObjectKind.TRACES);
    var others = of(kinds, ObjectKind.OTHER);
    boolean predictor = targets.isEmpty() && !tables.isEmpty() && !onlyAside(tables, traces);
    var name = name(store.describe());
    if (!traces.isEmpty()) {
      var own = new LinkedHashSet<>(traces);
      own.addAll(others);
      if (!predictor) {
        own.addAll(tables);
      }
      targets.add(
          new Target(
              predictor ? name + "-traces" : name,
              Kind.APPLICATION,
              "",
              own.stream().sorted().toList(),
              seen(traces.size(), "file of traces", "files of traces")
                  + (predictor ? ", beside tables" : "")));
    }
    if (predictor) {
      var own = new LinkedHashSet<>(tables);
      if (traces.isEmpty()) {
        own.addAll(others);
      }
      targets.add(
          new Target(
              traces.isEmpty() ? name : name + "-rows",
              Kind.PREDICTOR,
              "",
              own.stream().sorted().toList(),
              seen(tables.size(), "table", "tables")
                  + (traces.isEmpty() ? "" : ", beside traces")));
    }
    return targets;
  }

  /// JSON tables beside traces are their labels, settings and the like; CSV and Parquet are logs.
  private static boolean onlyAside(List<String> tables, List<String> traces) {
    return !traces.isEmpty() && tables.stream().allMatch(key -> ending(key).startsWith("json"));
  }

  private static String seen(int count, String one, String many) {
    return "by " + count + " " + (count == 1 ? one : many);
  }

  private Target withSchema(String key, List<String> left) throws IOException {
    int slash = key.lastIndexOf('/');
    var folder = slash < 0 ? "" : key.substring(0, slash);
    var own = left.stream().filter(one -> Keys.below(folder, one)).toList();
    left.removeAll(own);
    var fallback = folder.isEmpty() ? name(store.describe()) : Keys.name(folder);
    return new Target(stated(key).orElse(fallback), Kind.PREDICTOR, folder, own, "by its " + key);
  }

  /// The predictor's name, where the schema can be read and states one; what is wrong with it is
  /// for the reader to say.
  private Optional<String> stated(String key) throws IOException {
    try (var bytes = Bytes.open(store, key, new Limits(1 << 20, 500))) {
      return SchemaFile.parse(bytes.stream().readAllBytes(), key).predictor();
    } catch (IOException | ClewException e) {
      return Optional.empty();
    }
  }

  /// The kind of each object: files in one folder with one ending are alike unless a sample shows
  /// otherwise.
  private Map<String, ObjectKind> kinds(List<String> keys) {
    var groups = new LinkedHashMap<String, List<String>>();
    for (var key : keys) {
      int slash = key.lastIndexOf('/');
      var group = key.substring(0, slash + 1) + "*." + ending(key);
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(key);
    }
    var kinds = new TreeMap<String, ObjectKind>();
    for (var group : groups.values()) {
      int step = Math.max(1, group.size() / SAMPLE);
      for (int i = 0; i < group.size(); i += step) {
        kinds.put(group.get(i), ObjectKind.of(store, group.get(i), reader));
      }
      var seen = group.stream().filter(kinds::containsKey).map(kinds::get).distinct().toList();
      boolean all = seen.size() > 1 && group.size() <= LOOK_INTO_ALL;
      var most = most(group, kinds);
      for (var key : group) {
        if (!kinds.containsKey(key)) {
          kinds.put(key, all ? ObjectKind.of(store, key, reader) : most);
        }
      }
    }
    return kinds;
  }

  private static ObjectKind most(List<String> group, Map<String, ObjectKind> kinds) {
    var most = ObjectKind.OTHER;
    long best = 0;
    for (var kind : ObjectKind.values()) {
      long count = group.stream().filter(key -> kinds.get(key) == kind).count();
      if (count > best) {
        most = kind;
        best = count;
      }
    }
    return most;
  }

  private static List<String> of(Map<String, ObjectKind> kinds, ObjectKind kind) {
    return kinds.entrySet().stream()
        .filter(entry -> entry.getValue() == kind)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// A file's ending, compression aside: `csv` of `a.csv.gz`.
  private static String ending(String key) {
    var name = Keys.name(key).toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst|zstd)$", "");
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The last part of where a store is, without an ending: `shop` of `s3://logs/shop`, `a` of
  /// `/x/a.csv.gz`.
  private static String name(String place) {
    var last = place.replaceAll("[/\\\\]+$", "").replaceAll("^.*[/\\\\]", "");
    var bare =
        last.replaceAll("\\.(gz|zst|zstd)$", "")
            .replaceAll("(?i)\\.(csv|tsv|jsonl?|ndjson|parquet|binpb|pb|txt)$", "");
    return bare.isEmpty() ? "data" : bare;
  }
}
