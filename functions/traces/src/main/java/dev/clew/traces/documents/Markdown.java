package dev.clew.traces.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Cuts a page of Markdown (CommonMark's headings with `#`) into sections. Front matter is left
/// out, and what stands in a fence is text, whatever it looks like.
public final class Markdown {
  private static final Pattern HEADING =
      Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*?))?(?:[ \\t]+#+)?[ \\t]*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
  private static final int DEEPEST = 6;

  private final String key;
  private final List<Section> sections = new ArrayList<>();
  private final String[] headings = new String[DEEPEST];
  private final Map<String, Integer> slugs = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  private String title;
  private String slug = "";

  private Markdown(String key) {
    this.key = key;
    this.title = key;
  }

  /// The sections of a page, in order; those without a text of their own are left out.
  ///
  /// @param key the page's, for links
  public static List<Section> sections(String key, String page) {
    var markdown = new Markdown(key);
    markdown.read(page.lines().toList());
    return markdown.sections.stream()
        .map(section ->
            new Section(markdown.title, section.link(), section.heading(), section.text()))
        .toList();
  }

  private void read(List<String> lines) {
    var fence = "";
    for (int i = frontMatter(lines); i < lines.size(); i++) {
      var line = lines.get(i);
      var fenced = FENCE.matcher(line);
      if (fenced.matches()) {
        var mark = fenced.group(1);
        if (fence.isEmpty()) {
          fence = mark;
        } else if (mark.startsWith(fence)) {
          fence = "";
        }
      }
      var heading = HEADING.matcher(line);
      if (fence.isEmpty() && heading.matches()) {
        close();
        open(heading.group(1).length(), heading.group(2) == null ? "" : heading.group(2).strip());
      } else {
        text.append(line).append('\n');
      }
    }
    close();
  }

  private static int frontMatter(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().strip().equals("---")) {
      return 0;
    }
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals("---")) {
        return i + 1;
      }
    }
    return 0;
  }

  private void open(int depth, String heading) {
    headings[depth - 1] = heading;
    for (int deeper = depth; deeper < DEEPEST; deeper++) {
      headings[deeper] = "";
    }
    if (title.equals(key) && !heading.isEmpty()) {
      title = heading;
    }
    var plain =
        heading
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
            .replaceAll("\\s", "-");
    int seen = slugs.merge(plain, 1, Integer::sum);
    slug = seen == 1 ? plain : plain + "-" + (seen - 1);
  }

  private void close() {
    if (!text.toString().isBlank()) {
      var path =
          Arrays.stream(headings)
              .filter(heading -> heading != null && !heading.isEmpty())
              .collect(Collectors.joining(" > "));
      sections.add(
          new Section(
              title, slug.isEmpty() ? key : key + "#" + slug, path, text.toString().strip()));
    }
    text.setLength(0);
  }
}
