package dev.clew.skills;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which skills there are, and what their cards say.
///
/// The service file that `@AutoService(Skill.class)` writes is read as text and each skill's folder
/// as resources: no skill's class is loaded until [#skill] is called, so that who only chooses (the
/// router) needs no natives.
public final class Catalogue {
  private static final String SERVICES = "META-INF/services/dev.clew.skills.Skill";

  private final ClassLoader loader;
  private final Map<String, Entry> entries;

  private record Entry(Card card, RoutingExamples examples, String className) {}

  private Catalogue(ClassLoader loader, Map<String, Entry> entries) {
    this.loader = loader;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /// All skills that this loader sees.
  ///
  /// @throws ClewException when a card or routing file is absent or ill-formed
  public static Catalogue of(ClassLoader loader) {
    var entries = new TreeMap<String, Entry>();
    for (var className : classNames(loader)) {
      var folder = className.substring(0, className.lastIndexOf('.')).replace('.', '/') + "/";
      var card = CardFile.parse(folder + "SKILL.md", text(loader, folder + "SKILL.md"));
      var examples =
          RoutingExamples.parse(
              card.name(), folder + "routing.yaml", text(loader, folder + "routing.yaml"));
      var before = entries.put(card.name(), new Entry(card, examples, className));
      if (before != null) {
        throw YamlFields.wrong(
            folder + "SKILL.md",
            "'" + card.name() + "' is the name of " + before.className() + " too",
            "name one of them otherwise",
            null);
      }
    }
    return new Catalogue(loader, entries);
  }

  /// The catalogue of the loader that loaded this class.
  public static Catalogue load() {
    return of(Catalogue.class.getClassLoader());
  }

  /// All cards, by id.
  public List<Card> cards() {
    return entries.values().stream().map(Entry::card).toList();
  }

  /// All ids, sorted.
  public List<String> ids() {
    return List.copyOf(entries.keySet());
  }

  public Optional<Card> card(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::card);
  }

  /// The card of a skill that a user names.
  ///
  /// @throws ClewException of kind USER that names the nearest skill
  public Card require(String id) {
    return entry(id).card();
  }

  /// The questions that are this skill's and those that are not.
  ///
  /// @throws ClewException of kind USER when there is no such skill
  public RoutingExamples examples(String id) {
    return entry(id).examples();
  }

  /// The parameters of one run: checked against the card, defaults filled in.
  ///
  /// @throws ClewException of kind USER that names the parameter and what would fit
  public Parameters parameters(String id, Map<String, String> given) {
    return ParameterSchema.of(require(id)).complete(given);
  }

  /// The name of a skill's class, without loading it.
  ///
  /// @throws ClewException of kind USER when there is no such skill
  public String className(String id) {
    return entry(id).className();
  }

  /// The skill itself; loads its class.
  ///
  /// @throws ClewException of kind USER when there is no such skill
  /// @throws IllegalStateException when its class can not be made: it needs a public constructor
  ///   without arguments
  public Skill skill(String id) {
    var entry = entry(id);
    try {
      return Class.forName(entry.className(), true, loader)
          .asSubclass(Skill.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          "skill "
              + id
              + ": "
              + entry.className()
              + " can not be made: it must be a public class that"
              + " implements Skill and has a public constructor without arguments",
          e);
    }
  }

  private Entry entry(String id) {
    var entry = entries.get(id);
    if (entry == null) {
      throw new Problem(
              Problem.Kind.USER,
              "there is no skill '" + id + "'",
              "",
              Nearest.remedy(id, entries.keySet()))
          .asException();
    }
    return entry;
  }

  private static List<String> classNames(ClassLoader loader) {
    try {
      return Collections.list(loader.getResources(SERVICES)).stream()
          .map(Catalogue::text)
          .flatMap(String::lines)
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(SERVICES, e);
    }
  }

  private static String text(ClassLoader loader, String resource) {
    var url = loader.getResource(resource);
    if (url == null) {
      throw YamlFields.wrong(
          resource,
          "is not there",
          "a skill's folder holds its class, SKILL.md and routing.yaml",
          null);
    }
    return text(url);
  }

  private static String text(URL url) {
    try (var in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(url.toString(), e);
    }
  }

  private static ClewException unreadable(String where, IOException cause) {
    return YamlFields.wrong(where, "can not be read: " + cause.getMessage(), "build again", cause);
  }
}
