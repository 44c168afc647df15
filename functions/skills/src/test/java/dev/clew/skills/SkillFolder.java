package dev.clew.skills;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;

/// A skill's folder made by hand, in a directory that a class loader reads.
record SkillFolder(Path root) {
  static final String CARD =
      """
      ---
      name: sample-skill
      version: 3
      family: applications
      description: Counts things.
      when: [how many things are there]
      when-not:
        - why are things slow
      reads: application
      needs: [events, tool-details]
      max-text: 400
      deployable: skills
      parameters:
        type: object
        properties:
          top: {type: integer, minimum: 1, maximum: 100, default: 10, description: how many to list}
          share: {type: number, exclusiveMinimum: 0, default: 0.5, description: least share}
          deep: {type: boolean, default: false, description: look twice}
          model: {type: string, description: one model only}
        additionalProperties: false
      postcondition:
        facts: [things.total, 'things.by-*']
      ---
      # How to interpret

      Many things are many.
      """;

  static final String ROUTING =
      """
      positive:
        - How many things are there?
        - Count the things
        - number of things
        - what is the total of things
        - things, how many?
      negative:
        - Why is it slow?
        - What changed?
        - Is the model good?
        - Who did it?
        - When was it?
      """;

  SkillFolder write(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /// The sample skill as a correct folder.
  SkillFolder whole() throws IOException {
    return write("META-INF/services/dev.clew.skills.Skill", "dev.clew.skills.SampleSkill\n")
        .write("dev/clew/skills/SKILL.md", CARD)
        .write("dev/clew/skills/routing.yaml", ROUTING);
  }

  Catalogue catalogue() throws MalformedURLException {
    return Catalogue.of(new FolderFirst(root));
  }

  /// Sees this folder's resources only, and the classes of the tests.
  private static final class FolderFirst extends URLClassLoader {
    FolderFirst(Path root) throws MalformedURLException {
      super(new java.net.URL[] {root.toUri().toURL()}, SkillFolder.class.getClassLoader());
    }

    @Override
    public java.net.@org.jspecify.annotations.Nullable URL getResource(String name) {
      return findResource(name);
    }

    @Override
    public Enumeration<java.net.URL> getResources(String name) throws IOException {
      return findResources(name);
    }
  }
}
