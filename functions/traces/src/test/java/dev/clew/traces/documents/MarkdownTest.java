package dev.clew.traces.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void headingsCutAPageAndKeepThoseAboveThem() {
    var sections =
        Markdown.sections(
            "docs/a.md",
            "intro\n# House\none\n## Roof & Walls\ntwo\n### Tiles\nthree\n## Door\nfour\n");

    assertEquals(
        List.of(
            new Section("House", "docs/a.md", "", "intro"),
            new Section("House", "docs/a.md#house", "House", "one"),
            new Section("House", "docs/a.md#roof--walls", "House > Roof & Walls", "two"),
            new Section("House", "docs/a.md#tiles", "House > Roof & Walls > Tiles", "three"),
            new Section("House", "docs/a.md#door", "House > Door", "four")),
        sections);
  }

  @Test
  void frontMatterIsLeftOutAndFencesAreText() {
    var sections =
        Markdown.sections("a.md", "---\nname: x\n---\n# A\n```\n# no heading\n```\n# A\nagain\n");

    assertEquals(
        List.of(
            new Section("A", "a.md#a", "A", "```\n# no heading\n```"),
            new Section("A", "a.md#a-1", "A", "again")),
        sections);
  }

  @Test
  void aPageWithoutTextHasNoSections() {
    assertEquals(List.of(), Markdown.sections("a.md", ""));
    assertEquals(List.of(), Markdown.sections("a.md", "# A\n\n## B\n"));
  }
}
