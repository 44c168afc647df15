package dev.clew.skills;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.models.prompts.Prompt;
import dev.clew.models.prompts.PromptFiles;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which skills there are, and what their cards say.
///
/// The service file that `@AutoService(Skill.class)` writes is read as text and each skill's folder
/// as resources: no skill's class is loaded until [#skill] is called, so that who only chooses (the
/// router) needs no natives.
public final class Catalogue {
  private static final String SERVICES = "META-INF/services/dev.clew.skills.Skill";

  private final ClassLoader loader;
  private final Map<String, Entry> entries;
  private final PromptFiles prompts;

  private record Entry(Card card, RoutingExamples examples, String className, String folder) {}

  private Catalogue(ClassLoader loader, Map<String, Entry> entries, PromptFiles prompts) {
    this.loader = loader;
    this.prompts = prompts;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /// All skills that this loader sees.
  ///
  /// @throws ClewException when a card or routing file is absent or ill-formed
  public static Catalogue of(ClassLoader loader) {
    return of(loader, PromptFiles.PACKAGED);
  }

  /// As [#of(ClassLoader)], with cards that the user replaced.
  public static Catalogue of(ClassLoader loader, PromptFiles prompts) {
    var entries = new TreeMap<String, Entry>();
    for (var className : classNames(loader)) {
      var folder = className.substring(0, className.lastIndexOf('.')).replace('.', '/') + "/";
      var card = card(loader, folder, prompts);
      var examples =
          RoutingExamples.parse(
              card.name(), folder + "routing.yaml", text(loader, folder + "routing.yaml"));
      var before = entries.put(card.name(), new Entry(card, examples, className, folder));
      if (before != null) {
        throw YamlFields.wrong(
            folder + "SKILL.md",
            "'" + card.name() + "' is the name of " + before.className() + " too",
            "name one of them otherwise",
            null);
      }
    }
    return new Catalogue(loader, entries, prompts);
  }

  private static Card card(ClassLoader loader, String folder, PromptFiles prompts) {
    var packaged = CardFile.parse(folder + "SKILL.md", text(loader, folder + "SKILL.md"));
    var name = packaged.name() + "/SKILL.md";
    var replaced = prompts.replaced(name).map(text -> CardFile.parse(name, text));
    if (replaced.filter(card -> !card.name().equals(packaged.name())).isPresent()) {
      throw YamlFields.wrong(
          name, "names itself " + replaced.get().name(), "name it " + packaged.name(), null);
    }
    return replaced.orElse(packaged);
  }

  /// The catalogue of the loader that loaded this class.
  public static Catalogue load() {
    return of(Catalogue.class.getClassLoader());
  }

  /// As [#load()], with cards and prompts that the user replaced.
  public static Catalogue load(PromptFiles prompts) {
    return of(Catalogue.class.getClassLoader(), prompts);
  }

  /// The same without some skills.
  ///
  /// @param kept whether a skill stays, by its id
  public Catalogue only(Predicate<String> kept) {
    var some = new TreeMap<>(entries);
    some.keySet().removeIf(kept.negate());
    return new Catalogue(loader, some, prompts);
  }

  /// A prompt of a skill: the user's, else the file in its folder.
  ///
  /// @param file such as `interpret.md`
  /// @throws ClewException when there is none, or it has a place that is none
  public Prompt prompt(String id, String file) {
    var entry = entry(id);
    var name = id + "/" + file;
    return PromptFiles.checked(
        name, prompts.replaced(name).orElseGet(() -> text(loader, entry.folder() + file)));
  }

  /// What a user may replace: each skill's card and prompt, as they are named in his folder.
  public List<String> replaceable() {
    return entries.keySet().stream()
        .flatMap(id -> Stream.of(id + "/SKILL.md", id + "/interpret.md"))
        .toList();
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
